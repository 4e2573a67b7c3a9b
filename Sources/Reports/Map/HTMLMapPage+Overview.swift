import Model

/// What the map says as a whole.
extension HTMLMapPage {
  var coverage: HTMLSection {
    HTMLSection("coverage", "Coverage", count: map.frameworks.count) {
      if map.frameworks.isEmpty {
        HTMLElement("p", text: "The posture names no framework.")
      } else {
        HTMLElement("ul", ["class": "chart"]) {
          for (index, mapped) in map.frameworks.enumerated() {
            chartRow(mapped, number: index + 1)
          }
        }
        HTMLElement("ul", ["class": "legend"]) {
          for state in shownStates {
            HTMLElement("li") {
              HTMLElement(
                "span", ["class": "swatch tone-\(state.tone.rawValue) fill-\(state.rawValue)"])
              RequirementMark.badge(state)
            }
          }
        }
      }
    }
  }

  private func chartRow(_ mapped: MappedFramework, number: Int) -> HTMLElement {
    HTMLElement("li") {
      HTMLElement("p", ["class": "chart-name"]) {
        HTMLElement("a", ["href": "#framework-\(number)"], text: mapped.framework.name)
        HTMLElement("span", ["class": "chart-count"]) {
          HTMLElement("strong", text: String(mapped.mappedCount))
          " of \(mapped.applicableCount)"
        }
      }
      CoverageDrawing(mapped, id: "chart-\(number)").drawing
    }
  }

  private var shownStates: [RequirementState] {
    RequirementState.allCases.filter { state in map.frameworks.contains { $0.count(of: state) > 0 }
    }
  }

  /// Controls in rows, frameworks in columns.
  var matrix: HTMLSection {
    let rows = map.showsOnlyGaps ? [] : map.mapped
    let columns = map.columns.map(\.framework)
    return HTMLSection("matrix", "Controls and frameworks", count: rows.count) {
      if !rows.isEmpty {
        HTMLElement(
          "div",
          [
            "class": "table matrix", "role": "region", "tabindex": "0",
            "aria-label": "Controls and the requirements they map to",
          ]
        ) {
          HTMLElement("table") {
            HTMLElement("thead") {
              HTMLElement("tr") {
                HTMLElement("th", ["scope": "col"], text: "Control")
                for framework in columns {
                  HTMLElement("th", ["scope": "col"], text: framework.name)
                }
              }
            }
            for (topic, controls) in Grouping.byTopic(rows) {
              matrixGroup(topic, controls, columns)
            }
          }
        }
      }
    }
  }

  private func matrixGroup(
    _ topic: String, _ controls: [ControlAssessment], _ columns: [Framework]
  ) -> HTMLElement {
    HTMLElement("tbody") {
      HTMLElement("tr", ["class": "topic"]) {
        HTMLElement(
          "th", ["scope": "rowgroup", "colspan": String(columns.count + 1)],
          text: Wording.heading(topic))
      }
      for item in controls {
        HTMLElement("tr", ["id": anchors.of(item.control)]) {
          HTMLElement("th", ["scope": "row"]) {
            HTMLElement("span", ["class": "title"], text: item.control.title)
            StateMark.badge(item.verdict)
          }
          for framework in columns { cell(item.control, in: framework) }
        }
      }
    }
  }

  private func cell(_ control: Control, in framework: Framework) -> HTMLElement {
    HTMLElement("td") {
      let entries = control.entries(in: framework.id)
      if !entries.isEmpty {
        HTMLElement("ul", ["class": "ids"]) {
          for entry in entries {
            HTMLElement("li") { reference(entry.requirement, in: framework) }
          }
        }
      }
    }
  }

  var unmapped: HTMLSection {
    let items = map.unmapped
    return HTMLSection("unmapped", "Controls that map to nothing", count: items.count) {
      if !items.isEmpty {
        HTMLElement("p", ["class": "intro"]) {
          "They map to no requirement of a framework shown here."
        }
        HTMLElement("ul", ["class": "links"]) {
          for item in items {
            HTMLElement("li", ["id": anchors.of(item.control)]) {
              StateMark.badge(item.verdict)
              HTMLElement("span") {
                "\(item.control.title) "
                HTMLElement("span", ["class": "gloss"], text: item.control.id)
              }
            }
          }
        }
      }
    }
  }

  var reading: HTMLSection {
    HTMLSection("reading", "How to read this map") {
      HTMLElement("ul", ["class": "key"]) {
        for state in RequirementState.allCases {
          HTMLElement("li", ["class": "tone-\(state.tone.rawValue)"]) {
            RequirementMark.badge(state)
            HTMLElement("span", ["class": "meaning"], text: state.meaning)
          }
        }
      }
      HTMLElement("h3", text: "How a control stands to a requirement")
      HTMLElement("ul", ["class": "key"]) {
        for relationship in Control.Mapping.Relationship.allCases {
          HTMLElement("li") {
            HTMLElement("span", ["class": "term"], text: relationship.phrase)
            HTMLElement("span", ["class": "meaning"], text: relationship.meaning)
          }
        }
      }
    }
  }
}
