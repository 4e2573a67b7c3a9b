import Model

/// Lays a control map out as Markdown.
struct MarkdownMapPage {
  private let map: ControlMap

  init(_ map: ControlMap) { self.map = map }

  var text: String {
    let sections =
      [cover, coverage, map.showsOnlyGaps ? "" : matrix] + map.frameworks.map(framework)
      + [unmapped, reading]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var cover: String {
    let organization = map.assessment.organization
    let scope = Wording.scope(of: organization)
    let facts = [
      "- Measured: \(Wording.moment(map.assessment.assessedAt))",
      "- By: avouch \(escaped(map.assessment.toolVersion))",
      "- Audience: \(map.published.audience.label)",
    ]
    return
      (["# Control map: \(escaped(organization.name))", ""]
      + (scope.isEmpty ? [] : [escaped(scope), ""]) + facts
      + ["", "**\(escaped(map.headline))**"] + map.notes.flatMap { ["", escaped($0)] })
      .joined(separator: "\n")
  }

  private var coverage: String {
    let rows = map.frameworks.map { mapped in
      let counts = mapped.counts.map {
        "\($0.count) \($0.state.word(forLaw: mapped.framework.isLaw))"
      }
      return "| \(escaped(mapped.framework.name)) | \(escaped(mapped.framework.version)) "
        + "| \(mapped.mappedCount) of \(mapped.applicableCount) | \(counts.joined(separator: ", ")) |"
    }
    guard !rows.isEmpty else { return "The posture names no framework." }
    return lines(
      "## Coverage", table(["Framework", "Version", "Requirements mapped", "States"], rows))
  }

  private var matrix: String {
    let columns = map.columns.map(\.framework)
    let rows = map.mapped.map { item in
      let cells = columns.map { framework in
        item.control.entries(in: framework.id).map { escaped($0.requirement) }
          .joined(separator: ", ")
      }
      let title = "\(escaped(item.control.title)) (\(MarkdownText.code(item.control.id)))"
      return "| \(title) | \(state(item.verdict)) | \(cells.joined(separator: " | ")) |"
    }
    guard !rows.isEmpty else { return "" }
    let header = ["Control", "State"] + columns.map { escaped($0.name) }
    return lines("## Controls and frameworks", table(header, rows))
  }

  private func framework(_ mapped: MappedFramework) -> String {
    let framework = mapped.framework
    let sections = mapped.sections(onlyGaps: map.showsOnlyGaps)
    let body = sections.flatMap { section -> [String] in
      let title = section.group.map { "\($0.id) \($0.title)" }
      let heading = framework.groups.isEmpty ? nil : "### \(escaped(title ?? "Other requirements"))"
      let full = section.requirements.filter { !$0.isBrief }
      let briefs = section.requirements.filter(\.isBrief)
      return [heading, requirements(full, of: framework), brief(briefs)].compactMap(\.self)
    }
    return lines(
      ["## \(escaped("\(framework.name) \(framework.version)"))", escaped(mapped.summary)] + body)
  }

  private func requirements(_ rows: [MappedRequirement], of framework: Framework) -> String? {
    guard !rows.isEmpty else { return nil }
    return table(
      ["Requirement", "Title", "State", "Controls"],
      rows.map { row in
        let controls = row.controls.map { mapped in
          "\(state(mapped.assessment.verdict)) \(escaped(mapped.assessment.control.title)) "
            + "(\(MarkdownText.code(mapped.assessment.control.id))): \(escaped(mapped.standing))"
            + (mapped.entry.note.map { ". \(escaped($0))" } ?? "")
        }
        let cell = (controls + row.notes.map(escaped)).joined(separator: "; ")
        return "| \(escaped(row.id)) | \(escaped(row.requirement.title)) "
          + "| \(row.state.mark) \(row.state.word(forLaw: framework.isLaw)) | \(cell) |"
      })
  }

  /// Gaps and what is not applicable, a line each.
  private func brief(_ rows: [MappedRequirement]) -> String? {
    guard !rows.isEmpty else { return nil }
    return rows.map { row in
      let title = row.requirement.title.isEmpty ? "" : " \(escaped(row.requirement.title))"
      let reason = row.exclusion.map { $0.isEmpty ? "" : " (\(escaped($0)))" } ?? ""
      return "- \(row.state.rawValue): \(MarkdownText.code(row.id))\(title)\(reason)"
    }.joined(separator: "\n")
  }

  private var unmapped: String {
    let items = map.unmapped.map { item in
      "- \(state(item.verdict)) \(escaped(item.control.title)) "
        + "(\(MarkdownText.code(item.control.id)))"
    }
    guard !items.isEmpty else { return "" }
    return lines("## Controls that map to nothing shown here", items.joined(separator: "\n"))
  }

  private var reading: String {
    let states = RequirementState.allCases.map {
      "| \($0.mark) \($0.rawValue) | \(escaped($0.meaning)) |"
    }
    let relationships = Control.Mapping.Relationship.allCases.map {
      "| \($0.phrase) | \(escaped($0.meaning)) |"
    }
    return lines(
      "## How to read this map", table(["State of a requirement", "Meaning"], states),
      table(["A control", "Meaning"], relationships))
  }

  private func state(_ verdict: ControlVerdict) -> String { "\(verdict.mark) \(verdict.rawValue)" }

  private func escaped(_ text: String) -> String { MarkdownText.escaped(text) }

  private func lines(_ parts: String...) -> String { lines(parts) }

  private func lines(_ parts: [String]) -> String { parts.joined(separator: "\n\n") }

  private func table(_ header: [String], _ rows: [String]) -> String {
    let line = "| " + header.joined(separator: " | ") + " |"
    let rule = "| " + header.map { _ in "---" }.joined(separator: " | ") + " |"
    return ([line, rule] + rows).joined(separator: "\n")
  }
}
