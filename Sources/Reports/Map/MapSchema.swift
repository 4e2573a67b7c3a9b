import Model

/// JSON Schema (2020-12) of what `JSONMapReport` writes.
///
/// Each definition stands in the order of the writer's, and allows nothing the writer does not write.
package enum MapSchema: SchemaParts {
  package static let schema: JSONValue = .object([
    "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
    "$id": .string("urn:avouch:map:1"),
    "title": .string("Avouch control map"),
    "description": .string("Controls against frameworks, as avouch map writes them."),
    "$defs": .object(definitions),
    "$ref": .string("#/$defs/map"),
  ])

  private static let definitions: [String: JSONValue] = [
    "map": map, "organization": organization, "framework": framework, "group": group,
    "requirement": requirement, "mapping": mapping, "control": control,
    "instant": text(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"),
    "date": text(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    "state": choice(
      RequirementState.allCases.map(\.rawValue) + [RequirementState.covered.word(forLaw: true)]),
    "stateCount": object(["state": reference("state"), "count": integer(from: 1)]),
  ]

  private static let map = object([
    "schema": .object(["const": .string(JSONMapReport.schemaName)]),
    "tool": object(["name": .object(["const": .string("avouch")]), "version": text]),
    "assessedAt": reference("instant"),
    "audience": choice(Control.Audience.allCases.map(\.rawValue)),
    "withheldControls": count, "posture": text, "organization": reference("organization"),
    "onlyGaps": boolean, "frameworks": list("framework"), "controls": list("control"),
    "unmappedControls": texts,
  ])

  private static let organization = object([
    "name": text, "product": nullable(text), "environment": nullable(text),
    "website": nullable(text), "securityContact": nullable(text),
  ])

  private static let framework = object([
    "id": text, "name": text, "version": text, "law": boolean, "groups": list("group"),
    "counts": object([
      "requirements": count, "applicable": count, "mapped": count,
      "states": list("stateCount"),
    ]),
    "requirements": list("requirement"),
  ])

  private static let group = object(["id": text, "title": text])

  private static let requirement = object([
    "id": text, "title": text, "group": nullable(text), "state": reference("state"),
    "controls": list("mapping"), "parts": texts, "withheldControls": count,
    "notApplicable": nullable(text), "withdrawnInto": nullable(texts),
    "otherEdition": nullable(
      object(["framework": text, "requirement": nullable(text), "isTaken": boolean])),
  ])

  private static let mapping = object([
    "control": text, "relationship": choice(Control.Mapping.Relationship.allCases.map(\.rawValue)),
    "confidence": choice(Control.Mapping.Confidence.allCases.map(\.rawValue)),
    "note": nullable(text),
  ])

  private static let control = object([
    "id": text, "title": text, "statement": text,
    "kind": choice(Control.Kind.allCases.map(\.rawValue)), "topic": text,
    "verdict": choice(ControlVerdict.allCases.map(\.rawValue)),
    "due": nullable(reference("date")),
  ])
}
