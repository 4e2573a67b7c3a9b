import Model

extension FieldType {
  /// What may stand here, in the words of an error message: `a date such as 2026-12-31`.
  package var expectation: String {
    switch self {
    case .text: "text"
    case .identifier: "an identifier (lower-case words joined by - and .)"
    case .boolean: "true or false"
    case .integer(let range): Self.expectation(of: range)
    case .duration: "a duration such as 72h, 30d or 14 business days"
    case .size: "a size such as 512, 10 MB or 2Gi"
    case .date: "a date such as 2026-12-31"
    case .severity: Self.oneOf(Severity.allCases.map(\.rawValue))
    case .choice(let words): Self.oneOf(words)
    case .pattern: "a pattern"
    case .glob: "a path or glob"
    case .target: "the name of a target"
    case .control: "the id of a control or a glob over ids"
    case .dataPath: "a data path such as spec.containers[*].image"
    case .list(of: .anything): "a list"
    case .mapping(of: .anything): "a mapping"
    case .list(let element): "a list, each element \(element.expectation)"
    case .oneOrMany(let element): "\(element.expectation), or a list of them"
    case .mapping(let value): "a mapping, each value \(value.expectation)"
    case .object: "a mapping"
    case .either(let types): types.map(\.expectation).joined(separator: ", or ")
    case .anything: "a value"
    }
  }

  /// Whether a value is of the kind that this type is written with, whatever its content.
  func fitsKind(of node: Node) -> Bool {
    switch self {
    case .anything: true
    case .boolean: if case .boolean = node.content { true } else { false }
    case .integer: if case .integer = node.content { true } else { false }
    case .text, .choice: node.scalarText != nil
    case .size: if case .integer = node.content { true } else { node.string != nil }
    case .duration, .severity, .date, .pattern: node.string != nil
    case .identifier, .glob, .target, .control, .dataPath: node.string != nil
    case .list: node.elements != nil
    case .oneOrMany(let element): node.elements != nil || element.fitsKind(of: node)
    case .mapping, .object: node.entries != nil
    case .either(let types): types.contains { $0.fitsKind(of: node) }
    }
  }

  /// Whether a text may stand here at all, so that quotes around a number would help.
  var acceptsText: Bool {
    switch self {
    case .boolean, .integer, .list, .mapping, .object, .anything: false
    case .oneOrMany(let element): element.acceptsText
    case .either(let types): types.contains { $0.acceptsText }
    default: true
    }
  }

  private static func oneOf(_ words: [String]) -> String {
    (words.count == 1 ? "" : "one of ") + words.joined(separator: ", ")
  }

  private static func expectation(of range: ClosedRange<Int>) -> String {
    if range.upperBound == Int.max { return "a whole number of at least \(range.lowerBound)" }
    if range.lowerBound == range.upperBound { return "the number \(range.lowerBound)" }
    return "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
}
