import Model

/// One framework with its requirements.
extension HTMLMapPage {
  func framework(_ mapped: MappedFramework, number: Int) -> HTMLSection {
    let framework = mapped.framework
    let sections = mapped.sections(onlyGaps: map.showsOnlyGaps)
    return HTMLSection(
      "framework-\(number)", framework.name, count: mapped.applicableCount
    ) {
      HTMLElement("p", ["class": "intro"]) {
        HTMLElement("span", ["class": "version"], text: framework.version)
      }
      HTMLElement("p", ["class": "sum"], text: mapped.summary)
      CoverageDrawing(mapped, id: "bar-\(number)").drawing
      HTMLElement("ul", ["class": "tally"]) {
        for (state, count) in mapped.counts {
          HTMLElement("li") {
            HTMLElement("span", ["class": "number"], text: String(count))
            RequirementMark.badge(state, forLaw: framework.isLaw)
          }
        }
      }
      for section in sections { rendered(section, of: framework) }
    }
  }

  @HTMLBuilder
  private func rendered(
    _ section: MappedFramework.Section, of framework: Framework
  ) -> [HTMLNode] {
    let full = section.requirements.filter { !$0.isBrief }
    if let group = section.group {
      HTMLElement("h3") {
        HTMLElement("span", ["class": "code"], text: group.id)
        " \(group.title)"
      }
    } else if !framework.groups.isEmpty {
      HTMLElement("h3", text: "Other requirements")
    }
    if !full.isEmpty {
      HTMLElement("ul", ["class": "requirements"]) {
        for row in full { rendered(row, of: framework) }
      }
    }
    brief(section.requirements.filter { $0.isBrief && $0.state == .gap }, of: framework)
    for reason in reasons(in: section) {
      brief(
        section.requirements.filter { $0.isBrief && $0.exclusion == reason }, of: framework,
        note: reason)
    }
  }

  private func rendered(_ row: MappedRequirement, of framework: Framework) -> HTMLElement {
    HTMLElement("li", ["id": anchors.of(row.id, in: framework)]) {
      RequirementMark.badge(row.state, forLaw: framework.isLaw)
      HTMLElement("div") {
        HTMLElement("p") {
          HTMLElement("span", ["class": "code"], text: row.id)
          " \(row.requirement.title)"
        }
        if !row.controls.isEmpty {
          HTMLElement("ul", ["class": "links"]) {
            for mapped in row.controls { rendered(mapped) }
          }
        }
        for note in row.notes { HTMLElement("p", ["class": "gloss"], text: note) }
      }
    }
  }

  private func rendered(_ mapped: MappedControl) -> HTMLElement {
    HTMLElement("li") {
      StateMark.badge(mapped.assessment.verdict)
      HTMLElement("span") {
        reference(mapped.assessment.control)
        " "
        HTMLElement("span", ["class": "gloss"]) {
          mapped.standing
          if let due = mapped.assessment.control.due { ", due \(due.description)" }
          if let note = mapped.entry.note { ". \(note)" }
        }
      }
    }
  }

  /// Why requirements of a section do not apply, each reason once.
  private func reasons(in section: MappedFramework.Section) -> [String] {
    var seen: Set<String> = []
    return section.requirements.filter(\.isBrief).compactMap(\.exclusion)
      .filter { seen.insert($0).inserted }
  }

  /// Requirements that nothing maps to, side by side.
  @HTMLBuilder
  private func brief(
    _ rows: [MappedRequirement], of framework: Framework, note: String? = nil
  ) -> [HTMLNode] {
    if let state = rows.first?.state {
      HTMLElement("div", ["class": "brief"]) {
        HTMLElement("p", ["class": "brief-head"]) {
          RequirementMark.badge(state)
          if let note, !note.isEmpty { HTMLElement("span", ["class": "gloss"], text: note) }
        }
        HTMLElement("ul") {
          for row in rows {
            HTMLElement("li", ["id": anchors.of(row.id, in: framework)]) {
              HTMLElement("span", ["class": "code"], text: row.id)
              " \(row.requirement.title)"
            }
          }
        }
      }
    }
  }
}
