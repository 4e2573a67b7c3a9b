import Model

/// The map for other programs; `MapSchema` describes it.
package struct JSONMapReport: TextualMapReport {
  package static let format = "json"
  /// Raised when a reader of the last version could be misled.
  package static let schemaName = "avouch-map/1"

  package init() {}

  package func render(_ map: ControlMap, options: ReportOptions) -> String {
    let assessment = map.assessment
    return JSONValue.object([
      "schema": .string(Self.schemaName),
      "tool": .object(["name": .string("avouch"), "version": .string(assessment.toolVersion)]),
      "assessedAt": .string(assessment.assessedAt.description),
      "audience": .string(map.published.audience.rawValue),
      "withheldControls": .integer(map.published.withheldControls),
      "posture": .string(assessment.posturePath),
      "organization": AssessmentJSON.organization(assessment.organization),
      "onlyGaps": .boolean(map.showsOnlyGaps),
      "frameworks": .array(map.frameworks.map { framework($0, onlyGaps: map.showsOnlyGaps) }),
      "controls": .array(assessment.controls.map(control)),
      "unmappedControls": .strings(map.unmapped.map(\.control.id)),
    ]).serialized()
  }

  private func framework(_ mapped: MappedFramework, onlyGaps: Bool) -> JSONValue {
    let framework = mapped.framework
    return .object([
      "id": .string(framework.id),
      "name": .string(framework.name),
      "version": .string(framework.version),
      "law": .boolean(framework.isLaw),
      "groups": .array(
        framework.groups.map { .object(["id": .string($0.id), "title": .string($0.title)]) }),
      "counts": .object([
        "requirements": .integer(mapped.requirements.count),
        "applicable": .integer(mapped.applicableCount),
        "mapped": .integer(mapped.mappedCount),
        "states": .array(
          mapped.counts.map {
            .object([
              "state": .string($0.state.word(forLaw: framework.isLaw)), "count": .integer($0.count),
            ])
          }),
      ]),
      "requirements": .array(
        mapped.requirements.filter { !onlyGaps || $0.state == .gap }
          .map { requirement($0, of: framework) }),
    ])
  }

  private func requirement(_ row: MappedRequirement, of framework: Framework) -> JSONValue {
    .object([
      "id": .string(row.id),
      "title": .string(row.requirement.title),
      "group": .optional(row.requirement.group),
      "state": .string(row.state.word(forLaw: framework.isLaw)),
      "controls": .array(row.controls.map(mapping)),
      "parts": .strings(row.parts),
      "withheldControls": .integer(row.withheldControls),
      "notApplicable": .optional(row.exclusion),
      "withdrawnInto": row.requirement.withdrawnInto.map { .strings($0) } ?? .null,
      "otherEdition": row.otherNumber.map {
        .object([
          "framework": .string($0.edition), "requirement": .optional($0.number),
          "isTaken": .boolean($0.isTaken),
        ])
      } ?? .null,
    ])
  }

  private func mapping(_ mapped: MappedControl) -> JSONValue {
    .object([
      "control": .string(mapped.assessment.control.id),
      "relationship": .string(mapped.entry.relationship.rawValue),
      "confidence": .string(mapped.entry.confidence.rawValue),
      "note": .optional(mapped.entry.note),
    ])
  }

  private func control(_ item: ControlAssessment) -> JSONValue {
    .object([
      "id": .string(item.control.id),
      "title": .string(item.control.title),
      "statement": .string(item.control.statement),
      "kind": .string(item.control.kind.rawValue),
      "topic": .string(item.control.topic),
      "verdict": .string(item.verdict.rawValue),
      "due": .optional(item.control.due?.description),
    ])
  }
}
