import Model

/// Annotations for GitHub's runner, one line each, and a summary for the run's page.
package struct GitHubReport: TextualReport {
  package static let format = "github"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let assessment = PublishedAssessment(assessment, for: options.audience).assessment
    let places = SARIFPlaces(assessment)
    let commands =
      assessment.findings.map { command(for: $0, places: places) }
      + assessment.controls.flatMap { unmeasured($0, places: places) }
      + [decision(assessment)]
    return commands.map { $0.line + "\n" }.joined()
  }

  /// Markdown for the file that `GITHUB_STEP_SUMMARY` names, held below the limit of 1 MiB.
  package func stepSummary(
    _ assessment: Assessment, options: ReportOptions = ReportOptions()
  ) -> String {
    let text = MarkdownReport().render(assessment, options: options)
    guard text.utf8.count > Self.summaryLimit else { return text }
    let kept = String(decoding: text.utf8.prefix(Self.summaryLimit), as: UTF8.self)
    let whole = kept.lastIndex(of: "\n").map { kept[...$0] } ?? ""
    return whole + "\nThe rest does not fit here; see the other outputs of this run.\n"
  }

  private static let summaryLimit = 1_000_000

  private func command(for finding: Finding, places: SARIFPlaces) -> WorkflowCommand {
    let file = places.file(of: finding.location, controls: finding.controls)
    let name: String =
      switch finding.severity {
      case _ where finding.waiver != nil: "notice"
      case .critical, .high: "error"
      case .medium: "warning"
      case .low, .info: "notice"
      }
    let url = finding.location.path == nil ? finding.location.url.map { " (\($0))" } ?? "" : ""
    let waived = finding.waiver.map { "; accepted until \($0.until.description)" } ?? ""
    let fix = finding.waiver == nil ? finding.fix.map { "\nFix: \($0)" } ?? "" : ""
    return WorkflowCommand(
      name: name, properties: properties(file, title: "\(finding.check)/\(finding.rule)"),
      message: finding.message + url + waived + fix)
  }

  private func unmeasured(_ item: ControlAssessment, places: SARIFPlaces) -> [WorkflowCommand] {
    item.checks.filter(\.result.verdict.isUnmeasured).map { check in
      let file = places.file(of: check.location, controls: [item.control.id])
      return WorkflowCommand(
        name: "warning", properties: properties(file, title: "\(item.control.id) not measured"),
        message: "\(check.name): \(check.result.verdict.reason ?? "")")
    }
  }

  private func decision(_ assessment: Assessment) -> WorkflowCommand {
    let name: String =
      switch assessment.gate.outcome {
      case .holds: "notice"
      case .violated: "error"
      case .unmeasured: "warning"
      }
    let moved = assessment.gate.adjustments.map { "\nThe line was moved: \($0)." }.joined()
    return WorkflowCommand(
      name: name, properties: [("title", "avouch")],
      message: GateSentence.withExitCode(assessment) + moved)
  }

  private func properties(
    _ location: Location, title: String
  ) -> [(name: String, value: String)] {
    let span = location.span
    // The runner refuses columns of a region over several lines.
    let isOneLine = span.map { $0.line == $0.endLine } ?? false
    return [
      ("file", location.path ?? ""),
      ("line", span.map { String($0.line) } ?? ""),
      ("endLine", span.map { String($0.endLine) } ?? ""),
      ("col", isOneLine ? span.map { String($0.column) } ?? "" : ""),
      ("endColumn", isOneLine ? span.map { String($0.endColumn) } ?? "" : ""),
      ("title", title),
    ]
  }
}
