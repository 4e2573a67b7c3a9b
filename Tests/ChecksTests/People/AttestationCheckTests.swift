import Model
import Testing

@testable import Checks

@Suite struct AttestationCheckTests {
  static let digest = String(repeating: "ab", count: 32)
  static let document = "policies/agreement.pdf"
  static let bare = "by: Ada Bell, head of security\non: 2026-06-01\nexpires: 2027-06-01\n"
  static let full = bare + "document: \(document)\nsha256: \(digest)\n"

  private func evaluate(
    _ yaml: String = full, digest: String = digest, on day: String = "2026-11-21"
  ) throws -> CheckResult {
    var harness = CheckHarness().with(document: Self.document, digest: digest)
    harness.now = Instant(endOf: try #require(CalendarDate(day)))
    return try harness.evaluate(AttestationCheck.self, yaml)
  }

  @Test func `a dated word with an unchanged document is attested until its end`() throws {
    let result = try evaluate()
    #expect(result.verdict == .pass)
    #expect(result.basis == .attested)
    #expect(result.validUntil == CalendarDate("2027-06-01"))
    #expect(result.summary.contains("Ada Bell, head of security on 2026-06-01"))
    #expect(result.evidence.map(\.digest) == [Self.digest])
    #expect(!result.isExpired)
  }

  @Test func `a word without a document is attested too`() throws {
    let result = try evaluate(Self.bare + "statement: All laptops are encrypted.\n")
    #expect(result.verdict == .pass && result.basis == .attested)
    #expect(result.evidence.first?.observed.contains("All laptops are encrypted.") == true)
  }

  @Test func `a digest may be written in capitals`() throws {
    #expect(
      try evaluate(Self.bare + "document: \(Self.document)\nsha256: \(Self.digest.uppercased())")
        .verdict == .pass)
  }

  @Test func `it counts through its last day and is expired on the next`() throws {
    #expect(try evaluate(on: "2027-06-01").verdict == .pass)
    let expired = try evaluate(on: "2027-06-02")
    #expect(
      expired.verdict
        == .unmeasured(
          reason: "attestation by Ada Bell, head of security expired on 2027-06-01"))
    #expect(expired.isExpired)
  }

  @Test func `a date in the future fails`() throws {
    #expect(try evaluate(on: "2026-06-01").verdict == .pass)
    let result = try evaluate(on: "2026-05-31")
    #expect(result.verdict == .fail)
    #expect(result.findings.map(\.rule) == ["future"])
    #expect(result.findings.first?.location.path == "controls.yaml")
  }

  @Test func `a document that has changed fails, also after the end`() throws {
    for day in ["2026-11-21", "2027-11-21"] {
      let result = try evaluate(digest: String(repeating: "cd", count: 32), on: day)
      #expect(result.verdict == .fail)
      #expect(result.findings.map(\.rule) == ["changed"])
      #expect(result.findings.first?.message.contains("has changed since it was attested") == true)
      #expect(result.findings.first?.location.path == Self.document)
    }
  }

  @Test func `a document that is missing or unreadable is unmeasured`() throws {
    for unavailable in [Unavailable("no such file", isAbsent: true), Unavailable("denied")] {
      let harness = CheckHarness().answering(
        .failure(unavailable), to: DocumentRequest(folder: "/posture", path: Self.document))
      let result = try harness.evaluate(AttestationCheck.self, Self.full)
      #expect(
        result.verdict == .unmeasured(reason: "\(Self.document): \(unavailable.reason)"))
      #expect(!result.isExpired)
    }
  }

  static let wrong: [(yaml: String, message: String)] = [
    ("by: Ada\non: 2026-06-01\nexpires: 2026-07-01", "a name and a role"),
    ("by: Ada Bell\non: 2026-06-01\nexpires: 2027-07-07", "401 days after"),
    ("by: Ada Bell\non: 2026-06-01\nexpires: 2026-05-31", "is before \"on\""),
    ("by: Ada Bell\non: 2026-06-01", "missing key \"expires\""),
    ("by: Ada Bell\nexpires: 2026-06-01", "missing key \"on\""),
    ("on: 2026-06-01\nexpires: 2026-07-01", "missing key \"by\""),
    (bare + "document: a.pdf", "belong together"),
    (bare + "sha256: \(digest)", "belong together"),
    (bare + "document: a.pdf\nsha256: abc", "64 hexadecimal digits, found 3"),
    (bare + "document: ../a.pdf\nsha256: \(digest)", "leads out of the folder"),
    ("by: Ada Bell\non: 2026-06-31\nexpires: 2026-07-01", "on"),
  ]

  @Test(arguments: wrong)
  func `arguments that make no sense are one error each`(yaml: String, message: String) {
    let errors = CheckHarness.errors(AttestationCheck.self, yaml)
    #expect(errors.count == 1)
    #expect(errors.first?.contains(message) == true)
  }

  @Test func `four hundred days are allowed`() throws {
    let check = try CheckHarness.make(
      AttestationCheck.self, "by: Ada Bell\non: 2026-06-01\nexpires: 2027-07-06")
    #expect(check.requests(in: CheckHarness().context.plan).isEmpty)
  }
}
