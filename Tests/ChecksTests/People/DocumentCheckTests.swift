import Model
import Testing

@testable import Checks

@Suite struct DocumentCheckTests {
  static let path = "docs/incident-response.md"
  static let digest = String(repeating: "ab", count: 32)
  static let arguments =
    "path: \(path)\ntitle: Incident response plan\nreviewed: 2026-01-10\nreview-every: 365d\n"

  private func evaluate(
    _ yaml: String = arguments, size: Int = 100, on day: String = "2026-11-21"
  ) throws -> CheckResult {
    var harness = CheckHarness().with(document: Self.path, digest: Self.digest, size: size)
    harness.now = Instant(endOf: try #require(CalendarDate(day)))
    return try harness.evaluate(DocumentCheck.self, yaml)
  }

  @Test func `a document reviewed in time passes on its owner's word`() throws {
    let result = try evaluate()
    #expect(result.verdict == .pass)
    #expect(result.basis == .attested)
    #expect(result.validUntil == CalendarDate("2027-01-10"))
    #expect(result.evidence.map(\.digest) == [Self.digest])
  }

  @Test func `a document without a review date is measured`() throws {
    let result = try evaluate("path: \(Self.path)\nsha256: \(Self.digest)")
    #expect(result.verdict == .pass && result.basis == .measured)
    #expect(result.validUntil == nil)
  }

  @Test func `the review counts through its last day`() throws {
    #expect(try evaluate(on: "2027-01-10").verdict == .pass)
    let result = try evaluate(on: "2027-01-11")
    #expect(result.findings.map(\.rule) == ["stale"])
    #expect(result.findings.first?.message.contains("1 day over") == true)
    #expect(result.findings.first?.location.span?.line == 3)
  }

  static let faults: [(yaml: String, size: Int, day: String, rule: String)] = [
    (arguments, 0, "2026-11-21", "empty"),
    (arguments, 100, "2026-01-09", "future"),
    ("path: \(path)\nsha256: \(String(repeating: "cd", count: 32))", 100, "2026-11-21", "changed"),
  ]

  @Test(arguments: faults)
  func `one fault is one finding`(yaml: String, size: Int, day: String, rule: String) throws {
    let result = try evaluate(yaml, size: size, on: day)
    #expect(result.verdict == .fail)
    #expect(result.findings.map(\.rule) == [rule])
  }

  @Test func `a document that is not there fails, one that cannot be read is unmeasured`() throws {
    let request = DocumentRequest(folder: "/posture", path: Self.path)
    let absent = CheckHarness().answering(
      .failure(Unavailable("no such file", isAbsent: true)), to: request)
    let result = try absent.evaluate(DocumentCheck.self, Self.arguments)
    #expect(result.verdict == .fail)
    #expect(
      result.findings.map(\.message)
        == ["Incident response plan is promised and \(Self.path) does not exist"])
    let unreadable = CheckHarness().answering(.failure(Unavailable("denied")), to: request)
    #expect(
      try unreadable.evaluate(DocumentCheck.self, Self.arguments).verdict
        == .unmeasured(reason: "\(Self.path): denied"))
  }

  static let wrong: [(yaml: String, message: String)] = [
    ("title: A plan", "missing key \"path\""),
    ("path: /etc/passwd", "absolute path"),
    ("path: a.md\nreviewed: 2026-01-01", "belong together"),
    ("path: a.md\nreview-every: 1y", "belong together"),
    ("path: a.md\nsha256: zz", "64 hexadecimal digits"),
  ]

  @Test(arguments: wrong)
  func `arguments that make no sense are one error each`(yaml: String, message: String) {
    let errors = CheckHarness.errors(DocumentCheck.self, yaml)
    #expect(errors.count == 1)
    #expect(errors.first?.contains(message) == true)
  }
}
