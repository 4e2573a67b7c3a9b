import Advisories
import Foundation
import Model
import Systems
import TestSupport
import Testing

struct AdvisoryDatabaseTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/advisories.sqlite" }

  private func take(_ records: [String: String]) throws -> AdvisoryImport.Summary {
    try? FileManager.default.removeItem(atPath: folder.path + "/records")
    for (name, text) in records { try folder.write("records/" + name, text) }
    return try RecordFixture.take(
      folder.path + "/records", into: try AdvisoryDatabase.write(path))
  }

  @Test func `a folder of records answers for versions`() throws {
    let summary = try take([
      "npm/a.json": RecordFixture.record("GHSA-a", aliases: ["CVE-2026-1"]),
      "b.json": RecordFixture.record("GHSA-b", introduced: "2.0.0", fixed: nil),
    ])
    #expect(summary.added == 2)
    #expect(summary.ecosystems == ["npm"])
    #expect(summary.newest == Instant("2026-01-02T03:04:05Z"))
    #expect(
      try RecordFixture.matches("left", "1.0.0", in: path) == [
        "GHSA-a affected(fixed: Optional(\"1.2.3\"))"
      ])
    #expect(try RecordFixture.matches("left", "1.2.3", in: path) == [])
    #expect(try RecordFixture.matches("left", "2.0.0", in: path) == ["GHSA-b affected(fixed: nil)"])
    #expect(try RecordFixture.matches("right", "1.0.0", in: path) == [])
    #expect(try RecordFixture.matches("left", "1.0.0", ecosystem: "PyPI", in: path) == [])
    let odd = try RecordFixture.matches("left", "banana", in: path)
    #expect(odd.count == 2 && odd.allSatisfy { $0.contains("unknown") })
  }

  @Test func `a record comes again, changed, and is taken back`() throws {
    let first = RecordFixture.record("GHSA-a", aliases: ["CVE-2026-1"])
    #expect(try take(["a.json": first]).added == 1)
    #expect(try take(["a.json": first]).unchanged == 1)
    let later = RecordFixture.record(
      "GHSA-a", package: "right", modified: "2026-02-01T00:00:00Z")
    #expect(try take(["a.json": later]).changed == 1)
    #expect(try RecordFixture.matches("left", "1.0.0", in: path) == [])
    #expect(try RecordFixture.matches("right", "1.0.0", in: path).count == 1)
    // An older form does not bring back what was changed.
    #expect(try take(["a.json": first]).unchanged == 1)
    let lookup = try AdvisoryLookup(try AdvisoryDatabase.read(path))
    #expect(try lookup.records(named: ["CVE-2026-1"]).isEmpty)
    #expect(try lookup.records(named: ["GHSA-a"]).map(\.id) == ["GHSA-a"])
    let withdrawn = RecordFixture.record(
      "GHSA-a", package: "right", modified: "2026-03-01T00:00:00Z",
      withdrawn: "2026-03-01T00:00:00Z")
    #expect(try take(["a.json": withdrawn]).withdrawn == 1)
    #expect(try RecordFixture.matches("right", "1.0.0", in: path) == [])
  }

  @Test func `releases of distributions are told apart`() throws {
    _ = try take([
      "a.json": RecordFixture.record("DSA-1", package: "openssl", ecosystem: "Debian:12")
        .replacing("SEMVER", with: "ECOSYSTEM"),
      "b.json": RecordFixture.record("DSA-2", package: "openssl", ecosystem: "Debian:11")
        .replacing("SEMVER", with: "ECOSYSTEM"),
    ])
    func matches(_ ecosystem: String) throws -> [String] {
      try RecordFixture.matches("openssl", "1.0-1", ecosystem: ecosystem, in: path)
        .compactMap { $0.split(separator: " ").first.map(String.init) }.sorted()
    }
    #expect(try matches("Debian:12") == ["DSA-1"])
    #expect(try matches("Debian") == ["DSA-1", "DSA-2"])
    #expect(try matches("Ubuntu:12") == [])
  }

  @Test func `archives, exploited holes and dates of releases`() throws {
    let database = try AdvisoryDatabase.write(path)
    let archive = folder.path + "/all.zip"
    try RecordFixture.archive(
      ["GHSA-a.json": RecordFixture.record("GHSA-a"), "README": "no record"], at: archive,
      in: folder)
    #expect(try RecordFixture.take(archive, into: database).added == 1)
    let catalogue = try folder.write(
      "kev.json",
      """
      {"catalogVersion": "2026.01.01", "vulnerabilities": [
        {"cveID": "CVE-2026-1", "dateAdded": "2026-01-05", "dueDate": "2026-01-26"}, {"x": 1}]}
      """)
    #expect(try RecordFixture.take(catalogue, into: database).exploited == 1)
    let table = try folder.write(
      "releases.csv", "ecosystem,package,version,released\nnpm,left,1.2.3,2026-01-03\n")
    #expect(try RecordFixture.take(table, into: database).releases == 1)
    let lookup = try AdvisoryLookup(try AdvisoryDatabase.read(path))
    #expect(
      try lookup.exploitation(of: ["GHSA-x", "CVE-2026-1"])?.due == CalendarDate("2026-01-26"))
    #expect(
      try lookup.release(of: "1.2.3", package: "left", in: "npm") == Instant("2026-01-03T00:00:00Z")
    )
    #expect(try lookup.release(of: "1.2.4", package: "left", in: "npm") == nil)
  }

  @Test func `what cannot be taken leaves the database as it was`() throws {
    _ = try take(["a.json": RecordFixture.record("GHSA-a")])
    let database = try AdvisoryDatabase.write(path)
    struct Refused: Error {}
    try folder.write("more/b.json", RecordFixture.record("GHSA-b"))
    #expect(throws: Refused.self) {
      try database.update { writer in
        var summary = AdvisoryImport.Summary()
        try AdvisoryImport().take(folder.path + "/more", into: writer, summary: &summary)
        #expect(summary.added == 1)
        throw Refused()
      }
    }
    let lookup = try AdvisoryLookup(try AdvisoryDatabase.read(path))
    #expect(try lookup.records(named: ["GHSA-b"]).isEmpty)
    #expect(try lookup.records(named: ["GHSA-a"]).count == 1)
    let broken = try take(["c.json": "{", "d.json": RecordFixture.record("GHSA-d")])
    #expect(broken.problemCount == 1)
    #expect(broken.problems.first?.hasPrefix("c.json:1:2") == true, "\(broken.problems)")
  }

  @Test func `files that are no database are refused with the reason`() throws {
    func reason(_ path: String) -> String? {
      do {
        _ = try AdvisoryDatabase.read(path).sources()
        return nil
      } catch { return error.reason }
    }
    #expect(reason(folder.path + "/none.sqlite")?.contains("does not exist") == true)
    let text = try folder.write("text.sqlite", String(repeating: "no database ", count: 100))
    #expect(reason(text)?.contains("is not a database of advisories") == true)
    let other = folder.path + "/other.sqlite"
    try SQLiteDatabase(at: other, .create).execute("CREATE TABLE a (b)")
    #expect(reason(other)?.contains("is not a database of advisories") == true)
    _ = try take(["a.json": RecordFixture.record("GHSA-a")])
    try SQLiteDatabase(at: path, .readWrite).execute("PRAGMA user_version = 9999")
    #expect(reason(path)?.contains("has format 9999") == true, "\(reason(path) ?? "")")
  }

  @Test func `a file that is being written is in use, and whole again afterwards`() throws {
    _ = try take(["a.json": RecordFixture.record("GHSA-a")])
    let writer = try SQLiteDatabase(at: path, .readWrite)
    try writer.execute("BEGIN EXCLUSIVE")
    let error = #expect(throws: Unavailable.self) {
      _ = try AdvisoryDatabase.read(path, busyTimeout: .milliseconds(20))
    }
    #expect(error?.reason.contains("is in use by another process") == true)
    try writer.execute("ROLLBACK")
    #expect(try RecordFixture.matches("left", "1.0.0", in: path).count == 1)
  }

  @Test func `a damaged file gives a reason or the truth, never a trap`() throws {
    let records = (0..<60).map { number in
      ("r\(number).json", RecordFixture.record("GHSA-\(number)", package: "left\(number % 7)"))
    }
    _ = try take(Dictionary(uniqueKeysWithValues: records))
    let whole = try Data(contentsOf: URL(filePath: path))
    var random = SplitMix64(seed: 11)
    var refused = 0
    for round in 0..<40 {
      var data = whole
      if round % 4 == 0 { data.removeLast(Int.random(in: 1..<data.count, using: &random)) }
      for _ in 0..<20 where !data.isEmpty {
        data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let damaged = folder.path + "/damaged.sqlite"
      try data.write(to: URL(filePath: damaged))
      do {
        _ = try RecordFixture.matches("left3", "1.0.0", in: damaged)
      } catch { refused += 1 }
    }
    #expect(refused > 0)
  }
}
