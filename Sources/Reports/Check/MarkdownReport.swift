import Model

/// A short summary of one run for a pull request or a run's page.
package struct MarkdownReport: TextualReport {
  package static let format = "markdown"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let assessment = PublishedAssessment(assessment, for: options.audience).assessment
    let parts =
      [heading(assessment), counts(assessment)] + problems(assessment)
      + [postureFindings(assessment)]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ assessment: Assessment) -> String {
    let scope = Wording.scope(of: assessment.organization)
    let name = MarkdownText.escaped(assessment.organization.name)
    let moved = assessment.gate.adjustments.map {
      "\n\nThe line was moved: \(MarkdownText.escaped($0))."
    }
    return """
      ## Security posture: \(name)\(scope.isEmpty ? "" : " · " + MarkdownText.escaped(scope))

      **\(MarkdownText.escaped(GateSentence.withExitCode(assessment)))**\(moved.joined())

      Measured \(Wording.moment(assessment.assessedAt)) with avouch \
      \(MarkdownText.escaped(assessment.toolVersion)).
      """
  }

  private func counts(_ assessment: Assessment) -> String {
    let rows = ControlVerdict.displayOrder.compactMap { verdict -> String? in
      let count = assessment.count(of: verdict)
      return count == 0 ? nil : "| \(verdict.mark) \(verdict.rawValue) | \(count) |"
    }
    guard !rows.isEmpty else { return "There are no controls." }
    return (["| State | Controls |", "| --- | ---: |"] + rows).joined(separator: "\n")
  }

  /// What must be looked at, worst state first.
  private func problems(_ assessment: Assessment) -> [String] {
    let order: [ControlVerdict] = [.violated, .contradicted, .overdue, .unproven, .waived]
    return order.compactMap { verdict in
      let items = assessment.controls.filter { $0.verdict == verdict }
      guard !items.isEmpty else { return nil }
      let title = verdict.rawValue.prefix(1).uppercased() + verdict.rawValue.dropFirst()
      return (["### \(verdict.mark) \(title)", ""] + items.map(entry)).joined(separator: "\n")
    }
  }

  private func entry(_ item: ControlAssessment) -> String {
    let id = MarkdownText.code(item.control.id)
    let due = item.control.due.map { ", due \($0.description)" } ?? ""
    let details = ProblemList.entries(of: item).map { entry in
      let place = entry.place.isEmpty ? "" : " (\(MarkdownText.code(entry.place)))"
      let fix = entry.fix.map { "; fix: \(MarkdownText.escaped($0))" } ?? ""
      return "\n  - \(MarkdownText.escaped(entry.text))\(place)\(fix)"
    }
    return "- **\(MarkdownText.escaped(item.control.title))** \(id)\(due)" + details.joined()
  }

  private func postureFindings(_ assessment: Assessment) -> String {
    guard !assessment.postureFindings.isEmpty else { return "" }
    let lines = assessment.postureFindings.map { finding in
      let place = finding.location.description
      return "- \(MarkdownText.escaped(finding.message))"
        + (place.isEmpty ? "" : " (\(MarkdownText.code(place)))")
    }
    return (["### The posture itself", ""] + lines).joined(separator: "\n")
  }
}
