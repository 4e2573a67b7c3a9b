import Model

extension RequirementState {
  var tone: ControlVerdict.Tone {
    switch self {
    case .covered, .partly: .good
    case .violated: .bad
    case .excepted, .unproven: .caution
    case .planned: .plan
    case .gap, .withheld, .notApplicable: .plain
    }
  }

  /// A sign that is never shown without the word.
  var mark: String {
    switch self {
    case .covered: "✓"
    case .partly: "◐"
    case .excepted: "~"
    case .unproven: "?"
    case .violated: "✗"
    case .planned: "○"
    case .gap: "·"
    case .withheld: "▪"
    case .notApplicable: "–"
    }
  }

  /// What the state means, for the key of a document.
  var meaning: String {
    switch self {
    case .covered: "every control that maps to it holds; of a law: supported"
    case .partly:
      "what maps to it holds, but is only a part of it, of low confidence, not all in place or not "
        + "all shown"
    case .excepted: "a control that maps to it fails, and the exception is accepted until a date"
    case .unproven: "a control that maps to it could not be measured, or its evidence is missing"
    case .violated: "a control that maps to it does not hold"
    case .planned: "nothing is in place yet; only planned work maps to it"
    case .gap: "nothing in place or planned maps to it"
    case .withheld: "only controls that this audience does not see map to it"
    case .notApplicable: "declared outside the scope by the organization"
    }
  }
}
