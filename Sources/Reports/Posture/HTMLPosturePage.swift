import Model

/// Lays a posture document out as HTML: the frame, the cover and the order of the sections.
struct HTMLPosturePage {
  /// One part of the document, named in the table of contents.
  struct Section {
    let id: String
    let title: String
    let body: [HTMLNode]
    /// How many things it lists, shown beside its name in the contents.
    let count: Int?

    init(_ id: String, _ title: String, count: Int? = nil, @HTMLBuilder body: () -> [HTMLNode]) {
      self.id = id
      self.title = title
      self.count = count
      self.body = body()
    }
  }

  let content: PostureContent
  private let styleSheet: String

  init(_ content: PostureContent, styleSheet: String) {
    self.content = content
    self.styleSheet = styleSheet
  }

  var root: HTMLElement {
    let sections = self.sections
    return HTMLElement("html", ["lang": "en"]) {
      head
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

  private var sections: [Section] {
    let all =
      [states, limitations] + topics
      + [
        commitments, roadmap, customerDuties, exceptions, postureFindings, coverage, calendar,
        verification,
      ]
    return all.filter { !$0.body.isEmpty }
  }

  private var head: HTMLElement {
    let title =
      "Security posture of \(content.organization.name), "
      + Wording.day(content.assessment.assessedAt.date)
    return HTMLElement("head") {
      HTMLElement("meta", ["charset": "utf-8"])
      HTMLElement(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        ])
      HTMLElement("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      HTMLElement("meta", ["name": "color-scheme", "content": "light dark"])
      HTMLElement("meta", ["name": "referrer", "content": "no-referrer"])
      HTMLElement(
        "meta", ["name": "generator", "content": "avouch \(content.assessment.toolVersion)"])
      HTMLElement("title", text: title)
      HTMLElement("style") { HTMLNode.styleSheet(styleSheet) }
    }
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

  private func contents(_ sections: [Section]) -> HTMLElement {
    HTMLElement("nav", ["class": "contents", "aria-label": "Contents"]) {
      HTMLElement("ol") {
        for section in sections {
          HTMLElement("li") {
            HTMLElement("a", ["href": "#\(section.id)"], text: section.title)
            if let count = section.count {
              HTMLElement("span", ["class": "count"], text: String(count))
            }
          }
        }
      }
    }
  }

  private func rendered(_ section: Section) -> HTMLElement {
    HTMLElement("section", ["id": section.id, "aria-labelledby": "\(section.id)-title"]) {
      HTMLElement("h2", ["id": "\(section.id)-title"], text: section.title)
      section.body
    }
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

/// Small pieces that every section uses.
extension HTMLPosturePage {
  func fact(_ name: String, @HTMLBuilder value: () -> [HTMLNode]) -> [HTMLNode] {
    let body = value()
    return [
      .element(
        HTMLElement("div") {
          HTMLElement("dt", text: name)
          HTMLElement("dd") { body }
        })
    ]
  }

  func moment(_ instant: Instant) -> HTMLElement {
    HTMLElement("time", ["datetime": instant.description], text: Wording.moment(instant))
  }

  func shortMoment(_ instant: Instant) -> HTMLElement {
    HTMLElement("time", ["datetime": instant.description], text: Wording.shortMoment(instant))
  }

  func day(_ date: CalendarDate) -> HTMLElement {
    HTMLElement("time", ["datetime": date.description], text: date.description)
  }

  func list(_ lines: [String]) -> HTMLElement {
    HTMLElement("ul", ["class": "plain"]) { for line in lines { HTMLElement("li", text: line) } }
  }

  /// An address as a link; as text when it is not plain https.
  func link(_ address: String) -> HTMLElement {
    guard address.lowercased().hasPrefix("https://") else {
      return HTMLElement("span", text: address)
    }
    return HTMLElement("a", ["href": address, "rel": "noopener noreferrer"], text: address)
  }
}
