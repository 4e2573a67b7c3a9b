import Model

/// The whole assessment for other programs; `AssessmentSchema` describes it.
package struct JSONReport: TextualReport {
  package static let format = "json"
  /// Raised when a reader of the last version could be misled.
  package static let schemaName = "avouch-assessment/1"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let published = PublishedAssessment(assessment, for: options.audience)
    return Self.value(of: published).serialized()
  }

  static func value(of published: PublishedAssessment) -> JSONValue {
    let assessment = published.assessment
    return .object([
      "schema": .string(schemaName),
      "tool": .object(["name": .string("avouch"), "version": .string(assessment.toolVersion)]),
      "assessedAt": .string(assessment.assessedAt.description),
      "audience": .string(published.audience.rawValue),
      "withheldControls": .integer(published.withheldControls),
      "posture": .string(assessment.posturePath),
      "organization": AssessmentJSON.organization(assessment.organization),
      "targets": .array(assessment.targets.map(AssessmentJSON.target)),
      "frameworks": .array(assessment.frameworks.map(AssessmentJSON.framework)),
      "counts": AssessmentJSON.counts(assessment),
      "gate": AssessmentJSON.gate(assessment.gate),
      "ledger": assessment.ledger.map(AssessmentJSON.ledger) ?? .null,
      "gatePolicy": assessment.gatePolicy.map(AssessmentJSON.policy) ?? .null,
      "subprocessors": assessment.subprocessors.map(AssessmentJSON.subprocessors) ?? .null,
      "controls": .array(assessment.controls.map(AssessmentJSON.control)),
      "postureFindings": .array(assessment.postureFindings.map(AssessmentJSON.finding)),
      "waivers": .array(assessment.waivers.map(AssessmentJSON.waiverUse)),
    ])
  }
}
