import Model

/// Framework coverage.
extension HTMLPosturePage {
  var coverage: HTMLSection {
    let map = ControlMap(content.published)
    let frameworks = FrameworkCoverage.all(in: map)
    return HTMLSection("coverage", "Framework coverage", count: frameworks.count) {
      if !frameworks.isEmpty { chart(of: map) }
      for coverage in frameworks { rendered(coverage) }
    }
  }

  /// A bar for each framework: the states in which the controls leave its requirements.
  private func chart(of map: ControlMap) -> HTMLElement {
    let states = RequirementState.allCases.filter { state in
      map.frameworks.contains { $0.count(of: state) > 0 }
    }
    return HTMLElement("div") {
      HTMLElement("ul", ["class": "chart"]) {
        for (index, mapped) in map.frameworks.enumerated() {
          HTMLElement("li") {
            HTMLElement("p", ["class": "chart-name"]) {
              HTMLElement("span", ["class": "term"], text: mapped.framework.name)
              HTMLElement("span", ["class": "chart-count"]) {
                "\(mapped.mappedCount) of \(mapped.applicableCount) mapped"
              }
            }
            CoverageDrawing(mapped, id: "coverage-\(index + 1)").drawing
          }
        }
      }
      HTMLElement("ul", ["class": "legend"]) {
        for state in states {
          HTMLElement("li") {
            HTMLElement(
              "span", ["class": "swatch tone-\(state.tone.rawValue) fill-\(state.rawValue)"])
            state.word(forLaw: false)
          }
        }
      }
    }
  }

  @HTMLBuilder
  private func rendered(_ coverage: FrameworkCoverage) -> [HTMLNode] {
    HTMLElement("h3") {
      "\(coverage.framework.name) "
      HTMLElement("span", ["class": "version"], text: coverage.framework.version)
    }
    HTMLElement("p", ["class": "intro"], text: summary(of: coverage))
    let rows = coverage.rows
    if !rows.isEmpty {
      table(
        ["Requirement", "Controls", "Weakest state"],
        of: "\(coverage.framework.name) \(coverage.framework.version)"
      ) {
        for row in rows { rendered(row, isLaw: coverage.isLaw) }
      }
    }
    for note in coverage.notes { HTMLElement("p", ["class": "unmapped"], text: note) }
  }

  private func summary(of coverage: FrameworkCoverage) -> String {
    coverage.isLaw
      ? coverage.summary + " A control supports a legal requirement; it does not fulfil it."
      : coverage.summary
  }

  private func rendered(_ row: FrameworkCoverage.Row, isLaw: Bool) -> HTMLElement {
    HTMLElement("tr") {
      HTMLElement("th", ["scope": "row"]) {
        HTMLElement("span", ["class": "requirement"], text: row.requirement)
        if !row.title.isEmpty { HTMLElement("span", ["class": "gloss"], text: row.title) }
      }
      HTMLElement("td") {
        HTMLElement("ul", ["class": "plain"]) {
          for item in row.controls { HTMLElement("li") { reference(item) } }
        }
      }
      HTMLElement("td") {
        if isLaw { HTMLElement("span", ["class": "gloss"], text: "supports, ") }
        StateMark.badge(row.state)
      }
    }
  }
}
