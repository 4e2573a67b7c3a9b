import Model

/// How one requirement of a framework stands, by the controls that map to it.
package enum RequirementState: String, CaseIterable, Sendable {
  /// Every control that maps to it holds, and at least one is not only a part of it.
  case covered
  /// What maps to it holds, and is not all of it.
  case partly
  case excepted
  case unproven
  case violated
  /// Only planned work maps to it.
  case planned
  /// Nothing in place or planned maps to it.
  case gap
  /// Only controls that the audience may not see map to it.
  case withheld
  case notApplicable = "not-applicable"

  /// The state as it is written; a law is supported, never covered or satisfied.
  package func word(forLaw isLaw: Bool) -> String {
    isLaw && self == .covered ? "supported" : rawValue
  }
}

extension RequirementState {
  /// The state by the controls that map to the requirement itself; nil when nothing does.
  ///
  /// `withheld` is how many the audience does not see.
  static func direct(_ controls: [MappedControl], withheld: Int) -> RequirementState? {
    guard !controls.isEmpty || withheld > 0 else { return nil }
    let judged = controls.filter(\.isJudged)
    let verdicts = Set(judged.map(\.assessment.verdict))
    if verdicts.contains(.violated) { return .violated }
    if verdicts.contains(.unproven) { return .unproven }
    if verdicts.contains(.waived) { return .excepted }
    let holding = judged.filter(\.holds)
    guard !holding.isEmpty else {
      return judged.isEmpty ? (withheld > 0 ? .withheld : .gap) : .planned
    }
    let isAllInPlace = holding.count == judged.count && withheld == 0
    let isLimited = controls.contains { $0.assessment.control.kind == .limitation }
    return isAllInPlace && !isLimited && holding.contains(where: \.isWhole) ? .covered : .partly
  }

  /// The state of a requirement with parts, from its own and theirs; the worst decides.
  static func combined(_ states: [RequirementState]) -> RequirementState {
    for worst in [violated, unproven, excepted] where states.contains(worst) { return worst }
    let applicable = states.filter { $0 != .notApplicable }
    guard !applicable.isEmpty else { return states.isEmpty ? .gap : .notApplicable }
    if applicable.allSatisfy({ $0 == .covered }) { return .covered }
    if applicable.contains(.covered) || applicable.contains(.partly) { return .partly }
    return [planned, withheld].first { applicable.contains($0) } ?? .gap
  }
}
