import Model
import Testing

@testable import Checks

@Suite struct StatementCheckTests {
  private func result(_ yaml: String, statement: String) throws -> CheckResult {
    let harness = CheckHarness(control: WordingControl.make(statement))
    return try harness.evaluate(StatementCheck.self, yaml)
  }

  @Test func `a sound sentence passes with itself as evidence`() throws {
    let result = try result("{}", statement: "Changes are reviewed.")
    #expect(result.verdict == .pass)
    #expect(result.evidence.map(\.observed) == ["Changes are reviewed."])
    #expect(result.subjects == 1)
  }

  @Test func `only the named rules are applied`() throws {
    let text = "Military-grade TLS for 30 days."
    #expect(try result("{}", statement: text).findings.count == 2)
    let named = try result("rules: [military-grade]", statement: text)
    #expect(named.findings.map(\.rule) == ["military-grade"])
    #expect(named.findings.map(\.severity) == [.low])
  }

  @Test func `a severity replaces the rules' own`() throws {
    let result = try result("severity: critical", statement: "Bank-grade keys.")
    #expect(result.verdict == .fail)
    #expect(result.findings.map(\.severity) == [.critical])
  }

  @Test func `a control without a statement is not applicable`() throws {
    let result = try result("{}", statement: "")
    #expect(result.verdict == .notApplicable(reason: "a.control has no statement"))
  }

  @Test func `an unknown rule is an error with the nearest name`() {
    let messages = CheckHarness.errors(StatementCheck.self, "rules: [militari-grade]")
    #expect(messages.count == 1 && messages.contains { $0.contains("military-grade") })
  }
}
