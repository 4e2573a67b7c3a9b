import Foundation

/// Lockfiles, advisories and a history of the sizes that the design speaks of, made anew each time.
struct DependencyBench {
  private static let lockfiles = 60
  private static let packagesEach = 250
  private static let records = 250_000
  private static let recordsOfOneArchive = 50_000
  private static let commits = 10_000

  let avouch: String
  let folder: URL

  /// Prints a row for each piece of work.
  func run() throws {
    let tree = folder.appending(path: "lockfiles")
    try writeLockfiles(to: tree)
    let database = folder.appending(path: "advisories.sqlite").path
    let archives = try writeArchives()
    for (title, chosen) in [("100,000", 2), ("250,000", 5)] {
      let target = chosen == 5 ? database : folder.appending(path: "part.sqlite").path
      Measurement(
        title: "avouch advisories import, \(title) records",
        words: [
          avouch, "advisories", "import", "-q", "--as-of", "2026-11-27", "--database", target,
        ]
          + archives.prefix(chosen), folder: folder.path, limit: chosen == 2 ? 20_000 : nil,
        runs: 1,
        warmsUp: false
      ).print()
    }
    Measurement(
      title: "avouch sbom, 60 lockfiles, 15,000 packages",
      words: [avouch, "sbom", "-q", tree.path],
      folder: folder.path, runs: 11
    ).print()
    let scan = [
      avouch, "scan", "dependencies", "-q", "--now", "2026-11-28", "--database", database,
      tree.path,
    ]
    Measurement(
      title: "avouch scan dependencies, the same, 250,000 records", words: scan,
      folder: folder.path, runs: 11
    ).print()
    Measurement(
      title: "avouch scan dependencies, the same, told by parts", words: scan + ["-v"],
      folder: folder.path, runs: 11,
      parts: [
        ("reading manifests and lockfiles", 150), ("matching packages with advisories", 100),
      ]
    ).print()
    let history = folder.appending(path: "history")
    try writeHistory(to: history, database: database)
    Measurement(
      title: "avouch check, patched-within over 10,000 versions of a lockfile",
      words: [avouch, "check", "-q", "--now", "2026-11-28"], folder: history.path, limit: 5_000,
      runs: 5
    ).print()
  }

  private func writeLockfiles(to tree: URL) throws {
    for number in 0..<Self.lockfiles {
      let place = tree.appending(path: "service\(number)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let names = (0..<Self.packagesEach).map { Self.name(number * 97 + $0 * 13) }
      let (file, text) =
        switch number % 4 {
        case 0: ("package-lock.json", Self.packageLock(names))
        case 1: ("yarn.lock", Self.yarn(names))
        case 2: ("Cargo.lock", Self.cargo(names))
        default: ("requirements.txt", names.map { "\($0)==1.4.2\n" }.joined())
        }
      try Data(text.utf8).write(to: place.appending(path: file))
    }
  }

  private static func name(_ number: Int) -> String { "package-\(number % 40_000)" }

  private static func packageLock(_ names: [String]) -> String {
    let digest = String(repeating: "A", count: 86) + "=="
    let entries = names.map {
      """
          "node_modules/\($0)": {
            "version": "1.4.2",
            "resolved": "https://registry.npmjs.org/\($0)/-/\($0)-1.4.2.tgz",
            "integrity": "sha512-\(digest)",
            "license": "MIT",
            "engines": { "node": ">=18" }
          }
      """
    }
    return
      "{\n  \"name\": \"service\",\n  \"lockfileVersion\": 3,\n  \"packages\": {\n    \"\": {},\n"
      + entries.joined(separator: ",\n") + "\n  }\n}\n"
  }

  private static func yarn(_ names: [String]) -> String {
    "# yarn lockfile v1\n\n"
      + names.map {
        "\($0)@^1.0.0:\n  version \"1.4.2\"\n  resolved \"https://registry.yarnpkg.com/\($0)\"\n\n"
      }.joined()
  }

  private static func cargo(_ names: [String]) -> String {
    let digest = String(repeating: "a", count: 64)
    return "version = 4\n\n"
      + names.map {
        "[[package]]\nname = \"\($0)\"\nversion = \"1.4.2\"\n"
          + "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n"
          + "checksum = \"\(digest)\"\n\n"
      }.joined()
  }

  /// Archives as an ecosystem's: most records tell of malicious packages that nobody has.
  private func writeArchives() throws -> [String] {
    try stride(from: 0, to: Self.records, by: Self.recordsOfOneArchive).map { start in
      var archive = StoredArchive()
      for number in start..<(start + Self.recordsOfOneArchive) {
        archive.add("\(number).json", Array(Self.record(number).utf8))
      }
      let path = folder.appending(path: "records-\(start).zip")
      try Data(archive.finished).write(to: path)
      return path.path
    }
  }

  private static func record(_ number: Int) -> String {
    let ecosystem = ["npm", "PyPI", "crates.io", "npm"][number % 4]
    let isHole = number % 7 == 0
    let id = isHole ? "GHSA-\(number)" : "MAL-2026-\(number)"
    let package = isHole ? name(number) : "stolen-\(number)"
    let fixed = isHole && number % 3 != 0 ? ", {\"fixed\": \"1.\(number % 9).0\"}" : ""
    let details = String(repeating: "What happened, in words. ", count: 30)
    return """
      {"schema_version": "1.7.0", "id": "\(id)", "modified": "2026-11-20T00:00:00Z",
       "published": "2026-11-01T00:00:00Z", "aliases": ["CVE-2026-\(number)"],
       "summary": "A hole", "details": "\(details)", "severity": [{"type": "CVSS_V3",
       "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
       "affected": [{"package": {"ecosystem": "\(ecosystem)", "name": "\(package)"}, "ranges":
       [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}\(fixed)]}]}]}
      """
  }

  /// A lockfile of a hundred packages of which each commit moves one, written with `git fast-import`.
  private func writeHistory(to history: URL, database: String) throws {
    try FileManager.default.createDirectory(at: history, withIntermediateDirectories: true)
    var versions = [Int](repeating: 0, count: 100)
    var stream = "reset refs/heads/main\n"
    for commit in 0..<Self.commits {
      versions[commit * 31 % 100] += 1
      let text = versions.enumerated().map { "\(Self.name($0.offset))==1.\($0.element).0\n" }
        .joined()
      let date = 1_700_000_000 + commit * 8_000
      stream += "commit refs/heads/main\ncommitter Ada <ada@example.test> \(date) +0000\n"
      stream +=
        "data 6\nchange\nM 100644 inline requirements.txt\ndata \(text.utf8.count)\n\(text)\n"
    }
    try Data(stream.utf8).write(to: history.appending(path: "stream"))
    for words in [
      "git init -q -b main", "git fast-import --quiet < stream", "git checkout -q -f main",
      "rm stream",
    ] {
      _ = ChildRun.run(["/bin/sh", "-c", words], in: history.path)
    }
    // A posture's own files alone are read.
    try FileManager.default.copyItem(
      atPath: database, toPath: history.appending(path: "advisories.sqlite").path)
    let posture = """
      avouch: 1
      organization: { name: Measured }
      targets: { code: { repository: . } }
      controls:
        - id: holes.mended
          statement: Holes are mended within {within}.
          parameters: { within: 7d }
          checks:
            - patched-within: { target: code, within: "{within}", since: 3000d,
                database: advisories.sqlite }

      """
    try Data(posture.utf8).write(to: history.appending(path: "avouch.yaml"))
  }
}
