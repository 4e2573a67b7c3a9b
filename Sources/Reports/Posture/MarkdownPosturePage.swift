import Model

/// Lays a posture document out as Markdown.
struct MarkdownPosturePage {
  let content: PostureContent

  init(_ content: PostureContent) { self.content = content }

  var text: String {
    let sections =
      [cover, counts, limitations] + controls + [
        section("Commitments", intro: nil, content.commitments), subprocessors, roadmap,
        customerDuties,
        exceptions, postureFindings, coverage, calendar, verification,
      ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var cover: String {
    let organization = content.organization
    let facts: [(String, String?)] = [
      ("Product", organization.product ?? "not stated"),
      ("Environment", organization.environment ?? "not stated"),
      ("Measured", Wording.moment(content.assessment.assessedAt)),
      ("By", "avouch \(content.assessment.toolVersion)"),
      ("First proof ends", content.firstProofEnds.map { Wording.day($0) }),
      ("Audience", content.audience.label),
      ("Website", organization.website),
      ("Security contact", organization.securityContact),
      ("Looked at", content.scope.joined(separator: "; ")),
      ("Document", content.identifier), ("Ledger", content.ledgerSentence),
    ]
    let lines = facts.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : "- \(name): \(escaped($0))" }
    }
    let notes =
      [content.recordSentence, content.withdrawnSentence, content.withheldSentence]
      .compactMap { $0 }
      + content.assessment.gate.adjustments.map { "The line was moved: \($0)." }
    return
      (["# Security posture: \(escaped(organization.name))", ""]
      + lines
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

  private var subprocessors: String {
    let sentences = content.subprocessorSentences.map(escaped)
    let list = content.assessment.subprocessors?.entries ?? []
    let rows = list.map { entry in
      let evidence = content.controls(behind: entry).map {
        "\($0.verdict.mark) \($0.verdict.rawValue): \(MarkdownText.code($0.control.id))"
      }
      let cells = [
        escaped(entry.name), escaped(entry.purpose), escaped(entry.data.joined(separator: ", ")),
        escaped(
          ([entry.countries.joined(separator: ", ")] + [entry.transfer].compactMap { $0 })
            .joined(separator: "; ")),
        entry.since?.description ?? "not stated",
        evidence.isEmpty ? "declared, not checked" : evidence.joined(separator: ", "),
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let header = ["Company", "Purpose", "Data", "Country", "Since", "Evidence"]
    let lines = table(header, rows)
    return (["## Subprocessors"] + sentences + (lines.isEmpty ? [] : [lines]))
      .joined(separator: "\n\n")
  }

  private var roadmap: String {
    let rows = content.roadmap.map { entry in
      let due = entry.item.control.due?.description ?? "no date"
      let late = entry.overdueText.map { ", \($0)" } ?? ""
      return "| \(due) | \(state(entry))\(late) | \(escaped(entry.title)) "
        + "| \(escaped(entry.statement)) |"
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
      let titles = event.titles.isEmpty ? "" : ": " + event.titles.joined(separator: "; ")
      let mark = event.isPast ? " (past)" : event.notice.map { " (\($0))" } ?? ""
      return "| \(event.date.description)\(mark) "
        + "| \(escaped(event.text + titles)) |"
    }
    return table("Calendar of validity", header: ["Day", "What ends or falls due"], rows)
  }

  private var verification: String {
    (["## How to verify this document"]
      + Verification.steps.enumerated().map { index, step in
        "\(index + 1). \(escaped(step.text))"
          + (step.command.map { "\n\n   ```\n   \($0)\n   ```" } ?? "")
      } + [Verification.caution]).joined(separator: "\n\n")
  }

  func escaped(_ text: String) -> String { MarkdownText.escaped(text) }

  func state(_ entry: PostureEntry) -> String { "\(entry.verdict.mark) \(entry.verdict.rawValue)" }

  private func table(_ title: String, header: [String], _ rows: [String]) -> String {
    rows.isEmpty ? "" : "## \(title)\n\n" + table(header, rows)
  }

  func table(_ header: [String], _ rows: [String]) -> String {
    guard !rows.isEmpty else { return "" }
    let line = "| " + header.joined(separator: " | ") + " |"
    let rule = "| " + header.map { _ in "---" }.joined(separator: " | ") + " |"
    return ([line, rule] + rows).joined(separator: "\n")
  }
}
