import Model

/// Lays a posture document out as Markdown.
struct MarkdownPosturePage {
  let content: PostureContent

  init(_ content: PostureContent) { self.content = content }

  var text: String {
    let sections =
      [cover, counts, limitations] + controls + [
        section("Commitments", intro: nil, content.commitments), roadmap, customerDuties,
        exceptions, postureFindings, coverage, calendar, verification,
      ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var cover: String {
    let organization = content.organization
    let scope = Wording.scope(of: organization)
    let facts: [(String, String?)] = [
      ("Measured", Wording.moment(content.assessment.assessedAt)),
      ("By", "avouch \(content.assessment.toolVersion)"),
      ("Audience", content.audience.label),
      ("Website", organization.website),
      ("Security contact", organization.securityContact),
      ("Looked at", content.scope.joined(separator: "; ")),
    ]
    let lines = facts.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : "- \(name): \(escaped($0))" }
    }
    let notes =
      [content.withheldSentence].compactMap { $0 }
      + content.assessment.gate.adjustments.map { "The line was moved: \($0)." }
    return
      (["# Security posture: \(escaped(organization.name))", ""]
      + (scope.isEmpty ? [] : [escaped(scope), ""]) + lines
      + ["", "**\(escaped(GateSentence.of(content.assessment)))**"]
      + notes.flatMap { ["", escaped($0)] }).joined(separator: "\n")
  }

  private var counts: String {
    let rows = content.counts.map { verdict, count in
      "| \(verdict.mark) \(verdict.rawValue) | \(count) | \(verdict.meaning) |"
    }
    guard !rows.isEmpty else { return "There are no controls." }
    return (["## States", "", "| State | Controls | Meaning |", "| --- | ---: | --- |"] + rows)
      .joined(separator: "\n")
  }

  private var limitations: String {
    section(
      "What is not covered",
      intro: "Stated first, so that nothing below is read as more than it says.",
      content.limitations)
  }

  private var controls: [String] {
    content.topics.map { section($0.title, intro: nil, $0.entries) }
  }

  private var roadmap: String {
    let rows = content.roadmap.map { entry in
      let due = entry.item.control.due?.description ?? "no date"
      return "| \(due) | \(state(entry)) | \(escaped(entry.title)) | \(escaped(entry.statement)) |"
    }
    return table("Roadmap", header: ["Due", "State", "What", "Statement"], rows)
  }

  private var customerDuties: String {
    guard !content.customerDuties.isEmpty else { return "" }
    let lines = content.customerDuties.map {
      "- **\(escaped($0.title))** \(escaped($0.statement)) (\(MarkdownText.code($0.id)))"
    }
    return (["## What customers must do", ""] + lines).joined(separator: "\n")
  }

  private var exceptions: String {
    let rows = content.entries.flatMap { entry in
      entry.exceptions.map { exception in
        "| \(exception.until.description) | \(escaped(entry.title)) | "
          + "\(escaped(exception.sentence)) |"
      }
    }
    return table("Exceptions", header: ["Until", "Control", "What was accepted"], rows.sorted())
  }

  /// Waivers that have expired or cover nothing; only readers inside the organization have them.
  private var postureFindings: String {
    let findings = content.assessment.postureFindings
    guard !findings.isEmpty else { return "" }
    let lines = findings.map { finding in
      let place = finding.location.description
      return "- \(finding.severity.rawValue): \(escaped(finding.message))"
        + (place.isEmpty ? "" : " (\(MarkdownText.code(place)))")
    }
    return (["## The posture itself", ""] + lines).joined(separator: "\n")
  }

  private var calendar: String {
    let rows = ValidityCalendar.events(of: content.assessment).map { event in
      "| \(event.date.description)\(event.isPast ? " (past)" : "") | \(escaped(event.text)) |"
    }
    return table("Calendar of validity", header: ["Day", "What ends or falls due"], rows)
  }

  private var verification: String {
    (["## How to verify this document", ""] + Verification.steps.map { "- \($0)" })
      .joined(separator: "\n")
  }

  func escaped(_ text: String) -> String { MarkdownText.escaped(text) }

  func state(_ entry: PostureEntry) -> String { "\(entry.verdict.mark) \(entry.verdict.rawValue)" }

  private func table(_ title: String, header: [String], _ rows: [String]) -> String {
    guard !rows.isEmpty else { return "" }
    let line = "| " + header.joined(separator: " | ") + " |"
    let rule = "| " + header.map { _ in "---" }.joined(separator: " | ") + " |"
    return (["## \(title)", "", line, rule] + rows).joined(separator: "\n")
  }
}
