import Model

/// GitLab's report of detected secrets (secure report format 15.2): what its merge requests and
/// vulnerability pages show of a scan for secrets.
///
/// GitLab keeps no text of a secret from it: there is none in a finding.
package struct GitLabSecretReport: TextualReport {
  package static let format = "gitlab-secrets"

  private static let version = "15.2.1"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let assessment = PublishedAssessment(assessment, for: options.audience).assessment
    let findings = assessment.findings.filter { $0.check == "secrets" && $0.waiver == nil }
    return JSONValue.object([
      "version": .string(Self.version),
      "scan": scan(assessment),
      "vulnerabilities": .array(findings.map(vulnerability)),
    ]).serialized()
  }

  private func scan(_ assessment: Assessment) -> JSONValue {
    let tool = JSONValue.object([
      "id": .string("avouch"), "name": .string("Avouch"),
      "version": .string(assessment.toolVersion),
      "vendor": .object(["name": .string("Avouch")]),
    ])
    // Without a time zone, as the format has it.
    let time = JSONValue.string(String(assessment.assessedAt.description.prefix { $0 != "Z" }))
    let checks = assessment.controls.flatMap(\.checks).filter { $0.name == "secrets" }
    let isMeasured = !checks.isEmpty && !checks.contains { $0.result.verdict.isUnmeasured }
    return .object([
      "analyzer": tool, "scanner": tool, "type": .string("secret_detection"),
      "start_time": time, "end_time": time,
      "status": .string(isMeasured ? "success" : "failure"),
      "messages": .array(
        checks.compactMap { $0.result.verdict.reason }.map {
          .object(["level": .string("warn"), "value": .string($0)])
        }),
    ])
  }

  private func vulnerability(_ finding: Finding) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(finding.fingerprint.isEmpty ? finding.identity : finding.fingerprint),
      "name": .string(finding.rule),
      "description": .string(finding.message),
      "severity": .string(word(for: finding.severity)),
      "identifiers": .array([
        .object([
          "type": .string("avouch_rule"), "name": .string("Avouch rule \(finding.rule)"),
          "value": .string(finding.rule),
        ])
      ]),
      "location": location(finding.location),
    ]
    if let fix = finding.fix { members["solution"] = .string(fix) }
    return .object(members)
  }

  private func location(_ location: Location) -> JSONValue {
    var members: [String: JSONValue] = [
      "file": .string(location.path ?? ""),
      "commit": .object(["sha": .string(location.commit ?? String(repeating: "0", count: 40))]),
    ]
    if let span = location.span {
      members["start_line"] = .integer(span.line)
      members["end_line"] = .integer(max(span.line, span.endLine))
    }
    return .object(members)
  }

  private func word(for severity: Severity) -> String {
    switch severity {
    case .info: "Info"
    case .low: "Low"
    case .medium: "Medium"
    case .high: "High"
    case .critical: "Critical"
    }
  }
}
