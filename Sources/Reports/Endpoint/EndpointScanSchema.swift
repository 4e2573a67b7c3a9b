import Model

/// JSON Schema (2020-12) of what `EndpointScanJSON` writes.
package enum EndpointScanSchema: SchemaParts {
  package static let schema: JSONValue = .object([
    "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
    "$id": .string("urn:avouch:endpoint-scan:1"),
    "title": .string("Avouch endpoint scan"),
    "description": .string("What avouch scan endpoint saw, beside its assessment."),
    "$defs": .object(AssessmentSchema.definitions.merging(definitions) { $1 }),
    "$ref": .string("#/$defs/scan"),
  ])

  private static let definitions: [String: JSONValue] = [
    "scan": scan, "bounds": bounds, "site": site, "test": test, "exchange": exchange,
    "response": response, "expiryLeft": expiry,
  ]

  private static let scan = object([
    "schema": .object(["const": .string(EndpointScanJSON.schemaName)]),
    "bounds": reference("bounds"), "sites": list("site"), "exchanges": list("exchange"),
    "expiries": list("expiryLeft"), "assessment": reference("assessment"),
  ])

  private static let bounds = object([
    "requests": count, "bodyBytes": count, "secondsPerRequest": count, "redirects": count,
    "requestsAtATime": count,
  ])

  private static let site = object([
    "url": text,
    "observatory": object([
      "algorithm": .object(["const": .integer(6)]), "score": nullable(count),
      "grade": nullable(text), "tests": list("test"),
    ]),
  ])

  private static let number: JSONValue = .object(["type": .string("integer")])

  private static let test = object([
    "name": text, "result": nullable(text), "unmeasured": nullable(text),
    "pass": nullable(boolean), "scoreModifier": nullable(number), "seen": nullable(text),
    "reference": nullable(object(["result": text, "scoreModifier": number, "reason": text])),
  ])

  private static let exchange = object([
    "request": text, "unavailable": nullable(text), "responses": list("response"),
  ])

  private static let response = object([
    "url": text, "status": count, "version": text, "bodyBytes": count,
    "digest": reference("digest"),
    "headers": .object([
      "type": .string("array"), "items": object(["name": text, "value": text]),
    ]),
  ])

  /// Negative days are those since it ended.
  private static let expiry = object([
    "kind": choice(Expiry.Kind.allCases.map(\.rawValue)), "subject": text,
    "ends": reference("instant"), "daysLeft": number,
  ])
}
