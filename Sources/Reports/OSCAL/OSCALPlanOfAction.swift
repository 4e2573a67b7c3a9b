import Model

/// What is open, as an OSCAL plan of action and milestones: announced work, failures, exceptions and
/// what is not proven.
package struct OSCALPlanOfAction: TextualReport {
  package static let format = "oscal-poam"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let document = OSCALDocument(assessment, for: options.audience)
    let writer = OSCALRisks(document: document)
    let planned = document.content.entries.map { entry in
      (
        entry: entry,
        risks: writer.failures(of: entry) + writer.gaps(of: entry) + writer.roadmap(of: entry)
      )
    }.filter { !$0.risks.isEmpty }
    let risks = planned.flatMap(\.risks)
    return document.serialized(
      "plan-of-action-and-milestones", title: "Plan of action and milestones",
      [
        "system-id": .object([
          "identifier-type": .string("http://ietf.org/rfc/rfc4122"),
          "id": .string(document.identifier("component")),
        ]),
        "local-definitions": .object(["assessment-assets": document.assets]),
        "observations": .array(
          planned.flatMap { OSCALObservations(document: document).all(of: $0.entry) }),
        "risks": .array(risks.map(writer.value)),
        "poam-items": .array(
          risks.isEmpty ? [nothing(in: document)] : risks.map { item(for: $0, in: document) }),
      ])
  }

  private func item(for risk: OSCALRisks.Risk, in document: OSCALDocument) -> JSONValue {
    OSCALText.object([
      "uuid": .string(document.identifier("item", risk.item.control.id, risk.role)),
      "title": .string(risk.title),
      "description": OSCALText.paragraphs([
        OSCALText.line(document.content.entry(for: risk.item).statement),
        risk.role == "roadmap" ? nil : risk.description,
      ]),
      "props": .array(OSCALStatement.properties(of: risk.item)),
      "related-risks": OSCALRisks.references(to: [risk]),
    ])
  }

  /// A plan without an item is no valid document, so one item says that there is none.
  private func nothing(in document: OSCALDocument) -> JSONValue {
    .object([
      "uuid": .string(document.identifier("no-item")),
      "title": .string("Nothing is open"),
      "description": .string(
        "No statement shown to this audience is planned, overdue, violated, unproven or under an "
          + "accepted exception."),
    ])
  }
}
