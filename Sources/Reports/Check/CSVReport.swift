import Model

/// One row for each finding, for each check without one, and for each control without checks.
package struct CSVReport: TextualReport {
  package static let format = "csv"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let assessment = PublishedAssessment(assessment, for: options.audience).assessment
    let rows =
      assessment.controls.flatMap(rows)
      + assessment.postureFindings.map { [String](repeating: "", count: 8) + cells(of: $0) }
    return ([Self.columns] + rows).map(CSVText.row).joined()
  }

  private static let columns = [
    "control", "title", "kind", "topic", "verdict", "check", "check_verdict", "summary",
    "severity", "rule", "message", "fix", "path", "line", "column", "url", "commit", "waived_by",
    "waived_until", "waiver_reason",
  ]

  private func rows(for item: ControlAssessment) -> [[String]] {
    let start = [
      item.control.id, item.control.title, item.control.kind.rawValue, item.control.topic,
      item.verdict.rawValue,
    ]
    let checks = item.checks.flatMap { check -> [[String]] in
      let prefix = start + [check.name, check.result.verdict.word, check.result.summary]
      guard !check.result.findings.isEmpty else {
        return [prefix + noFinding(severity: item.control.severity)]
      }
      return check.result.findings.map { prefix + cells(of: $0) }
    }
    let wording = item.wording.map { start + ["wording", "fail", ""] + cells(of: $0) }
    guard checks.isEmpty, wording.isEmpty else { return checks + wording }
    let reason = item.reasons.first ?? ""
    return [start + ["", "", reason] + noFinding(severity: item.control.severity)]
  }

  private func noFinding(severity: Severity) -> [String] {
    [severity.rawValue] + [String](repeating: "", count: Self.columns.count - 9)
  }

  private func cells(of finding: Finding) -> [String] {
    let location = finding.location
    return [
      finding.severity.rawValue, finding.rule, finding.message, finding.fix ?? "",
      location.path ?? "", location.span.map { String($0.line) } ?? "",
      location.span.map { String($0.column) } ?? "", location.url ?? "", location.commit ?? "",
      finding.waiver?.owner ?? "", finding.waiver?.until.description ?? "",
      finding.waiver?.reason ?? "",
    ]
  }
}
