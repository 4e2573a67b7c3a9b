import Model
import Testing

@testable import Checks

/// Every rule is tested with the examples that it carries.
@Suite struct WordingRuleExamplesTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let rule: any WordingRule
    let example: WordingExample
    let isFaulty: Bool

    var testDescription: String { "\(rule.id): \(example.text)" }
  }

  static let examples: [Example] = WordingRules.all.flatMap { rule in
    type(of: rule).faulty.map { Example(rule: rule, example: $0, isFaulty: true) }
      + type(of: rule).sound.map { Example(rule: rule, example: $0, isFaulty: false) }
  }

  @Test(arguments: examples)
  func `a rule finds fault with its faulty examples and none with its sound ones`(
    _ example: Example
  ) {
    let findings = StatementWording.findings(
      for: WordingControl.make(example.example), now: WordingControl.now, rules: [example.rule])
    #expect(findings.isEmpty == !example.isFaulty)
    #expect(findings.allSatisfy { $0.rule == example.rule.id })
    #expect(findings.allSatisfy { $0.severity == example.rule.severity })
  }

  @Test func `every rule has a name of its own, both kinds of example and a summary`() {
    let names = WordingRules.all.map(\.id)
    #expect(Set(names).count == names.count)
    for rule in WordingRules.all {
      let kind = type(of: rule)
      #expect(!kind.faulty.isEmpty && !kind.sound.isEmpty && kind.summary.hasSuffix("."))
    }
  }

  @Test func `rules that find nothing untrue stay below medium`() {
    let advice = WordingRules.all.filter { $0.severity < .medium }.map(\.id)
    #expect(advice.contains("absolute-words") && advice.contains("vague-time"))
    #expect(!advice.contains("fernet-is-not-aes-256"))
  }
}
