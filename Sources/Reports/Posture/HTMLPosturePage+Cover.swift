import Model

/// The first page: what it is about, when it was measured, what state it is in, what it leaves out.
extension HTMLPosturePage {
  var cover: HTMLElement {
    HTMLElement("header", ["class": "cover"]) {
      HTMLElement("p", ["class": "eyebrow"], text: "Security posture document")
      HTMLElement("h1", text: content.organization.name)
      HTMLElement("dl", ["class": "facts"]) { facts }
      gate
      if !content.counts.isEmpty {
        HTMLElement("div", ["class": "glance"]) {
          StateDrawing(content.counts, id: "glance", title: "Controls by state").drawing
          HTMLElement("ul", ["class": "tallies"]) {
            for (verdict, count) in content.counts {
              HTMLElement("li") {
                HTMLElement("strong", text: String(count))
                StateMark.badge(verdict)
              }
            }
          }
        }
      }
      HTMLElement("div", ["class": "brief"]) { notCovered }
      if !content.scope.isEmpty {
        HTMLElement("div", ["class": "brief"]) {
          HTMLElement("p", ["class": "label"], text: "Looked at")
          HTMLElement("ul") { for line in content.scope { HTMLElement("li", text: line) } }
        }
      }
    }
  }

  @HTMLBuilder
  private var facts: [HTMLNode] {
    fact("Product") { content.organization.product ?? "not stated" }
    fact("Environment") { content.organization.environment ?? "not stated" }
    fact("Measured") { moment(content.assessment.assessedAt) }
    fact("Measured by") { "avouch \(content.assessment.toolVersion)" }
    if let ends = content.firstProofEnds {
      fact("First proof ends") {
        HTMLElement("time", ["datetime": ends.description], text: Wording.day(ends))
      }
    }
    fact("Audience") { content.audience.label }
    if let website = content.organization.website { fact("Website") { link(website) } }
    if let contact = content.organization.securityContact {
      fact("Security contact") { contact }
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
        for note in notes { HTMLElement("p", ["class": "note"], text: note) }
      }
    }
  }

  private var notes: [String] {
    [content.recordSentence, content.withdrawnSentence].compactMap { $0 }
      + content.assessment.gate.adjustments.map { "The line was moved: \($0)." }
      + [content.withheldSentence].compactMap { $0 }
  }

  /// The limits by name, so that nobody has to turn the page to see that there are any.
  @HTMLBuilder
  private var notCovered: [HTMLNode] {
    HTMLElement("p", ["class": "label"], text: "Not covered")
    if content.limitations.isEmpty {
      HTMLElement("p", text: "No limitation is declared for this audience.")
    } else {
      HTMLElement("ul") {
        for entry in content.limitations { HTMLElement("li") { reference(entry.item) } }
      }
    }
  }

  private var deciding: [ControlAssessment] {
    let names = Set(content.assessment.gate.deciding)
    return content.assessment.controls.filter { names.contains($0.control.id) }
  }
}
