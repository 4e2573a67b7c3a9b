import Model

/// The sections that are not controls.
extension HTMLPosturePage {
  var roadmap: HTMLSection {
    let entries = content.roadmap
    return HTMLSection("roadmap", "Roadmap", count: entries.count) {
      if !entries.isEmpty {
        table(["Due and state", "What"], of: "Roadmap") {
          for entry in entries {
            HTMLElement("tr", ["id": anchor(entry)]) {
              HTMLElement("th", ["scope": "row", "class": "when"]) {
                if let due = entry.item.control.due { day(due) } else { "no date" }
                HTMLElement("div") { StateMark.badge(entry.verdict) }
                if let late = entry.overdueText {
                  HTMLElement("div", ["class": "late"], text: late)
                }
              }
              HTMLElement("td") {
                HTMLNode.bold(entry.title)
                if entry.statement != entry.title { statement(of: entry) }
                details(of: entry)
              }
            }
          }
        }
      }
    }
  }

  var customerDuties: HTMLSection {
    let entries = content.customerDuties
    return HTMLSection("customer", "What customers must do", count: entries.count) {
      if !entries.isEmpty {
        HTMLElement("p", ["class": "intro"]) {
          "The controls above assume that the customer does the following."
        }
        HTMLElement("ol", ["class": "duties"]) {
          for entry in entries {
            HTMLElement("li", ["id": anchor(entry)]) {
              HTMLNode.bold(entry.title)
              if entry.statement != entry.title { HTMLElement("p", text: entry.statement) }
              if entry.verdict.needsDetail { StateMark.badge(entry.verdict) }
              details(of: entry)
            }
          }
        }
      }
    }
  }

  var exceptions: HTMLSection {
    let rows = content.entries.flatMap { entry in entry.exceptions.map { (entry, $0) } }
      .sorted { ($0.1.until, $0.0.id) < ($1.1.until, $1.0.id) }
    return HTMLSection("exceptions", "Exceptions", count: rows.count) {
      if !rows.isEmpty {
        HTMLElement("p", ["class": "intro"]) {
          "Known failures that were accepted for a limited time. "
          "They count as waived, not as verified."
        }
        table(["Until", "Control", "What was accepted"], of: "Exceptions") {
          for (entry, exception) in rows {
            HTMLElement("tr") {
              HTMLElement("th", ["scope": "row", "class": "when"]) { day(exception.until) }
              HTMLElement("td") { reference(entry.item) }
              HTMLElement("td", text: exception.sentence)
            }
          }
        }
      }
    }
  }

  /// Waivers that have expired or cover nothing; only readers inside the organization have them.
  var postureFindings: HTMLSection {
    let findings = content.assessment.postureFindings
    return HTMLSection("posture", "The posture itself", count: findings.count) {
      if !findings.isEmpty {
        HTMLElement("ul", ["class": "findings"]) { for finding in findings { rendered(finding) } }
      }
    }
  }

  var calendar: HTMLSection {
    let events = ValidityCalendar.events(of: content.assessment)
    return HTMLSection("calendar", "Calendar of validity", count: events.count) {
      if !events.isEmpty {
        HTMLElement("p", ["class": "intro"]) {
          "After each of these days a statement above is no longer supported as it stands."
        }
        table(["Day", "What ends or falls due"], of: "Calendar") {
          for event in events {
            HTMLElement("tr") {
              HTMLElement("th", ["scope": "row", "class": "when"]) { day(event.date) }
              HTMLElement("td") {
                event.text
                if event.isPast { HTMLElement("span", ["class": "past"], text: "past") }
                if let notice = event.notice {
                  HTMLElement("span", ["class": "past"], text: notice)
                }
                if !event.titles.isEmpty {
                  HTMLElement("span", ["class": "gloss block"]) {
                    event.titles.joined(separator: "; ")
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  var verification: HTMLSection {
    HTMLSection("verify", "How to verify this document") {
      HTMLElement("ol", ["class": "steps"]) {
        for step in Verification.steps {
          HTMLElement("li") {
            step.text
            if let command = step.command {
              HTMLElement("code", ["class": "command"], text: command)
            }
          }
        }
      }
    }
  }
}
