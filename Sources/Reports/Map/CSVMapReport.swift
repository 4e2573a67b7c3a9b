import Model

/// One row for each requirement and control that maps to it, and for each requirement without one.
package struct CSVMapReport: TextualMapReport {
  package static let format = "csv"

  package init() {}

  package func render(_ map: ControlMap, options: ReportOptions) -> String {
    let cells = map.frameworks.flatMap { framework in
      framework.sections(onlyGaps: map.showsOnlyGaps).flatMap { section in
        section.requirements.flatMap { rows(for: $0, under: section.group, of: framework) }
      }
    }
    return ([Self.columns] + cells).map(CSVText.row).joined()
  }

  private static let columns = [
    "framework", "framework_name", "framework_version", "law", "group", "group_title",
    "requirement", "requirement_title", "state", "control", "control_title", "kind", "verdict",
    "relationship", "confidence", "note", "due", "parts", "withheld_controls", "not_applicable",
  ]

  private func rows(
    for row: MappedRequirement, under group: Framework.Group?, of framework: MappedFramework
  ) -> [[String]] {
    let catalogue = framework.framework
    let start = [
      catalogue.id, catalogue.name, catalogue.version, catalogue.isLaw ? "yes" : "no",
      group?.id ?? "", group?.title ?? "", row.id, row.requirement.title,
      row.state.word(forLaw: catalogue.isLaw),
    ]
    let end = [
      row.parts.joined(separator: " "), String(row.withheldControls), exclusion(of: row),
    ]
    guard !row.controls.isEmpty else {
      return [start + [String](repeating: "", count: Self.columns.count - 12) + end]
    }
    return row.controls.map { mapped in
      let control = mapped.assessment.control
      return start + [
        control.id, control.title, control.kind.rawValue, mapped.assessment.verdict.rawValue,
        mapped.entry.relationship.rawValue, mapped.entry.confidence.rawValue,
        mapped.entry.note ?? "", control.due?.description ?? "",
      ] + end
    }
  }

  private func exclusion(of row: MappedRequirement) -> String {
    row.exclusion.map { $0.isEmpty ? "declared not applicable" : $0 } ?? ""
  }
}
