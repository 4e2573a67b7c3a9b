import Model

/// GitLab's code quality report: findings, and checks that were not measured.
package struct GitLabReport: TextualReport {
  package static let format = "gitlab"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let assessment = PublishedAssessment(assessment, for: options.audience).assessment
    let places = SARIFPlaces(assessment)
    let open = assessment.findings.filter { $0.waiver == nil }
    return JSONValue.array(
      open.map { issue($0, places: places) }
        + assessment.controls.flatMap { unmeasured($0, places: places) }
    ).serialized()
  }

  private func issue(_ finding: Finding, places: SARIFPlaces) -> JSONValue {
    let url = finding.location.path == nil ? finding.location.url.map { " (\($0))" } ?? "" : ""
    return issue(
      description: finding.message + url, check: "\(finding.check)/\(finding.rule)",
      fingerprint: finding.fingerprint.isEmpty
        ? "\(finding.check)/\(finding.rule)/\(finding.location.description)/\(finding.identity)"
        : finding.fingerprint,
      severity: word(for: finding.severity),
      at: places.file(of: finding.location, controls: finding.controls))
  }

  private func unmeasured(_ item: ControlAssessment, places: SARIFPlaces) -> [JSONValue] {
    item.checks.enumerated().filter { $0.element.result.verdict.isUnmeasured }.map { index, check in
      issue(
        description: "\(item.control.id) was not measured: "
          + (check.result.verdict.reason ?? ""),
        check: "\(check.name)/unmeasured",
        fingerprint: "unmeasured/\(item.control.id)/\(index)/\(check.name)",
        severity: word(for: item.control.severity),
        at: places.file(of: check.location, controls: [item.control.id]))
    }
  }

  private func issue(
    description: String, check: String, fingerprint: String, severity: String, at place: Location
  ) -> JSONValue {
    .object([
      "description": .string(description),
      "check_name": .string(check),
      "fingerprint": .string(fingerprint),
      "severity": .string(severity),
      "location": .object([
        "path": .string(place.path ?? ""),
        "lines": .object(["begin": .integer(max(1, place.span?.line ?? 1))]),
      ]),
    ])
  }

  private func word(for severity: Severity) -> String {
    switch severity {
    case .info: "info"
    case .low: "minor"
    case .medium: "major"
    case .high: "critical"
    case .critical: "blocker"
    }
  }
}
