import Model

/// JSON Schema (2020-12) of what `JSONPostureDocument` writes.
package enum PostureSchema: SchemaParts {
  package static let schema: JSONValue = .object([
    "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
    "$id": .string("urn:avouch:posture:1"),
    "title": .string("Avouch security posture document"),
    "description": .string("What avouch report writes for programs, as one audience may see it."),
    "$defs": .object(AssessmentSchema.definitions.merging(definitions) { $1 }),
    "$ref": .string("#/$defs/document"),
  ])

  private static let definitions: [String: JSONValue] = [
    "document": document, "statement": statement, "topic": topic, "event": event, "step": step,
  ]

  private static let document = object([
    "schema": .object(["const": .string(JSONPostureDocument.schemaName)]),
    "id": text(pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
    "tool": object(["name": .object(["const": .string("avouch")]), "version": text]),
    "measuredAt": reference("instant"), "asOf": reference("instant"),
    "audience": reference("audience"), "withheldControls": count,
    "organization": reference("organization"), "lookedAt": texts, "gate": reference("gate"),
    "counts": reference("counts"), "firstProofEnds": nullable(reference("date")),
    "limitations": list("statement"), "topics": list("topic"), "commitments": list("statement"),
    "subprocessors": nullable(reference("subprocessors")), "roadmap": list("statement"),
    "customerDuties": list("statement"), "postureFindings": list("finding"),
    "frameworks": list("framework"), "calendar": list("event"), "verification": list("step"),
    "caution": text,
  ])

  private static let topic = object(["title": text, "statements": list("statement")])

  private static let statement = object([
    "statement": text, "state": reference("verdict"), "since": nullable(reference("instant")),
    "measuredFrom": nullable(reference("date")), "measuredAt": nullable(reference("instant")),
    "validUntil": nullable(reference("date")), "withdrawn": boolean,
    "exceptions": .object([
      "type": .string("array"),
      "items": object([
        "until": reference("date"), "owner": text, "reason": text, "findings": count,
      ]),
    ]),
    "control": reference("control"),
  ])

  private static let event = object([
    "date": reference("date"), "kind": choice(ValidityCalendar.Kind.allCases.map(\.rawValue)),
    "text": text, "controls": texts, "past": boolean, "soon": boolean, "subject": nullable(text),
  ])

  private static let step = object(["text": text, "command": nullable(text)])
}
