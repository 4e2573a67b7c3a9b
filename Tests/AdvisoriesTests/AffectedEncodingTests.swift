import Model
import TestSupport
import Testing

@testable import Advisories

struct AffectedEncodingTests {
  private static let record = AffectedRecord([
    AffectedPackage(
      ecosystem: "npm", name: "left",
      severities: [AdvisorySeverity(type: "CVSS_V3", score: "CVSS:3.1/AV:N")],
      ranges: [
        AffectedRange(
          kind: .semantic,
          events: [
            .init(.introduced, "0"), .init(.fixed, "1.0.0"), .init(.introduced, "2.0.0-é"),
            .init(.lastAffected, "2.1.0"), .init(.introduced, "3.0.0"),
          ]),
        AffectedRange(kind: .ecosystem, events: [.init(.introduced, "1.5.0")]),
      ], versions: ["1.2.0", "odd"], informational: "unsound")
  ])

  @Test func `what is kept comes back`() {
    #expect(AffectedEncoding.record(AffectedEncoding.bytes(of: Self.record)) == Self.record)
    let long = (0..<300).map { String(repeating: "x", count: $0) }
    #expect(AffectedEncoding.texts(AffectedEncoding.bytes(of: long)) == long)
  }

  @Test func `a part of it is nothing`() {
    let whole = AffectedEncoding.bytes(of: Self.record)
    for count in 0..<whole.count {
      #expect(AffectedEncoding.record(Array(whole.prefix(count))) == nil)
    }
  }

  @Test func `what a damaged database holds is never trusted`() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = AffectedEncoding.record(bytes)
      _ = AffectedEncoding.texts(bytes)
    }
    // A count of 2^62 with nothing behind it.
    #expect(AffectedEncoding.texts([255, 255, 255, 255, 255, 255, 255, 255, 63]) == nil)
  }
}
