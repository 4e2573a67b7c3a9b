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

  /// Measures a whole history without a cache, then what is the same and what is new beside one.
  func run() {
    guard let git = Self.program("git") else { return print("git is not on PATH") }
    let floor = [
      git, "-C", repository, "cat-file", "--batch-all-objects", "--batch", "--unordered",
      "--buffer",
    ]
    let scan = [avouch, "scan", "secrets", "--quiet", "--allow-unmeasured"]
    let cache = folder.appending(path: "cache-\(UUID().uuidString)").path
    var contenders = [
      Contender(name: "git cat-file", words: floor),
      Contender(name: "avouch, no cache", words: scan + ["--no-cache", repository]),
    ]
    if let kingfisher = Self.program("kingfisher") {
      contenders.append(
        Contender(
          name: "kingfisher",
          words: [
            kingfisher, "scan", "--no-validate", "--no-update-check", "--format", "json",
            repository,
          ]))
    }
    let size = Self.contentBytes(git, repository)
    print("secrets in \(repository): \(size / 1_000_000) MB of objects")
    measure(contenders, size: size)
    _ = ChildRun.run(scan + ["--cache", cache, repository], in: folder.path)
    measure([Contender(name: "avouch, second run", words: scan + ["--cache", cache, repository])])
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
  private func measure(_ contenders: [Contender], in place: String? = nil, size: Int = 0) {
    var samples: [[ChildRun]] = contenders.map { _ in [] }
    // The first round warms the disk cache and is not counted.
    for round in 0...runs {
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
        ? String(format: "; %.0f MB/s", Double(size) / 1_000 / median(mine.map(\.wall))) : ""
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

  /// The bytes of all objects in full, which is what the cost should grow with.
  private static func contentBytes(_ git: String, _ repository: String) -> Int {
    let process = Process()
    process.executableURL = URL(filePath: git)
    process.arguments = [
      "-C", repository, "cat-file", "--batch-all-objects", "--unordered",
      "--batch-check=%(objectsize)",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return 0 }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).split(separator: "\n")
      .reduce(0) { $0 + (Int($1) ?? 0) }
  }
}
