import Model

/// One framework with the state of each of its requirements.
package struct MappedFramework: Sendable {
  /// Requirements under one heading; the heading is nil for those that have none.
  package struct Section: Sendable {
    package let group: Framework.Group?
    package let requirements: [MappedRequirement]

    /// The state that all of it has when there is nothing else to be said of any of it.
    var uniformState: RequirementState? {
      guard let state = requirements.first?.state,
        requirements.allSatisfy({ $0.state == state && $0.isBrief })
      else { return nil }
      return state
    }
  }

  package let framework: Framework
  /// In the catalogue's order; what it does not know stands last.
  package let requirements: [MappedRequirement]

  init(_ framework: Framework, controls: [ControlAssessment], withheld: [String: Int]) {
    self.framework = framework
    requirements = RequirementTable(framework, controls: controls, withheld: withheld).rows
  }

  package func count(of state: RequirementState) -> Int {
    requirements.count { $0.state == state }
  }

  /// How many requirements are in each state that occurs.
  package var counts: [(state: RequirementState, count: Int)] {
    RequirementState.allCases.map { ($0, count(of: $0)) }.filter { $0.count > 0 }
  }

  package var applicableCount: Int { requirements.count - count(of: .notApplicable) }

  /// How many applicable requirements something maps to.
  package var mappedCount: Int { applicableCount - count(of: .gap) }

  /// Under the catalogue's headings, in their order; headings that have nothing are left out.
  package func sections(onlyGaps: Bool = false) -> [Section] {
    let shown = onlyGaps ? requirements.filter { $0.state == .gap } : requirements
    let byGroup = Dictionary(grouping: shown) { $0.requirement.group ?? "" }
    let named = framework.groups.map { Section(group: $0, requirements: byGroup[$0.id] ?? []) }
    let known = Set(framework.groups.map(\.id))
    let rest = shown.filter { !known.contains($0.requirement.group ?? "") }
    return (named + [Section(group: nil, requirements: rest)]).filter { !$0.requirements.isEmpty }
  }

  /// `Controls map to 41 of 61 applicable requirements.`, as a sentence.
  var summary: String {
    let applicable = count(of: .notApplicable) > 0 ? "applicable requirement" : "requirement"
    return "Controls map to \(mappedCount) of \(Wording.counted(applicableCount, applicable))."
  }
}
