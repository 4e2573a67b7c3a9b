import Model

/// The Security Posture Document for programs; `PostureSchema` describes it.
package struct JSONPostureDocument: TextualReport {
  package static let format = "json"
  /// Raised when a reader of the last version could be misled.
  package static let schemaName = "avouch-posture/1"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let content = PostureContent(PublishedAssessment(assessment, for: options.audience))
    return value(of: content).serialized()
  }

  private func value(of content: PostureContent) -> JSONValue {
    let assessment = content.assessment
    return .object([
      "schema": .string(Self.schemaName),
      "id": .string(content.identifier),
      "tool": .object(["name": .string("avouch"), "version": .string(assessment.toolVersion)]),
      "measuredAt": .string(assessment.assessedAt.description),
      "asOf": .string(content.asOf.description),
      "audience": .string(content.audience.rawValue),
      "withheldControls": .integer(content.published.withheldControls),
      "organization": AssessmentJSON.organization(assessment.organization),
      "lookedAt": .strings(content.scope),
      "gate": AssessmentJSON.gate(assessment.gate),
      "counts": AssessmentJSON.counts(assessment),
      "firstProofEnds": .optional(content.firstProofEnds?.description),
      "limitations": .array(content.limitations.map(entry)),
      "topics": .array(
        content.topics.map {
          .object(["title": .string($0.title), "statements": .array($0.entries.map(entry))])
        }),
      "commitments": .array(content.commitments.map(entry)),
      "subprocessors": assessment.subprocessors.map(AssessmentJSON.subprocessors) ?? .null,
      "roadmap": .array(content.roadmap.map(entry)),
      "customerDuties": .array(content.customerDuties.map(entry)),
      "postureFindings": .array(assessment.postureFindings.map(AssessmentJSON.finding)),
      "frameworks": .array(assessment.frameworks.map(AssessmentJSON.framework)),
      "calendar": .array(ValidityCalendar.events(of: assessment).map(event)),
      "verification": .array(
        Verification.steps.map {
          .object(["text": .string($0.text), "command": .optional($0.command)])
        }),
      "caution": .string(Verification.caution),
    ])
  }

  private func entry(_ entry: PostureEntry) -> JSONValue {
    .object([
      "statement": .string(entry.statement),
      "state": .string(entry.verdict.rawValue),
      "since": .optional(entry.item.since?.description),
      "measuredFrom": .optional((entry.measuredSince ?? entry.measuredAt?.date)?.description),
      "measuredAt": .optional(entry.measuredAt?.description),
      "validUntil": .optional(entry.validUntil?.description),
      "withdrawn": .boolean(entry.isWithdrawn),
      "exceptions": .array(
        entry.exceptions.map {
          .object([
            "until": .string($0.until.description), "owner": .string($0.owner),
            "reason": .string($0.reason), "findings": .integer($0.findings),
          ])
        }),
      "control": AssessmentJSON.control(entry.item),
    ])
  }

  private func event(_ event: ValidityCalendar.Event) -> JSONValue {
    .object([
      "date": .string(event.date.description),
      "kind": .string(event.kind.rawValue),
      "text": .string(event.text),
      "controls": .strings(event.controls.map(\.id)),
      "past": .boolean(event.isPast),
      "soon": .boolean(event.isSoon),
      "subject": .optional(event.expiry?.subject),
    ])
  }
}
