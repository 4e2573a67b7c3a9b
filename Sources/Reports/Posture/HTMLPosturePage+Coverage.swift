import Model

/// Framework coverage.
extension HTMLPosturePage {
  var coverage: HTMLSection {
    let frameworks = FrameworkCoverage.all(of: content.assessment)
    return HTMLSection("coverage", "Framework coverage", count: frameworks.count) {
      if !frameworks.isEmpty { coverageChart }
      for coverage in frameworks { rendered(coverage) }
    }
  }

  /// A bar for each framework: the states in which the controls leave its requirements.
  private var coverageChart: HTMLElement {
    let map = ControlMap(content.published)
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
    if !coverage.rows.isEmpty {
      table(
        ["Requirement", "Controls", "Weakest state"],
        of: "\(coverage.framework.name) \(coverage.framework.version)"
      ) {
        for row in coverage.rows { rendered(row, isLaw: coverage.isLaw) }
      }
    }
    if !coverage.unmapped.isEmpty {
      HTMLElement("p", ["class": "unmapped"]) {
        "No control shown here maps to: "
        coverage.unmapped.map(\.id).joined(separator: ", ")
        "."
      }
    }
  }

  private func summary(of coverage: FrameworkCoverage) -> String {
    let total = coverage.rows.count + coverage.unmapped.count
    let count =
      "Controls shown here map to \(coverage.rows.count) of "
      + Wording.counted(total, "requirement") + "."
    return coverage.isLaw
      ? count + " A control supports a legal requirement; it does not fulfil it." : count
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
