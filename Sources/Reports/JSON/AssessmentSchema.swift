import Model

/// JSON Schema (2020-12) of what `JSONReport` writes.
///
/// Each definition stands in the order of the writer's, and allows nothing the writer does not write.
package enum AssessmentSchema: SchemaParts {
  package static let schema: JSONValue = .object([
    "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
    "$id": .string("urn:avouch:assessment:1"),
    "title": .string("Avouch assessment"),
    "description": .string("Everything that one run of avouch check found out."),
    "$defs": .object(definitions),
    "$ref": .string("#/$defs/assessment"),
  ])

  static let definitions: [String: JSONValue] = [
    "assessment": assessment, "organization": organization, "target": target,
    "framework": framework, "counts": counts, "gate": gate, "ledger": ledger, "control": control,
    "check": check, "expiry": expiry,
    "evidence": evidence, "finding": finding, "location": location, "waiver": waiver,
    "waiverUse": waiverUse, "mapping": mapping, "times": times, "subprocessors": subprocessors,
    "gatePolicy": gatePolicy,
    "instant": text(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"),
    "date": text(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    "digest": text(pattern: "^[0-9a-f]{64}$"),
    "severity": choice(Severity.allCases.map(\.rawValue)),
    "audience": choice(Control.Audience.allCases.map(\.rawValue)),
    "verdict": choice(ControlVerdict.allCases.map(\.rawValue)),
  ]

  private static let assessment = object([
    "schema": .object(["const": .string(JSONReport.schemaName)]),
    "tool": object(["name": .object(["const": .string("avouch")]), "version": text]),
    "assessedAt": reference("instant"), "audience": reference("audience"),
    "withheldControls": count, "posture": text, "organization": reference("organization"),
    "targets": list("target"), "frameworks": list("framework"), "counts": reference("counts"),
    "gate": reference("gate"), "gatePolicy": nullable(reference("gatePolicy")),
    "ledger": nullable(reference("ledger")),
    "subprocessors": nullable(reference("subprocessors")), "controls": list("control"),
    "postureFindings": list("finding"),
    "waivers": list("waiverUse"),
  ])

  private static let organization = object([
    "name": text, "product": nullable(text), "environment": nullable(text),
    "website": nullable(text), "securityContact": nullable(text),
  ])

  private static let target = object([
    "name": text, "kind": text, "label": text, "unavailable": nullable(text),
  ])

  private static let framework = object([
    "id": text, "name": text, "version": text,
    "law": boolean,
    "notApplicable": .object([
      "type": .string("array"), "items": object(["requirement": text, "reason": text]),
    ]),
  ])

  private static let counts = object([
    "controls": count,
    "verdicts": object(
      Dictionary(
        ControlVerdict.allCases.map { ($0.rawValue, count) },
        uniquingKeysWith: { first, _ in first }
      )),
  ])

  private static let gate = object([
    "outcome": choice(["holds", "violated", "unmeasured"]),
    "exitCode": .object(["enum": .array([.integer(0), .integer(1), .integer(3)])]),
    "deciding": texts, "adjustments": texts,
  ])

  private static let ledger = object(["run": ordinal, "digest": reference("digest")])

  private static let control = object([
    "id": text, "title": text, "kind": choice(Control.Kind.allCases.map(\.rawValue)),
    "topic": text, "statement": text, "severity": reference("severity"),
    "audience": reference("audience"), "owner": nullable(text),
    "due": nullable(reference("date")), "rationale": nullable(text), "fix": nullable(text),
    "answersNo": texts,
    "parameters": .object(["type": .string("object"), "additionalProperties": text]),
    "validUntil": nullable(reference("instant")), "pack": nullable(text),
    "location": reference("location"), "mapsTo": list("mapping"),
    "verdict": reference("verdict"), "since": nullable(reference("instant")), "reasons": texts,
    "checks": list("check"),
    "wording": list("finding"),
  ])

  private static let check = object([
    "check": text, "version": count, "location": reference("location"),
    "verdict": choice(["pass", "fail", "unmeasured", "not-applicable"]),
    "reason": nullable(text), "summary": text, "basis": choice(["measured", "attested"]),
    "subjects": count, "validUntil": nullable(reference("date")),
    "proofEnds": nullable(reference("instant")), "gaps": texts,
    "times": nullable(reference("times")), "expired": boolean,
    "expiries": list("expiry"), "evidence": list("evidence"),
    "findings": list("finding"),
  ])

  private static let expiry = object([
    "kind": choice(Expiry.Kind.allCases.map(\.rawValue)), "subject": text,
    "ends": reference("instant"),
  ])

  private static let evidence = object([
    "observed": text, "location": reference("location"),
    "digest": nullable(reference("digest")), "observedAt": reference("instant"),
  ])

  private static let finding = object([
    "check": text, "rule": text, "severity": reference("severity"), "message": text,
    "fix": nullable(text), "fingerprint": text, "location": reference("location"),
    "controls": texts, "waiver": nullable(reference("waiver")),
  ])

  private static let location = object(
    [
      "path": text, "url": text, "commit": text, "blob": text, "line": ordinal,
      "column": ordinal, "endLine": ordinal, "endColumn": ordinal,
    ], required: [])

  private static let waiver = object([
    "control": text, "check": nullable(text), "rule": nullable(text), "path": nullable(text),
    "fingerprint": nullable(text), "owner": text, "reason": text, "until": reference("date"),
    "location": reference("location"),
  ])

  private static let waiverUse = object([
    "waiver": reference("waiver"), "state": choice(["used", "unused", "expired"]),
    "findings": count,
  ])

  private static let mapping = object([
    "framework": text, "requirements": texts,
    "entries": .object([
      "type": .string("array"),
      "items": object([
        "id": text,
        "relationship": choice(Control.Mapping.Relationship.allCases.map(\.rawValue)),
        "confidence": choice(Control.Mapping.Confidence.allCases.map(\.rawValue)),
        "note": nullable(text),
      ]),
    ]),
  ])

  private static let times = object([
    "promise": text, "kept": count, "worst": nullable(count), "median": nullable(count),
    "impossible": count,
    "entries": .object([
      "type": .string("array"),
      "items": object(["name": text, "taken": count, "allowed": count, "open": boolean]),
    ]),
  ])

  private static let subprocessors = object([
    "notice": nullable(text), "announced": nullable(text),
    "list": .object([
      "type": .string("array"),
      "items": object([
        "name": text, "purpose": text, "data": texts, "countries": texts,
        "since": nullable(reference("date")), "transfer": nullable(text),
        "website": nullable(text), "audience": reference("audience"), "controls": texts,
      ]),
    ]),
  ])

  private static let gatePolicy = object([
    "failOn": reference("severity"), "allowUnmeasured": texts, "overdueFails": boolean,
    "expiredFails": boolean,
  ])
}
