import Model

/// One row as it was written, ready to be evaluated.
package struct AssertionRow: Sendable {
  package let assertion: Assertion
  /// The operator or composition: `matches`, `any-of`.
  package let keyword: String
  package let span: TextSpan

  package init(assertion: Assertion, keyword: String, span: TextSpan) {
    self.assertion = assertion
    self.keyword = keyword
    self.span = span
  }

  static let anyOf = "any-of"
  static let allOf = "all-of"
  static let not = "not"
  package static let expression = "cel"

  /// The keys of a row; the members of compositions are rows again.
  package static let fields: [Field] = fields(depth: 1)

  private static func fields(depth: Int) -> [Field] {
    // A field cannot contain itself, so what lies deeper is left to the reader.
    let row: FieldType = depth == 0 ? .anything : .object(fields(depth: depth - 1))
    return [
      Field("path", .dataPath, "Where the value stands below the subject; none for the subject."),
      Field(
        "for", .choice(Quantifier.allCases.map(\.rawValue)),
        "How many of the elements that [*] in the path names: all, any or none."),
    ] + Operator.allCases.map(\.field) + [
      Field(
        expression, .text,
        "An expression of CEL that must be true: over `resource`, the subject, and `document`."),
      Field(anyOf, .list(of: row), "Rows of which at least one holds."),
      Field(allOf, .list(of: row), "Rows that all hold."),
      Field(not, row, "A row that does not hold."),
    ]
  }
}
