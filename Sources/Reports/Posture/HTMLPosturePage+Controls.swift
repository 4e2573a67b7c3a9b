import Model

/// Controls with their evidence.
extension HTMLPosturePage {
  var limitations: HTMLSection {
    HTMLSection("limits", "What is not covered", count: content.limitations.count) {
      if !content.limitations.isEmpty {
        HTMLElement("p", ["class": "intro"]) {
          "Stated first, so that nothing below is read as more than it says."
        }
        HTMLElement("ul", ["class": "limits"]) {
          for entry in content.limitations {
            HTMLElement("li", ["id": anchor(entry)]) {
              HTMLElement("h3", text: entry.title)
              statement(of: entry)
              if entry.verdict != .stated { StateMark.badge(entry.verdict) }
              details(of: entry)
            }
          }
        }
      }
    }
  }

  var topics: [HTMLSection] {
    content.topics.enumerated().map { index, topic in
      HTMLSection("topic-\(index + 1)", topic.title, count: topic.entries.count) {
        for entry in topic.entries { control(entry) }
      }
    }
  }

  var commitments: HTMLSection {
    HTMLSection("commitments", "Commitments", count: content.commitments.count) {
      if !content.commitments.isEmpty {
        HTMLElement("p", ["class": "intro"]) {
          "Promises with a clock. Their evidence is the record of how they were kept so far."
        }
        for entry in content.commitments { control(entry) }
      }
    }
  }

  private func control(_ entry: PostureEntry) -> HTMLElement {
    HTMLElement("article", ["class": "control", "id": anchor(entry)]) {
      HTMLElement("div", ["class": "margin"]) {
        StateMark.badge(entry.verdict)
        HTMLElement("p", ["class": "id"], text: entry.id)
        measured(entry)
      }
      HTMLElement("div", ["class": "body"]) {
        HTMLElement("h3", text: entry.title)
        statement(of: entry)
        for reason in entry.reasons { HTMLElement("p", text: reason) }
        details(of: entry)
      }
    }
  }

  /// The published sentence; struck out where its proof has ended.
  @HTMLBuilder
  func statement(of entry: PostureEntry) -> [HTMLNode] {
    if let withdrawn = entry.withdrawnSentence {
      HTMLElement("p", ["class": "withdrawn"]) {
        HTMLNode.bold("Withdrawn.")
        " \(withdrawn)"
      }
      HTMLElement("p", ["class": "statement"]) { HTMLElement("del", text: entry.statement) }
    } else {
      HTMLElement("p", ["class": "statement"], text: entry.statement)
    }
  }

  @HTMLBuilder
  private func measured(_ entry: PostureEntry) -> [HTMLNode] {
    HTMLElement("p", ["class": "when"]) {
      entry.sinceWords
      if let since = entry.item.since {
        " "
        day(since.date)
      }
    }
    if let latest = entry.measuredAt {
      HTMLElement("p", ["class": "when"]) {
        "Measured "
        if let first = entry.measuredSince {
          day(first)
          " to "
        }
        shortMoment(latest)
      }
    }
    if let ends = entry.validUntil {
      HTMLElement("p", ["class": "when"]) {
        "\(entry.validityWord) "
        day(ends)
      }
    }
    if let owner = entry.item.control.owner {
      HTMLElement("p", ["class": "when"], text: "Owner \(owner)")
    }
  }

  /// Checks with what they rest on, exceptions and findings.
  @HTMLBuilder
  func details(of entry: PostureEntry) -> [HTMLNode] {
    if !entry.item.checks.isEmpty {
      HTMLElement("ul", ["class": "checks"]) {
        for check in entry.item.checks { rendered(check, in: entry) }
      }
    }
    for exception in entry.exceptions { rendered(exception) }
    if !entry.shownFindings.isEmpty {
      HTMLElement("ul", ["class": "findings"]) {
        for finding in entry.shownFindings { rendered(finding) }
      }
    }
    if let note = entry.wordingNote { HTMLElement("p", ["class": "note"], text: note) }
  }

  private func rendered(_ check: CheckAssessment, in entry: PostureEntry) -> HTMLElement {
    HTMLElement("li", ["class": "check-\(check.result.verdict.word)"]) {
      HTMLElement("p") {
        HTMLElement("span", ["class": "name"], text: check.name)
        HTMLElement("span", ["class": "verdict"], text: check.result.verdict.word)
        HTMLElement("span", ["class": "said"], text: check.sentence)
      }
      times(of: check, in: entry)
      if !check.result.evidence.isEmpty {
        HTMLElement("ul", ["class": "evidence"]) {
          for evidence in check.result.evidence {
            HTMLElement("li") {
              if !evidence.observed.isEmpty { HTMLElement("code", text: evidence.observed) }
              HTMLElement("span", ["class": "provenance"], text: evidence.provenance)
            }
          }
        }
      }
    }
  }

  private func rendered(_ exception: PostureEntry.Exception) -> HTMLElement {
    HTMLElement("p", ["class": "exception"]) {
      HTMLNode.bold("Exception")
      " for \(Wording.counted(exception.findings, "finding")), accepted"
      if !exception.owner.isEmpty { " by \(exception.owner)" }
      " until "
      day(exception.until)
      exception.reason.isEmpty ? "." : ": \(exception.reason)"
    }
  }

  func rendered(_ finding: Finding) -> HTMLElement {
    HTMLElement("li") {
      HTMLElement("p") {
        HTMLElement("span", ["class": "severity"], text: finding.severity.rawValue)
        finding.message
      }
      if !finding.location.description.isEmpty {
        HTMLElement("p", ["class": "provenance"], text: finding.location.description)
      }
      if let fix = finding.fix { HTMLElement("p", ["class": "fix"], text: "What to do: \(fix)") }
    }
  }

  /// A link to a control, wherever the document shows it.
  func reference(_ item: ControlAssessment) -> HTMLElement {
    HTMLElement(
      "a", ["href": "#\(anchor(content.entry(for: item)))"],
      text: item.control.title)
  }

  /// An identifier that holds whatever a control is called.
  func anchor(_ entry: PostureEntry) -> String {
    let allowed = entry.id.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
    }
    guard allowed, !entry.id.isEmpty else {
      let index = content.entries.firstIndex { $0.id == entry.id } ?? 0
      return "control-number-\(index + 1)"
    }
    return "control-\(entry.id)"
  }
}
