import Model

/// Turns the standing of the controls behind a question into an answer that is never stronger.
struct StandingJudge {
  let footings: [AnswerGround.Footing]
  let coverage: Coverage
  /// Whether the words need not be accounted for, since an identifier says what is asked.
  let wordsAreKnown: Bool

  init(
    _ footings: [AnswerGround.Footing], _ coverage: Coverage, wordsAreKnown: Bool = false
  ) {
    self.footings = footings
    self.coverage = coverage
    self.wordsAreKnown = wordsAreKnown
  }

  /// What the question asks for beyond the controls, or nil.
  var excess: String? {
    if let amount = coverage.unkeptAmounts.first {
      return "it asks for another amount than the controls state (\(Self.words(for: amount)))"
    }
    let quantifiers = coverage.unexplained.filter { Lexicon.quantifiers.contains($0) }
    let left = wordsAreKnown ? quantifiers : coverage.unexplained
    guard !left.isEmpty else { return nil }
    return "the controls do not say: \(left.prefix(5).joined(separator: ", "))"
  }

  func result(_ topics: Int) -> Decision.Result {
    let standings = footings.map(\.standing)
    if standings.allSatisfy(\.holds) {
      return excess.map { .needsPerson($0) } ?? .answer(.yes)
    }
    if standings.allSatisfy(\.isAbsent) {
      let arePlanned = standings.allSatisfy { if case .planned = $0 { true } else { false } }
      return .answer(arePlanned ? .planned : .no)
    }
    let isExcepted = standings.allSatisfy {
      if case .excepted = $0 { true } else { $0.holds }
    }
    if isExcepted { return excess.map { .needsPerson($0) } ?? .answer(.partial) }
    return .needsPerson(reason(standings))
  }

  private func reason(_ standings: [Standing]) -> String {
    let names = footings.filter { !$0.standing.holds }.map(\.control.id).prefix(3)
      .joined(separator: ", ")
    if standings.contains(where: { $0.isAbsent }) {
      return "a part of it is not in place: \(names)"
    }
    return switch standings.first(where: { !$0.holds }) {
    case .unproven: "nothing proves it today: \(names)"
    case .limitation: "a limitation speaks of it: \(names)"
    case .customerDuty: "it is the customer's part: \(names)"
    case .delivered: "planned, and its checks pass already: \(names)"
    case .contradicted: "evidence speaks against what is stated: \(names)"
    default: "its controls stand differently: \(names)"
    }
  }

  static func canBeDescribed(_ standing: Standing) -> Bool {
    switch standing {
    case .holds, .attested, .excepted, .planned, .limitation, .customerDuty: true
    case .overdue, .delivered, .violated, .unproven, .contradicted: false
    }
  }

  private static func words(for amount: Amount) -> String {
    switch amount.measure {
    case .duration: TimeText.words(seconds: amount.value)
    case .period: "every \(TimeText.words(seconds: amount.value))"
    case .percentage: "\(TimeText.number(amount.value)) percent"
    case .version(let name): "\(name) \(TimeText.number(amount.value))"
    case .count(let thing): "\(TimeText.number(amount.value)) \(thing)"
    }
  }
}
