import Model

/// Lays a posture document out as HTML: the frame, the cover and the order of the sections.
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
      [states, limitations] + topics
      + [
        commitments, roadmap, customerDuties, exceptions, postureFindings, coverage, calendar,
        verification,
      ]
    return all.filter { !$0.body.isEmpty }
  }

  private var title: String {
    "Security posture of \(content.organization.name), "
      + Wording.day(content.assessment.assessedAt.date)
  }

  private var cover: HTMLElement {
    let scope = Wording.scope(of: content.organization)
    return HTMLElement("header", ["class": "cover"]) {
      HTMLElement("p", ["class": "eyebrow"], text: "Security posture document")
      HTMLElement("h1", text: content.organization.name)
      if !scope.isEmpty { HTMLElement("p", ["class": "scope"], text: scope) }
      gate
      HTMLElement("dl", ["class": "facts"]) {
        fact("Measured") { moment(content.assessment.assessedAt) }
        fact("Measured by") { "avouch \(content.assessment.toolVersion)" }
        fact("Audience") { content.audience.label }
        if let website = content.organization.website { fact("Website") { link(website) } }
        if let contact = content.organization.securityContact {
          fact("Security contact") { contact }
        }
      }
      if !content.scope.isEmpty {
        HTMLElement("dl", ["class": "facts wide"]) { fact("Looked at") { list(content.scope) } }
      }
    }
  }

  private var gate: HTMLElement {
    let outcome = content.assessment.gate.outcome
    let (tone, mark): (ControlVerdict.Tone, ControlVerdict) =
      switch outcome {
      case .holds: (.good, .verified)
      case .violated: (.bad, .violated)
      case .unmeasured: (.caution, .unproven)
      }
    return HTMLElement("div", ["class": "gate tone-\(tone.rawValue)"]) {
      StateMark.mark(mark)
      HTMLElement("div") {
        HTMLElement("p", ["class": "decision"], text: GateSentence.brief(content.assessment))
        if !deciding.isEmpty {
          HTMLElement("ul", ["class": "deciding"]) {
            for item in deciding { HTMLElement("li") { reference(item) } }
          }
        }
        for adjustment in content.assessment.gate.adjustments {
          HTMLElement("p", ["class": "note"], text: "The line was moved: \(adjustment).")
        }
        if let withheld = content.withheldSentence {
          HTMLElement("p", ["class": "note"], text: withheld)
        }
      }
    }
  }

  private var deciding: [ControlAssessment] {
    let names = Set(content.assessment.gate.deciding)
    return content.assessment.controls.filter { names.contains($0.control.id) }
  }

  private var footer: HTMLElement {
    HTMLElement("footer", ["class": "foot"]) {
      HTMLElement("p", text: Verification.caution)
      HTMLElement("p") {
        "\(content.organization.name) · "
        moment(content.assessment.assessedAt)
        " · \(content.audience.label)"
      }
    }
  }
}
