import Model

/// The assessment as OSCAL assessment results.
package struct OSCALAssessmentResults: TextualReport {
  package static let format = "oscal-assessment-results"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let document = OSCALDocument(assessment, for: options.audience)
    let plan = document.identifier("no-plan")
    return document.serialized(
      "assessment-results", title: "Security assessment results",
      [
        "import-ap": .object(["href": .string("#" + plan)]),
        "results": .array([result(of: document)]),
        "back-matter": .object(["resources": .array([missingPlan(plan)])]),
      ])
  }

  /// OSCAL requires a plan to point to.
  private func missingPlan(_ identifier: String) -> JSONValue {
    .object([
      "uuid": .string(identifier),
      "title": .string("No separate assessment plan"),
      "description": .string(
        "There is no assessment plan as a document of its own: the statements name their checks, "
          + "and every check of every statement was run."),
    ])
  }

  private func result(of document: OSCALDocument) -> JSONValue {
    let content = document.content
    let assessment = document.assessment
    let observations = OSCALObservations(document: document)
    let risks = content.entries.map { OSCALRisks(document: document).failures(of: $0) }
    let findings = zip(content.entries, risks).map {
      OSCALFindings(document: document).value(of: $0, risks: $1)
    }
    let moments = assessment.controls.flatMap(\.checks).flatMap(\.result.evidence).map(\.observedAt)
    return OSCALText.object([
      "uuid": .string(document.identifier("result", assessment.assessedAt.description)),
      "title": .string(OSCALText.line("Assessment of \(document.product)")),
      "description": OSCALText.paragraphs([
        "What was measured behind each published statement.",
        content.scope.map { "- " + OSCALText.line($0) }.joined(separator: "\n"),
      ]),
      "start": OSCALText.moment(min(moments.min() ?? assessment.assessedAt, assessment.assessedAt)),
      "end": OSCALText.moment(max(moments.max() ?? assessment.assessedAt, assessment.assessedAt)),
      "props": .array(
        OSCALText.properties([
          "gate": assessment.gate.outcome.rawValue,
          "withheld-controls": String(content.published.withheldControls),
          "environment": document.organization.environment,
        ])),
      "local-definitions": .object(["assessment-assets": document.assets]),
      "reviewed-controls": OSCALReviewedControls(document: document).value,
      "observations": .array(
        content.entries.flatMap(observations.all) + observations.ofPosture),
      "risks": .array(risks.joined().map(OSCALRisks(document: document).value)),
      "findings": .array(findings),
      "remarks": OSCALText.paragraphs(
        [OSCALText.line(GateSentence.brief(assessment))]
          + assessment.gate.adjustments.map { OSCALText.line($0) }),
    ])
  }
}
