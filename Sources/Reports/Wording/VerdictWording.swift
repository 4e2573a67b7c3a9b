import Model

extension ControlVerdict {
  /// How a verdict is felt: what its colour and shape are chosen by.
  enum Tone: String {
    case good
    case bad
    case caution
    case plan
    case plain

    /// The colour of the printed stylesheet, for programs that apply no stylesheet inside drawings.
    var ink: String {
      switch self {
      case .good: "#1a6a45"
      case .bad: "#a3251c"
      case .caution: "#7f5200"
      case .plan: "#2a5096"
      case .plain: "#525a65"
      }
    }
  }

  var tone: Tone {
    switch self {
    case .verified, .attested, .delivered: .good
    case .violated, .overdue, .contradicted: .bad
    case .unproven, .waived: .caution
    case .planned: .plan
    case .stated: .plain
    }
  }

  /// A sign that is never shown without the word.
  var mark: String {
    switch self {
    case .verified, .attested, .delivered: "✓"
    case .violated, .overdue, .contradicted: "✗"
    case .unproven: "?"
    case .waived: "~"
    case .planned, .stated: "○"
    }
  }

  /// What the state means, for the key of a document.
  var meaning: String {
    switch self {
    case .verified: "every check passed when it was measured"
    case .attested: "rests on a person’s dated word, not on a measurement"
    case .waived: "a check fails; the exception is accepted until a stated date"
    case .unproven: "could not be measured, or its evidence is missing or has expired"
    case .violated: "a check found that it does not hold"
    case .delivered: "announced as planned, and its checks already pass"
    case .planned: "not in place yet; announced for a stated date"
    case .overdue: "announced as planned, and the stated date has passed"
    case .stated: "a limit or a duty that is declared as such"
    case .contradicted: "a declared limit that the evidence disagrees with"
    }
  }

  /// The order in which states are counted and drawn.
  static let displayOrder: [ControlVerdict] = [
    .verified, .attested, .delivered, .waived, .unproven, .violated, .contradicted, .overdue,
    .planned, .stated,
  ]

  /// Whether a reader must see the checks to understand the state.
  var needsDetail: Bool { tone == .bad || tone == .caution }
}

extension CheckVerdict {
  var mark: String {
    switch self {
    case .pass: "✓"
    case .fail: "✗"
    case .unmeasured: "?"
    case .notApplicable: "○"
    }
  }

  var isUnmeasured: Bool {
    if case .unmeasured = self { true } else { false }
  }
}
