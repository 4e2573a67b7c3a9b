import Model

/// Which requirements of one framework the shown controls map to, and in what state they are.
///
/// It says of each requirement what the control map says of it, so that the two never disagree.
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

  private let mapped: MappedFramework

  var framework: Framework { mapped.framework }

  /// Applicable requirements that a shown control maps to.
  var rows: [Row] {
    mapped.requirements.filter { !$0.controls.isEmpty && $0.state != .notApplicable }.map {
      Row(
        requirement: $0.id, title: $0.requirement.title, controls: $0.controls.map(\.assessment))
    }
  }

  /// Sentences on the requirements that have no row, and why.
  var notes: [String] {
    let rest = mapped.requirements.filter(\.controls.isEmpty)
    let declared = mapped.requirements.compactMap { row in
      row.exclusion.map { $0.isEmpty ? row.id : "\(row.id) (\($0))" }
    }
    return [
      Self.note("Mapped to through their parts alone", rest.filter { !$0.parts.isEmpty }.map(\.id)),
      Self.note(
        "Only controls not shown here map to",
        rest.filter { $0.state == .withheld && $0.parts.isEmpty }.map(\.id)),
      Self.note(
        "No control maps to", rest.filter { $0.state == .gap && $0.parts.isEmpty }.map(\.id)),
      Self.note("Declared not applicable", declared),
    ].compactMap { $0 }
  }

  private static func note(_ lead: String, _ names: [String]) -> String? {
    names.isEmpty ? nil : "\(lead): \(names.joined(separator: ", "))."
  }

  /// How many requirements are mapped to, in a sentence.
  var summary: String { mapped.summary }

  /// A law is supported by controls, never fulfilled by them.
  var isLaw: Bool { framework.isLaw }

  static func all(of published: PublishedAssessment) -> [FrameworkCoverage] {
    all(in: ControlMap(published))
  }

  static func all(in map: ControlMap) -> [FrameworkCoverage] {
    map.frameworks.filter { !$0.requirements.isEmpty }.map { FrameworkCoverage(mapped: $0) }
  }
}
