import Model

/// Lays a posture document out as HTML: the frame and the order of the sections.
struct HTMLPosturePage: HTMLPage {
  let content: PostureContent
  private let styleSheet: String

  init(_ content: PostureContent, styleSheet: String) {
    self.content = content
    self.styleSheet = styleSheet
  }

  var root: HTMLElement {
    let sections = self.sections
    return HTMLElement("html", ["lang": "en"]) {
      head(title: title, styleSheet: styleSheet, toolVersion: content.assessment.toolVersion)
      HTMLElement("body") {
        HTMLElement("a", ["class": "skip", "href": "#content"], text: "Skip to the content")
        StateMark.definitions
        cover
        HTMLElement("div", ["class": "sheet"]) {
          contents(sections)
          HTMLElement("main", ["id": "content", "tabindex": "-1"]) {
            for section in sections { rendered(section) }
          }
        }
        footer
      }
    }
  }

  private var sections: [HTMLSection] {
    let all =
      [states, limitations, byTopic] + topics
      + [
        commitments, subprocessors, roadmap, customerDuties, exceptions, postureFindings, coverage,
        calendar, verification,
      ]
    return all.filter { !$0.body.isEmpty }
  }

  private var title: String {
    "Security posture of \(content.organization.name), "
      + Wording.day(content.assessment.assessedAt.date)
  }

  private var footer: HTMLElement {
    HTMLElement("footer", ["class": "foot"]) {
      HTMLElement("p", text: Verification.caution)
      HTMLElement("p") {
        "\(content.organization.name) · "
        moment(content.assessment.assessedAt)
        " · \(content.audience.label) · document "
        HTMLElement("span", ["class": "document-id"], text: content.identifier)
        if let mark = content.ledgerSentence { " · \(mark)" }
      }
    }
  }
}
