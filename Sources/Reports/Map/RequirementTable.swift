import Model

/// Works out the state of every requirement of one framework.
struct RequirementTable {
  let rows: [MappedRequirement]

  init(_ framework: Framework, controls: [ControlAssessment], withheld: [String: Int]) {
    let mapped = Self.mapped(controls, to: framework)
    let known = Set(framework.requirements.map(\.id))
    // A requirement that the catalogue does not know is shown all the same.
    let unknown = Set(mapped.keys).union(withheld.keys).subtracting(known).sorted()
    // A withdrawn number asks for nothing, so it is no gap; shown only where something maps to it.
    let inForce = framework.requirements.filter {
      !$0.isWithdrawn || mapped[$0.id] != nil || withheld[$0.id] != nil
    }
    let requirements = inForce + unknown.map { .init(id: $0, title: "") }
    let parts = framework.isNested ? Self.parts(of: framework.requirements, known) : [:]
    let exclusions = Dictionary(
      framework.exclusions.map { ($0.requirement, $0.reason) },
      uniquingKeysWith: { first, _ in first })
    var states: [String: RequirementState] = [:]
    // The longest first, so that the parts of a requirement are known before it is.
    for id in requirements.map(\.id).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      if exclusions[id] != nil {
        states[id] = .notApplicable
      } else {
        let own = RequirementState.direct(mapped[id] ?? [], withheld: withheld[id] ?? 0)
        let ofParts = (parts[id] ?? []).compactMap { states[$0] }
        states[id] = .combined((own.map { [$0] } ?? []) + ofParts)
      }
    }
    rows = requirements.map { requirement in
      let id = requirement.id
      return MappedRequirement(
        requirement: requirement, state: states[id] ?? .gap, controls: mapped[id] ?? [],
        parts: (parts[id] ?? []).filter { ![.gap, .notApplicable].contains(states[$0]) },
        exclusion: exclusions[id], withheldControls: withheld[id] ?? 0,
        otherNumber: framework.otherNumber(of: id))
    }
  }

  /// The controls of each requirement, in posture order and each once.
  private static func mapped(
    _ controls: [ControlAssessment], to framework: Framework
  ) -> [String: [MappedControl]] {
    var mapped: [String: [MappedControl]] = [:]
    for item in controls {
      for entry in item.control.entries(in: framework.id) {
        mapped[entry.requirement, default: []].append(
          MappedControl(assessment: item, entry: entry))
      }
    }
    return mapped
  }

  /// The next smaller parts of each requirement, in the catalogue's order.
  private static func parts(
    of requirements: [Framework.Requirement], _ known: Set<String>
  ) -> [String: [String]] {
    var parts: [String: [String]] = [:]
    for requirement in requirements {
      if let whole = RequirementName.nearest(above: requirement.id, among: known) {
        parts[whole, default: []].append(requirement.id)
      }
    }
    return parts
  }
}

extension Control {
  /// What it maps to in one framework, each requirement once.
  func entries(in framework: String) -> [Mapping.Entry] {
    var seen: Set<String> = []
    return mapsTo.filter { $0.framework == framework }.flatMap(\.entries)
      .filter { seen.insert($0.requirement).inserted }
  }
}
