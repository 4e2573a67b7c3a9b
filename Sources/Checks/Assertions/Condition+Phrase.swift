import Model

extension Condition {
  /// The condition as the end of "expected `path` …": `to be at least 30`, `not to match "^a"`.
  package func phrase(negated: Bool) -> String {
    switch self {
    case .present: return negated ? "to be absent" : "to be present"
    default: return (negated ? "not " : "") + positivePhrase
    }
  }

  private var positivePhrase: String {
    switch self {
    case .equals(let value): "to be \(ValueText.shown(value))"
    case .isOneOf(let values):
      "to be one of \(values.map { ValueText.shown($0) }.joined(separator: ", "))"
    case .matches(let pattern): "to match \(ValueText.quoted(pattern))"
    case .contains(let value): "to contain \(ValueText.shown(value))"
    case .startsWith(let text): "to start with \(ValueText.quoted(text))"
    case .endsWith(let text): "to end with \(ValueText.quoted(text))"
    case .ordered(let ordering, let value): "to be \(ordering.words) \(ValueText.shown(value))"
    case .present: "to be present"
    case .empty: "to be empty"
    case .type(let type): "to be of type \(type.rawValue)"
    case .length(let ordering, let count): "to have a length of \(ordering.words) \(count)"
    }
  }
}

extension Assertion {
  /// The assertion in words, without values seen: what a finding's identity is made of.
  package var phrase: String {
    switch self {
    case .comparison(let comparison):
      PathText.joined(comparison.steps) + " "
        + comparison.condition.phrase(negated: comparison.isNegated)
    case .not(let part): "not (\(part.phrase))"
    case .all(let parts): "(" + parts.map(\.phrase).joined(separator: " and ") + ")"
    case .any(let parts): "(" + parts.map(\.phrase).joined(separator: " or ") + ")"
    case .expression(let part): part.text
    case .quantified(let part):
      "\(part.quantifier.rawValue) \(PathText.joined(part.steps))[*] \(part.body.phrase)"
    }
  }
}
