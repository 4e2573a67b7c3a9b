import Model

/// Which requirements of one framework the shown controls map to, and in what state they are.
struct FrameworkCoverage {
  struct Row {
    let requirement: String
    let title: String
    let controls: [ControlAssessment]

    /// The weakest of the controls' states.
    var state: ControlVerdict {
      let order: [ControlVerdict] = [
        .violated, .contradicted, .overdue, .unproven, .waived, .planned, .attested, .verified,
        .delivered, .stated,
      ]
      return order.first { state in controls.contains { $0.verdict == state } } ?? .unproven
    }
  }

  let framework: Framework
  let rows: [Row]
  /// Requirements of the catalogue that no shown control maps to.
  let unmapped: [Framework.Requirement]

  /// A law is supported by controls, never fulfilled by them.
  var isLaw: Bool { framework.isLaw }

  static func all(of assessment: Assessment) -> [FrameworkCoverage] {
    assessment.frameworks.map { framework in
      var controls: [String: [ControlAssessment]] = [:]
      for item in assessment.controls {
        let named = item.control.mapsTo.filter { $0.framework == framework.id }
        for requirement in Set(named.flatMap(\.requirements)) {
          controls[requirement, default: []].append(item)
        }
      }
      return FrameworkCoverage(framework: framework, controls: controls)
    }.filter { !$0.rows.isEmpty || !$0.unmapped.isEmpty }
  }

  private init(framework: Framework, controls: [String: [ControlAssessment]]) {
    self.framework = framework
    let known = framework.requirements.map(\.id)
    let titles = Dictionary(
      framework.requirements.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    // Requirements in the catalogue's order; what it does not know stands last.
    let ids =
      known.filter { controls[$0] != nil }
      + controls.keys.filter { titles[$0] == nil }.sorted()
    rows = ids.map { Row(requirement: $0, title: titles[$0] ?? "", controls: controls[$0] ?? []) }
    unmapped = framework.requirements.filter { controls[$0.id] == nil }
  }
}
