import Foundation
import TestSupport
import Testing

/// `avouch advisories` and `avouch scan dependencies` as a user runs them.
@Suite struct ScanDependenciesTests {
  private static let record = """
    {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-11-20T00:00:00Z",
     "published": "2026-11-19T00:00:00Z", "aliases": ["CVE-2026-1"], "summary": "Takes any input",
     "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
     "affected": [{"package": {"ecosystem": "PyPI", "name": "left"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}]}]}
    """
  private static let moment = ["--now", "2026-11-22"]

  private func workspace(_ requirements: String = "left==1.0\n") throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("project/requirements.txt", requirements)
    try folder.write("records/a.json", Self.record)
    return folder
  }

  /// What was printed, without the breaks of lines that are too long.
  private func text(_ run: AvouchProcess) -> String {
    run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func run(_ words: [String], in folder: TemporaryFolder) throws -> AvouchProcess {
    try AvouchProcess.run(
      words, in: folder.path, environment: ["AVOUCH_ADVISORIES": folder.path + "/db.sqlite"])
  }

  @Test func `records are taken, listed and held against a project`() throws {
    let folder = try workspace()
    let taken = try run(["advisories", "import", "records"], in: folder)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(taken.output == "\(folder.path)/db.sqlite: 1 added of PyPI\n")
    let listed = try run(["advisories", "list"], in: folder)
    #expect(listed.output.contains("PyPI: 1 records, 2026-11-20"))
    let json = try run(["advisories", "list", "-f", "json"], in: folder)
    #expect(json.output.contains("\"asOf\": \"2026-11-20T00:00:00Z\""))
    let scan = try run(["scan", "dependencies", "project", "-q"] + Self.moment, in: folder)
    #expect(scan.status == 1, "\(scan.errors)")
    #expect(text(scan).contains("CVE-2026-1 (critical, CVSS 9.8) in left 1.0: Takes any input"))
    #expect(text(scan).contains("project/requirements.txt:1:1"))
    let told = try run(["scan", "dependencies", "project", "-v"] + Self.moment, in: folder)
    #expect(told.errors.contains("avouch: reading manifests and lockfiles took "))
    #expect(told.errors.contains("avouch: matching packages with advisories took "))
    let sarif = try run(
      ["scan", "dependencies", "project", "-q", "-f", "sarif"] + Self.moment, in: folder)
    #expect(sarif.output.contains("CVE-2026-1"))
    let bill = try run(
      ["scan", "dependencies", "project", "-q", "-o", "cyclonedx=bill.json"] + Self.moment,
      in: folder)
    #expect(bill.status == 1)
    let text = try String(contentsOfFile: folder.path + "/bill.json", encoding: .utf8)
    #expect(text.contains("\"id\": \"CVE-2026-1\"") && text.contains("pkg:pypi/left@1.0"))
    #expect(try BillValidators.problems(with: [folder.path + "/bill.json"]) == [])
    let high = try workspace("left==1.1\n")
    _ = try run(["advisories", "import", "records"], in: high)
    #expect(
      try run(["scan", "dependencies", "project", "-q"] + Self.moment, in: high).status == 0)
  }

  @Test func `no database, an old one and a broken one are no pass`() throws {
    let folder = try workspace("left==1.1\n")
    let none = try run(["scan", "dependencies", "project", "-q"] + Self.moment, in: folder)
    #expect(none.status == 3)
    #expect(text(none).contains("avouch advisories update makes it"))
    _ = try run(["advisories", "import", "records"], in: folder)
    let later = ["--now", "2027-01-01"]
    let old = try run(["scan", "dependencies", "project", "-q"] + later, in: folder)
    #expect(old.status == 3)
    #expect(text(old).contains("42 days old, the limit is 7 days"))
    let long = try run(
      ["scan", "dependencies", "project", "-q", "--database-age", "60d"] + later, in: folder)
    #expect(long.status == 0)
    try Data("no database".utf8).write(to: URL(filePath: folder.path + "/db.sqlite"))
    let broken = try run(["scan", "dependencies", "project", "-q"] + Self.moment, in: folder)
    #expect(broken.status == 3)
    #expect(text(broken).contains("is not a database of advisories"))
  }

  @Test func `wrong words and files end with 2, and nothing is taken`() throws {
    let folder = try workspace()
    try folder.write("records/b.json", "{")
    let broken = try run(["advisories", "import", "records"], in: folder)
    #expect(broken.status == 2)
    #expect(broken.errors.contains("nothing was taken. The first: b.json:1:2"))
    let skipped = try run(["advisories", "import", "records", "--skip-broken"], in: folder)
    #expect(skipped.status == 0)
    #expect(skipped.errors.contains("left out: b.json:1:2"))
    #expect(try run(["advisories", "import", "nowhere"], in: folder).status == 2)
    let unknown = try run(["advisories", "update", "PyPl", "--exploited", "none"], in: folder)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean \"PyPI\"?"))
    let date = try run(["advisories", "import", "records", "--as-of", "soon"], in: folder)
    #expect(date.status == 2)
  }

  @Test func `an update from a mirror`() throws {
    let folder = try workspace()
    let zip = folder.path + "/PyPI"
    try FileManager.default.createDirectory(atPath: zip, withIntermediateDirectories: true)
    try ChildProcess.run([
      "/usr/bin/python3", "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], 'w'); z.write(sys.argv[2], 'a.json')",
      zip + "/all.zip", folder.path + "/records/a.json",
    ])
    try folder.write(
      "kev.json",
      """
      {"catalogVersion": "1", "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-11-20"}]}
      """)
    let server = try LocalServer("root \(folder.path);")
    let words = [
      "advisories", "update", "PyPI", "--mirror", server.origin + "/", "--exploited",
      server.origin + "/kev.json",
    ]
    let update = try run(words, in: folder)
    #expect(update.status == 0, "\(update.errors)")
    #expect(
      update.output
        == "PyPI: fetched whole, 1 added\nexploited holes: 1 known to be exploited\n")
    let scan = try run(
      ["scan", "dependencies", "project", "-q", "--severity", "critical"], in: folder)
    #expect(text(scan).contains("known to be exploited"))
    let missing = try run(
      ["advisories", "update", "npm", "--mirror", server.origin, "--exploited", "none"], in: folder)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("npm: \(server.origin)/npm/all.zip answered 404"))
  }
}
