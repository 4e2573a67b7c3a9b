import Model

/// Lays a control map out as HTML: the frame, the cover and the order of the sections.
struct HTMLMapPage: HTMLPage {
  let map: ControlMap
  let anchors: MapAnchors
  private let styleSheet: String

  init(_ map: ControlMap, styleSheet: String) {
    self.map = map
    self.styleSheet = styleSheet
    anchors = MapAnchors(map)
  }

  var root: HTMLElement {
    let sections = self.sections
    let organization = map.assessment.organization.name
    let title =
      "Control map of \(organization), \(Wording.day(map.assessment.assessedAt.date))"
    return HTMLElement("html", ["lang": "en"]) {
      head(title: title, styleSheet: styleSheet, toolVersion: map.assessment.toolVersion)
      HTMLElement("body", ["class": "map"]) {
        HTMLElement("a", ["class": "skip", "href": "#content"], text: "Skip to the content")
        StateMark.definitions
        RequirementMark.definitions
        cover
        HTMLElement("div", ["class": "sheet"]) {
          contents(sections)
          HTMLElement("main", ["id": "content"]) {
            for section in sections { rendered(section) }
          }
        }
        footer
      }
    }
  }

  private var sections: [HTMLSection] {
    let all =
      [coverage, matrix] + map.frameworks.enumerated().map { framework($1, number: $0 + 1) }
      + [unmapped, reading]
    return all.filter { !$0.body.isEmpty }
  }

  private var cover: HTMLElement {
    let assessment = map.assessment
    let scope = Wording.scope(of: assessment.organization)
    return HTMLElement("header", ["class": "cover"]) {
      HTMLElement("p", ["class": "eyebrow"], text: "Control map")
      HTMLElement("h1", text: assessment.organization.name)
      if !scope.isEmpty { HTMLElement("p", ["class": "scope"], text: scope) }
      HTMLElement("div", ["class": "gate tone-\(map.tone.rawValue)"]) {
        HTMLElement("div") {
          HTMLElement("p", ["class": "decision"], text: map.headline)
          for note in map.notes { HTMLElement("p", ["class": "note"], text: note) }
        }
      }
      HTMLElement("dl", ["class": "facts"]) {
        fact("Measured") { moment(assessment.assessedAt) }
        fact("Measured by") { "avouch \(assessment.toolVersion)" }
        fact("Audience") { map.published.audience.label }
      }
    }
  }

  private var footer: HTMLElement {
    HTMLElement("footer", ["class": "foot"]) {
      HTMLElement("p", text: Verification.caution)
      HTMLElement("p") {
        "\(map.assessment.organization.name) · "
        moment(map.assessment.assessedAt)
        " · \(map.published.audience.label)"
      }
    }
  }

  /// A link to a control's row of the matrix; text where there is no matrix.
  func reference(_ control: Control) -> HTMLElement {
    guard !map.showsOnlyGaps else { return HTMLElement("span", text: control.title) }
    return HTMLElement("a", ["href": "#\(anchors.of(control))"], text: control.title)
  }

  /// A link to a requirement's entry below its framework.
  ///
  /// Text where only gaps are listed, since it has no entry there.
  func reference(_ requirement: String, in framework: Framework) -> HTMLElement {
    guard !map.showsOnlyGaps else { return HTMLElement("span", text: requirement) }
    return HTMLElement(
      "a", ["href": "#\(anchors.of(requirement, in: framework))"], text: requirement)
  }
}
