import Model

/// One thing that a published sentence may get wrong, which can be told from its words alone.
package protocol WordingRule: Sendable {
  /// The name by which a control's `allow-wording` switches it off.
  static var id: String { get }
  /// From medium up the sentence is untrue as it stands; below that the finding is advice.
  static var severity: Severity { get }
  /// What the rule looks for and why, in one sentence.
  static var summary: String { get }
  /// Sentences that it must and must not find fault with.
  static var faulty: [WordingExample] { get }
  static var sound: [WordingExample] { get }

  func findings(in statement: Statement) -> [WordingIssue]
}

extension WordingRule {
  package var id: String { Self.id }
  package var severity: Severity { Self.severity }
}

/// What a rule found in a sentence.
package struct WordingIssue: Hashable, Sendable {
  /// Code points of the published sentence.
  package let range: Range<Int>
  /// What is wrong, and what is true instead.
  package let message: String
  package let fix: String?

  package init(_ message: String, at range: Range<Int>, fix: String? = nil) {
    self.range = range
    self.message = message
    self.fix = fix
  }
}

/// A sentence with which a rule is tested and explained.
package struct WordingExample: Sendable, ExpressibleByStringLiteral {
  package let text: String
  package let kind: Control.Kind
  package let parameters: [Parameter]
  package let values: [String]

  package init(
    _ text: String, kind: Control.Kind = .control, parameters: [Parameter] = [],
    values: [String] = []
  ) {
    self.text = text
    self.kind = kind
    self.parameters = parameters
    self.values = values
  }

  package init(stringLiteral text: String) { self.init(text) }
}
