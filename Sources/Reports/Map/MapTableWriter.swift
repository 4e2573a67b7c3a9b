import Model

/// Lays the parts of a map out in tables.
struct MapTableWriter {
  typealias Cell = MapTable.Cell

  let map: ControlMap

  private var assessment: Assessment { map.assessment }

  var about: MapTable {
    let organization = assessment.organization
    let facts: [(String, String?)] = [
      ("Organization", organization.name), ("Product", organization.product),
      ("Environment", organization.environment), ("Headline", map.headline),
      ("Measured", Wording.moment(assessment.assessedAt)),
      ("For", map.published.audience.label), ("Written by", "avouch \(assessment.toolVersion)"),
    ]
    let rows = facts.compactMap { name, text in text.map { [Cell(name, .strong), Cell($0)] } }
    return table(
      "About", [("Fact", 16), ("Value", 110)],
      rows + map.notes.map { [Cell("Note", .strong), Cell($0)] })
  }

  var coverage: MapTable {
    let states = RequirementState.allCases
    let rows = map.frameworks.map { mapped -> [Cell] in
      let framework = mapped.framework
      let share =
        mapped.applicableCount == 0
        ? 0 : Double(mapped.mappedCount) / Double(mapped.applicableCount)
      return [
        Cell(framework.name, .strong), Cell(framework.version),
        Cell(framework.isLaw ? "law: supported, never satisfied" : "standard"),
        Cell(.count(mapped.applicableCount)), Cell(.count(mapped.mappedCount)),
        Cell(.share(share)),
      ] + states.map { Cell(.count(mapped.count(of: $0))) }
    }
    return table(
      "Coverage",
      [
        ("Framework", 34), ("Version", 30), ("Kind", 26), ("Applicable", 12), ("Mapped", 10),
        ("Share", 8),
      ] + states.map { ($0 == .covered ? "covered or supported" : $0.rawValue, 14) }, rows,
      frozen: 1)
  }

  /// Controls against frameworks: which requirements of each.
  var matrix: MapTable {
    let columns = map.columns
    let rows = assessment.controls.map { item -> [Cell] in
      head(of: item)
        + columns.map { mapped in
          Cell(
            item.control.entries(in: mapped.framework.id).map(\.requirement)
              .joined(separator: ", "))
        }
    }
    return table(
      "Matrix", Self.headColumns + columns.map { ($0.framework.name, 28) }, rows, frozen: 2)
  }

  func framework(_ mapped: MappedFramework) -> MapTable {
    let framework = mapped.framework
    let rows = mapped.sections(onlyGaps: map.showsOnlyGaps).flatMap { section in
      section.requirements.flatMap { row -> [[Cell]] in
        let start = [
          Cell(row.id, .strong), Cell(row.requirement.title), Cell(section.group?.title ?? ""),
          Cell(row.state.word(forLaw: framework.isLaw), row.state.tone.meaning),
        ]
        let notes = Cell(row.notes.joined(separator: " "))
        guard !row.controls.isEmpty else {
          return [start + [Cell](repeating: Cell(""), count: 8) + [notes]]
        }
        return row.controls.map { start + cells(of: $0) + [notes] }
      }
    }
    return table(
      framework.id,
      [
        ("Requirement", 16), ("Title", 44), ("Heading", 28), ("State", 14), ("Control", 26),
        ("Control’s title", 40), ("Verdict", 12), ("Since", 12), ("Due", 12),
        ("Relationship", 20), ("Confidence", 12), ("Note", 40), ("Remarks", 50),
      ], rows, frozen: 1)
  }

  var gaps: MapTable {
    let rows = map.frameworks.flatMap { mapped in
      mapped.sections(onlyGaps: true).flatMap { section in
        section.requirements.map { row in
          [
            Cell(mapped.framework.name), Cell(mapped.framework.version),
            Cell(section.group?.title ?? ""), Cell(row.id, .strong), Cell(row.requirement.title),
          ]
        }
      }
    }
    return table(
      "Gaps",
      [
        ("Framework", 34), ("Version", 26), ("Heading", 34), ("Requirement", 16), ("Title", 60),
      ], rows)
  }

  var controls: MapTable {
    let rows = assessment.controls.map { item -> [Cell] in
      let control = item.control
      return head(of: item) + [
        Cell(control.statement), Cell(control.kind.rawValue), Cell(Wording.heading(control.topic)),
        Cell(control.severity.rawValue), Cell(item.since?.date.description ?? ""),
        Cell(control.due?.description ?? ""),
        Cell(
          control.mapsTo.map { "\($0.framework): \($0.requirements.joined(separator: ", "))" }
            .joined(separator: "; ")),
      ]
    }
    return table(
      "Controls",
      Self.headColumns + [
        ("Statement", 70), ("Kind", 12), ("Topic", 18), ("Severity", 10), ("Since", 12),
        ("Due", 12), ("Maps to", 50),
      ], rows, frozen: 2)
  }

  // MARK: Pieces

  private static let headColumns = [("Control", 26), ("Title", 40), ("Verdict", 12)]

  private func head(of item: ControlAssessment) -> [Cell] {
    [
      Cell(item.control.id, .strong), Cell(item.control.title),
      Cell(item.verdict.rawValue, item.verdict.tone.meaning),
    ]
  }

  private func cells(of mapped: MappedControl) -> [Cell] {
    let item = mapped.assessment
    return [
      Cell(item.control.id), Cell(item.control.title),
      Cell(item.verdict.rawValue, item.verdict.tone.meaning),
      Cell(item.since?.date.description ?? ""), Cell(item.control.due?.description ?? ""),
      Cell(mapped.isJudged ? mapped.entry.relationship.rawValue : mapped.standing),
      Cell(mapped.entry.confidence.rawValue), Cell(mapped.entry.note ?? ""),
    ]
  }

  private func table(
    _ name: String, _ columns: [(String, Int)], _ rows: [[Cell]], frozen: Int = 0
  ) -> MapTable {
    MapTable(
      name: name, columns: columns.map { .init(title: $0.0, width: $0.1) }, rows: rows,
      frozenColumns: frozen)
  }
}

extension ControlVerdict.Tone {
  fileprivate var meaning: MapTable.Cell.Meaning {
    switch self {
    case .good: .good
    case .bad: .bad
    case .caution: .caution
    case .plan: .plain
    case .plain: .quiet
    }
  }
}
