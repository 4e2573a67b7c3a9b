import Model

/// The one run of a SARIF log (section 3.14).
struct SARIFRun {
  private let assessment: Assessment
  private let findings: [Finding]
  private let rules: [SARIFRule]
  private let places: SARIFPlaces

  init(_ assessment: Assessment) {
    self.assessment = assessment
    findings = assessment.findings
    rules = SARIFRule.rules(of: findings)
    places = SARIFPlaces(assessment)
  }

  var value: JSONValue {
    let indexes = Dictionary(
      rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
    let results = findings.map { result($0, ruleIndex: indexes[SARIFRule.id(of: $0)] ?? -1) }
    return .object([
      "tool": .object(["driver": driver]),
      "columnKind": .string("unicodeCodePoints"),
      "originalUriBaseIds": .object([
        SARIFPlaces.root: .object([
          "description": .object(["text": .string("The folder of the posture file.")])
        ])
      ]),
      "invocations": .array([invocation]),
      "results": .array(results),
    ])
  }

  private var driver: JSONValue {
    .object([
      "name": .string("Avouch"),
      "version": .string(assessment.toolVersion),
      "rules": .array(rules.map(\.value)),
      "notifications": .array([
        .object([
          "id": .string("unmeasured"),
          "shortDescription": .object(["text": .string("A check could not be measured.")]),
        ])
      ]),
    ])
  }

  /// Section 3.20: a run in which something that gates could not be measured did not succeed.
  private var invocation: JSONValue {
    let notifications = assessment.controls.flatMap { item in
      item.checks.filter(\.result.verdict.isUnmeasured).map { notification(for: $0, of: item) }
    }
    return .object([
      "executionSuccessful": .boolean(assessment.gate.outcome != .unmeasured),
      "exitCode": .integer(Int(assessment.gate.exitCode)),
      "endTimeUtc": .string(assessment.assessedAt.description),
      "toolExecutionNotifications": .array(notifications),
    ])
  }

  private func notification(for check: CheckAssessment, of item: ControlAssessment) -> JSONValue {
    let decides = assessment.gate.deciding.contains(item.control.id)
    let reason = check.result.verdict.reason ?? ""
    return .object([
      "descriptor": .object(["id": .string("unmeasured"), "index": .integer(0)]),
      "level": .string(decides ? "error" : "warning"),
      "message": .object([
        "text": .string(
          SARIFText.withoutLinks(
            "\(item.control.id): the check \(check.name) was not measured: \(reason)"))
      ]),
      "locations": .array([places.location(of: check.location, controls: [item.control.id])]),
      "properties": .object([
        "check": .string(check.name), "controls": .strings([item.control.id]),
      ]),
    ])
  }

  private func result(_ finding: Finding, ruleIndex: Int) -> JSONValue {
    var members: [String: JSONValue] = [
      "ruleId": .string(SARIFRule.id(of: finding)),
      "ruleIndex": .integer(ruleIndex),
      "level": .string(finding.severity.sarifLevel),
      "message": .object(["text": .string(message(of: finding))]),
      "locations": .array([places.location(of: finding.location, controls: finding.controls)]),
      "properties": properties(of: finding),
    ]
    if !finding.fingerprint.isEmpty {
      members["partialFingerprints"] = .object(["avouch/v1": .string(finding.fingerprint)])
    }
    // Section 3.27.23: an absent list says that suppressions were not looked for.
    members["suppressions"] = .array(finding.waiver.map { [suppression($0)] } ?? [])
    return .object(members)
  }

  private func message(of finding: Finding) -> String {
    let place = finding.location.path == nil ? finding.location.url.map { " (\($0))" } ?? "" : ""
    return SARIFText.withoutLinks(
      finding.message + place + (finding.fix.map { "\n\nWhat to do: \($0)" } ?? ""))
  }

  private func properties(of finding: Finding) -> JSONValue {
    var members: [String: JSONValue] = [
      "controls": .strings(finding.controls), "severity": .string(finding.severity.rawValue),
    ]
    members["url"] = finding.location.url.map { .string($0) }
    members["commit"] = finding.location.commit.map { .string($0) }
    members["blob"] = finding.location.blob.map { .string($0) }
    return .object(members)
  }

  /// Section 3.35.
  private func suppression(_ waiver: Waiver) -> JSONValue {
    .object([
      "kind": .string("external"),
      "status": .string("accepted"),
      "justification": .string(
        "\(waiver.owner): \(waiver.reason) (until \(waiver.until.description))"),
    ])
  }
}
