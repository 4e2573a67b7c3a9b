import Model

/// The words that a row of an assertion may use.
package enum Operator: String, CaseIterable, Sendable {
  case `is`
  case isNot = "is-not"
  case oneOf = "one-of"
  case noneOf = "none-of"
  case matches
  case notMatches = "not-matches"
  case contains
  case notContains = "not-contains"
  case startsWith = "starts-with"
  case endsWith = "ends-with"
  case atLeast = "at-least"
  case atMost = "at-most"
  case greaterThan = "greater-than"
  case lessThan = "less-than"
  case present
  case absent
  case empty
  case type
  case lengthAtLeast = "length-at-least"
  case lengthAtMost = "length-at-most"

  /// The key as a definition, for decoding and for the JSON Schema.
  package var field: Field { Field(rawValue, operandType, summary) }

  private var operandType: FieldType {
    switch self {
    case .is, .isNot, .contains, .notContains: .anything
    case .oneOf, .noneOf: .list(of: .anything)
    case .matches, .notMatches: .pattern
    case .startsWith, .endsWith: .text
    case .atLeast, .atMost, .greaterThan, .lessThan: .text
    case .present, .absent, .empty: .boolean
    case .type: .choice(ValueType.allCases.map(\.rawValue))
    case .lengthAtLeast, .lengthAtMost: .integer(0...Int.max)
    }
  }

  private var summary: String {
    switch self {
    case .is: "The value, of the same type."
    case .isNot: "What the value is not."
    case .oneOf: "The values allowed."
    case .noneOf: "The values not allowed."
    case .matches: "A PCRE2 pattern found anywhere in the text."
    case .notMatches: "A PCRE2 pattern found nowhere in the text."
    case .contains: "A part of the text, an element of the list, or a key of the mapping."
    case .notContains: "What is no part, no element or no key."
    case .startsWith: "How the text starts."
    case .endsWith: "How the text ends."
    case .atLeast: "The smallest number, size, duration, date or version allowed."
    case .atMost: "The largest number, size, duration, date or version allowed."
    case .greaterThan: "What the value is above."
    case .lessThan: "What the value is below."
    case .present: "Write true: there is a value, and it is not null."
    case .absent: "Write true: there is no value, or null."
    case .empty: "Whether the text, list or mapping has nothing in it."
    case .type: "The type of the value."
    case .lengthAtLeast: "The fewest code points, elements or keys."
    case .lengthAtMost: "The most code points, elements or keys."
    }
  }
}
