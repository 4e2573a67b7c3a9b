import Advisories
import Foundation
import Model
import Systems
import TestSupport
import Testing

/// A real nginx as the publisher.
struct AdvisoryUpdateTests {
  private let folder = TemporaryFolder()
  private let now = Instant(seconds: 1_790_000_000)
  private var path: String { folder.path + "/advisories.sqlite" }

  private func update(_ server: String, _ ecosystem: String = "npm") throws
    -> AdvisoryUpdate.Result
  {
    let update = AdvisoryUpdate(
      download: FileDownload(version: "test"), server: server,
      folder: folder.path + "/downloads", taking: AdvisoryImport())
    return try update.update(ecosystem, in: try AdvisoryDatabase.write(path), at: now)
  }

  private func reason(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return (error as? Unavailable)?.reason ?? "\(error)" }
  }

  @Test func `first everything, then what changed, then nothing`() throws {
    let root = try folder.makeFolder("served/npm")
    let server = try LocalServer("root \(folder.path)/served;")
    let records = ["GHSA-a": RecordFixture.record("GHSA-a")]
    func write(_ records: [String: String], _ changes: String) throws {
      let archive = root + "/all.zip"
      try? FileManager.default.removeItem(atPath: archive)
      try RecordFixture.archive(
        Dictionary(uniqueKeysWithValues: records.map { ($0.key + ".json", $0.value) }),
        at: archive, in: folder)
      for (name, text) in records { try folder.write("served/npm/\(name).json", text) }
      try folder.write("served/npm/modified_id.csv", changes)
    }
    try write(records, "2026-01-02T03:04:05Z,GHSA-a\n")
    let first = try update(server.origin)
    #expect(first.way == .whole && first.summary.added == 1)
    #expect(try AdvisoryDatabase.read(path).sources().map(\.asOf) == [now])
    // The newest second may hold another change, so it is asked for again.
    let second = try update(server.origin)
    #expect(second.way == .changes(1) && second.summary.unchanged == 1)
    let more = records.merging(
      ["GHSA-b": RecordFixture.record("GHSA-b", modified: "2026-05-01T00:00:00Z")]
    ) { $1 }
    try write(more, "2026-05-01T00:00:00Z,GHSA-b\n2026-01-02T03:04:05Z,GHSA-a\n")
    let third = try update(server.origin)
    #expect(third.way == .changes(2) && third.summary.added == 1)
    #expect(try RecordFixture.matches("left", "1.0.0", in: path).count == 2)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/downloads")
    #expect(left.isEmpty, "\(left)")
  }

  @Test func `what the publisher does wrong changes nothing`() throws {
    let root = try folder.makeFolder("served/npm")
    let server = try LocalServer(
      """
      root \(folder.path)/served;
      location /digest/ { alias \(folder.path)/served/; add_header x-goog-hash "crc32c=AAAAAA=="; }
      """)
    #expect(reason { _ = try update(server.origin) }?.hasSuffix("answered 404") == true)
    try folder.write("served/npm/all.zip", "this is no archive")
    #expect(reason { _ = try update(server.origin) }?.contains("ZIP archive") == true)
    try? FileManager.default.removeItem(atPath: root + "/all.zip")
    try RecordFixture.archive(["a.json": "{}"], at: root + "/all.zip", in: folder)
    #expect(reason { _ = try update(server.origin) }?.contains("cannot be read") == true)
    try? FileManager.default.removeItem(atPath: root + "/all.zip")
    try RecordFixture.archive(
      ["a.json": RecordFixture.record("A")], at: root + "/all.zip", in: folder)
    #expect(
      reason { _ = try update(server.origin + "/digest") }?.contains("does not have the digest")
        == true)
    #expect(try AdvisoryDatabase.read(path).sources().allSatisfy { $0.records == 0 })
    #expect(try update(server.origin).summary.added == 1)
    try folder.write("served/npm/modified_id.csv", "<html>")
    #expect(reason { _ = try update(server.origin) }?.contains("no list of changes") == true)
    #expect(reason { _ = try update("http://osv.example") }?.contains("not an https") == true)
  }

  @Test func `a download that was cut off goes on where it ended`() throws {
    try folder.makeFolder("served")
    let content = String((0..<200_000).map { Character(Unicode.Scalar(UInt8(0x30 + $0 % 64))) })
    try folder.write("served/big", content)
    let server = try LocalServer("root \(folder.path)/served;")
    let target = folder.path + "/big"
    let download = FileDownload(version: "test")
    let whole = try download.fetch(server.origin + "/big", to: target, limit: 1 << 20)
    #expect(whole.size == 200_000)
    let tag = try #require(whole.tag)
    // As an interrupted attempt leaves it: a part, and the name of the state that it is of.
    try FileManager.default.removeItem(atPath: target)
    try String(content.prefix(150_000)).write(
      toFile: target + ".partial", atomically: true, encoding: .utf8)
    try tag.write(toFile: target + ".tag", atomically: true, encoding: .utf8)
    var progress: [Int] = []
    let rest = try download.fetch(server.origin + "/big", to: target, limit: 1 << 20) {
      progress.append($0)
    }
    #expect(rest.size == 200_000)
    #expect(progress.first.map { $0 > 150_000 } == true)
    #expect(try String(contentsOfFile: target, encoding: .utf8) == content)
    // A part of another state is not gone on with.
    try "other".write(toFile: target + ".partial", atomically: true, encoding: .utf8)
    try "\"old\"".write(toFile: target + ".tag", atomically: true, encoding: .utf8)
    _ = try download.fetch(server.origin + "/big", to: target, limit: 1 << 20)
    #expect(try String(contentsOfFile: target, encoding: .utf8) == content)
    #expect(
      reason { _ = try download.fetch(server.origin + "/big", to: target, limit: 1_000) }?
        .contains("larger than") == true)
  }

  @Test func `the digest that storage services name`() {
    var check = CRC32C()
    check.update(Array("123456789".utf8))
    #expect(check.bytes == [0xE3, 0x06, 0x92, 0x83])
    #expect(CRC32C().bytes == [0, 0, 0, 0])
  }
}
