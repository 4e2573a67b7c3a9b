import Foundation

/// The scan for secrets beside `git cat-file`, which merely prints every object, and beside another
/// scanner where one is installed; all in turn, so that a machine that slows down slows all of them.
struct SecretsCase {
  let avouch: String
  let repository: String
  let folder: URL
  let runs = 5

  private struct Contender {
    let name: String
    let words: [String]
  }

  private var scan: [String] { [avouch, "scan", "secrets", "--quiet", "--allow-unmeasured"] }

  /// Measures a whole history without a cache, then what is the same and what is new beside one.
  func run() {
    guard let git = Self.program("git") else { return print("git is not on PATH") }
    let floor = [
      git, "-C", repository, "cat-file", "--batch-all-objects", "--batch", "--unordered",
      "--buffer",
    ]
    let cache = folder.appending(path: "cache-\(UUID().uuidString)").path
    var contenders = [
      Contender(name: "git cat-file", words: floor),
      Contender(name: "avouch, no cache", words: scan + ["--no-cache", repository]),
    ]
    if let kingfisher = Self.program("kingfisher") {
      contenders.append(
        Contender(name: "kingfisher", words: Self.kingfisher(kingfisher) + [repository]))
    }
    let size = Self.contentBytes(git, repository)
    print("secrets in \(repository): \(size / 1_000_000) MB of objects")
    measure(contenders, size: size)
    _ = ChildRun.run(scan + ["--cache", cache, repository], in: folder.path)
    measure([Contender(name: "avouch, second run", words: scan + ["--cache", cache, repository])])
  }

  /// Measures the files of HEAD alone, beside a scanner that reads no histories.
  ///
  /// One run of each: the slowest takes minutes.
  func runWorkTree() {
    guard let git = Self.program("git") else { return print("git is not on PATH") }
    let tree = folder.appending(path: "tree-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
    let archive = tree.path + ".tar"
    _ = ChildRun.run([git, "-C", repository, "archive", "-o", archive, "HEAD"], in: folder.path)
    guard let tar = Self.program("tar"),
      ChildRun.run([tar, "-xf", archive, "-C", tree.path], in: folder.path)?.status == 0
    else { return print("  the files of HEAD: could not be written out") }
    var contenders = [
      Contender(
        name: "avouch --worktree", words: scan + ["--no-cache", "--worktree", tree.path])
    ]
    if let kingfisher = Self.program("kingfisher") {
      contenders.append(
        Contender(name: "kingfisher", words: Self.kingfisher(kingfisher) + [tree.path]))
    }
    if let other = Self.program("detect-secrets") {
      contenders.append(
        Contender(name: "detect-secrets", words: [other, "scan", "--all-files", tree.path]))
    }
    print("secrets in the files of HEAD of \(repository)")
    measure(contenders, rounds: 1)
  }

  /// Measures three lengths of the same history: what it costs should grow with its bytes.
  func runLengths() {
    guard let git = Self.program("git") else { return print("git is not on PATH") }
    let commits = Self.output(
      [git, "-C", repository, "rev-list", "--first-parent", "--reverse", "HEAD"]
    ).split(separator: "\n")
    for share in [4, 2, 1] where commits.count >= share {
      let part = folder.appending(path: "part-\(UUID().uuidString)").path
      let last = String(commits[commits.count / share - 1])
      _ = ChildRun.run([git, "init", "--quiet", "--bare", part], in: folder.path)
      _ = ChildRun.run(
        [
          git, "-C", part, "-c", "uploadpack.allowAnySHA1InWant=true", "fetch", "--quiet",
          repository, "\(last):refs/heads/main",
        ], in: folder.path)
      let size = Self.contentBytes(git, part)
      print("the first 1/\(share) of \(repository): \(size / 1_000_000) MB of objects")
      measure([Contender(name: "avouch", words: scan + ["--no-cache", part])], size: size)
      try? FileManager.default.removeItem(atPath: part)
    }
  }

  /// Measures what a hook before a commit costs.
  func runStaged() {
    guard let git = Self.program("git") else { return print("git is not on PATH") }
    let staged = folder.appending(path: "staged")
    try? FileManager.default.createDirectory(at: staged, withIntermediateDirectories: true)
    _ = ChildRun.run([git, "init", "--quiet", staged.path], in: folder.path)
    for file in 0..<20 {
      let lines = (0..<300).map { "let value\($0) = compute(\(file), key: \"name-\($0)\")\n" }
      try? Data(lines.joined().utf8).write(to: staged.appending(path: "file\(file).swift"))
    }
    _ = ChildRun.run([git, "add", "."], in: staged.path)
    let words = [
      avouch, "scan", "secrets", "--staged", "--quiet", "--cache", folder.path + "/cache",
    ]
    _ = ChildRun.run(words, in: staged.path)
    measure(
      [Contender(name: "avouch --staged, 20 files, limit 50 ms", words: words)], in: staged.path)
  }

  /// Prints a row for each, with its ratio to the first in the same round.
  private func measure(
    _ contenders: [Contender], in place: String? = nil, size: Int = 0, rounds: Int? = nil
  ) {
    let runs = rounds ?? runs
    var samples: [[ChildRun]] = contenders.map { _ in [] }
    // The first round warms the disk cache and is not counted.
    for round in (rounds == nil ? 0 : 1)...runs {
      let results = contenders.map { ChildRun.run($0.words, in: place ?? folder.path) }
      guard round > 0 else { continue }
      for (index, result) in results.enumerated() {
        if let result { samples[index].append(result) }
      }
    }
    for (index, contender) in contenders.enumerated() {
      let mine = samples[index]
      guard mine.count == runs, samples[0].count == runs, let last = mine.last else {
        print("  \(contender.name): could not be started")
        continue
      }
      let ratios = zip(mine, samples[0]).map { $0.wall / $1.wall }
      let rate =
        size > 0
        ? String(
          format: "; %.0f MB/s, %.2f CPU s for each GB",
          Double(size) / 1_000 / median(mine.map(\.wall)),
          median(mine.map(\.cpu)) * 1e6 / Double(size)) : ""
      print(
        "  \(contender.name): wall \(row(mine.map(\.wall))) ms; cpu \(row(mine.map(\.cpu))) ms; "
          + "memory \(row(mine.map(\.memory))) MB\(rate); exit \(last.status)"
          + (index > 0 ? "; wall beside the first \(row(ratios, digits: 3))" : ""))
    }
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func row(_ values: [Double], digits: Int = 1) -> String {
    let parts = [median(values), values.min() ?? 0, values.max() ?? 0]
    let texts = parts.map { String(format: "%.\(digits)f", $0) }
    return "\(texts[0]) (\(texts[1]) to \(texts[2]))"
  }

  private static func program(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func kingfisher(_ program: String) -> [String] {
    [program, "scan", "--no-validate", "--no-update-check", "--format", "json"]
  }

  /// The bytes of all objects in full, which is what the cost should grow with.
  private static func contentBytes(_ git: String, _ repository: String) -> Int {
    output([
      git, "-C", repository, "cat-file", "--batch-all-objects", "--unordered",
      "--batch-check=%(objectsize)",
    ]).split(separator: "\n").reduce(0) { $0 + (Int($1) ?? 0) }
  }

  private static func output(_ words: [String]) -> String {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return "" }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
