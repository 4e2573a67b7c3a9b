import Advisories
import Model
import TestSupport
import Testing

struct AdvisoryReaderTests {
  private func read(_ text: String, _ path: String = "a.json") throws -> Advisory {
    try AdvisoryReader.read(Array(text.utf8), path: path)
  }

  @Test func `a record with everything`() throws {
    let advisory = try read(
      """
      {"id": "GHSA-a", "modified": "2026-02-01T00:00:00Z", "published": "2026-01-01T00:00:00.5Z",
       "aliases": ["CVE-2026-1", "not an identifier"], "upstream": ["CVE-2026-2"],
       "summary": "First line\\u0007\\nsecond", "database_specific": {"severity": "HIGH"},
       "severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/x"}],
       "affected": [{"package": {"ecosystem": "PyPI", "name": "Left_Right"},
         "ranges": [{"type": "GIT", "events": [{"introduced": "0"}]},
           {"type": "ECOSYSTEM", "events": [{"introduced": "1"}, {"last_affected": "2"}]}],
         "versions": ["1.0", "2"],
         "ecosystem_specific": {"imports": [{"path": "left", "symbols": ["f"]}]}},
        {"package": {"ecosystem": "PyPI"}}]}
      """)
    #expect(advisory.id == "GHSA-a")
    #expect(advisory.aliases == ["CVE-2026-1"])
    #expect(advisory.upstream == ["CVE-2026-2"])
    #expect(advisory.summary == "First line")
    #expect(advisory.severity == .high)
    #expect(advisory.affected.count == 1)
    #expect(advisory.affected[0].ranges.map(\.kind) == [.git, .ecosystem])
    #expect(advisory.affected[0].versions == ["1.0", "2"])
    #expect(advisory.affected[0].symbols == ["left.f"])
  }

  @Test func `a record in YAML, as the Python database keeps them`() throws {
    let advisory = try read(
      """
      id: PYSEC-2026-1
      modified: 2026-01-02T03:04:05Z
      affected:
      - package: { name: left, ecosystem: PyPI }
        ranges:
        - type: ECOSYSTEM
          events: [{ introduced: "0" }, { fixed: "1.10" }]
        versions: ["1.1", 1.2]
      """, "PYSEC-2026-1.yaml")
    #expect(advisory.affected[0].versions == ["1.1", "1.2"])
    #expect(
      advisory.affects(version: "1.9", of: "Left", in: "PyPI") == .affected(fixed: "1.10"))
  }

  @Test func `RustSec's notices are no holes`() throws {
    let advisory = try read(
      """
      {"id": "RUSTSEC-1", "modified": "2026-01-01T00:00:00Z", "affected": [
        {"package": {"ecosystem": "crates.io", "name": "left"},
         "database_specific": {"informational": "unmaintained"}}]}
      """)
    #expect(advisory.kind == .informational)
  }

  @Test(arguments: [
    ("", "expected one OSV record"), ("[]", "expected one OSV record"),
    ("{}", "expected the record's \"id\""), (#"{"id": 3}"#, "expected the record's \"id\""),
    (#"{"id": "a b"}"#, "expected the record's \"id\""),
    (#"{"id": "A"}"#, "expected the time that A was \"modified\""),
    (#"{"id": "A", "modified": "soon"}"#, "expected the time that A was \"modified\""),
    (#"{"id": "A""#, "expected `,` or `}`"),
  ])
  func `what is no record is told with its place`(_ text: String, _ message: String) throws {
    let error = #expect(throws: Diagnostics.self) { try read(text) }
    #expect(
      error?.list.first?.description.contains(message) == true, "\(String(describing: error))")
    #expect(error?.list.first?.location.path == "a.json")
  }

  @Test func `damaged records end in a message or a record, never in a trap`() throws {
    let record = Array(RecordFixture.record("CVE-1", aliases: ["GHSA-1"]).utf8)
    var random = SplitMix64(seed: 7)
    var refused = 0
    for _ in 0..<2_000 {
      var bytes = record
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
        }
      }
      do { _ = try AdvisoryReader.read(bytes, path: "a.json") } catch { refused += 1 }
    }
    #expect(refused > 0)
  }
}
