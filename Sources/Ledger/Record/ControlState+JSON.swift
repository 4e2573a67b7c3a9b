import Model

extension ControlState {
  /// The state on one line with sorted keys; its SHA-256 is its name in the ledger.
  package var line: String { value.serialized(pretty: false) }

  package var value: JSONValue {
    .object([
      "schema": .string(Self.schemaName),
      "control": .string(control),
      "title": .string(title),
      "kind": .string(kind.rawValue),
      "severity": .string(severity.rawValue),
      "verdict": .string(verdict.rawValue),
      "statement": .string(statement),
      "statementDigest": .string(statementDigest),
      "parameters": .array(
        parameters.map { .object(["name": .string($0.name), "value": .string($0.value)]) }),
      "reasons": .strings(reasons),
      "checks": .array(checks.map(\.value)),
      "findings": .array(findings.map(\.value)),
    ])
  }

  /// Reads a line that `line` wrote.
  init(line: String) throws(MalformedRecord) {
    let fields = try RecordFields(line: line, schema: Self.schemaName)
    self.init(
      control: try fields.text("control"), title: try fields.text("title"),
      kind: try fields.word("kind"), severity: try fields.word("severity"),
      verdict: try fields.word("verdict"), statement: try fields.text("statement"),
      parameters: try fields.objects("parameters").map { object throws(MalformedRecord) in
        Parameter(name: try object.text("name"), value: try object.text("value"))
      },
      reasons: try fields.texts("reasons"),
      checks: try fields.objects("checks").map { object throws(MalformedRecord) in
        try Check(object)
      },
      findings: try fields.objects("findings").map { object throws(MalformedRecord) in
        try Finding(object)
      })
    guard try fields.text("statementDigest") == statementDigest else {
      throw MalformedRecord("\"statementDigest\" is not that of the statement")
    }
  }
}

extension ControlState.Check {
  var value: JSONValue {
    var members: [String: JSONValue] = [
      "check": .string(name), "version": .integer(version), "verdict": .string(verdict),
      "validUntil": .optional(validUntil?.description), "evidence": .strings(evidence),
    ]
    // Left out where there is none, so that states written before there were any keep their digests.
    if !expiries.isEmpty {
      members["expiries"] = .array(
        expiries.map {
          .object([
            "kind": .string($0.kind.rawValue), "subject": .string($0.subject),
            "ends": .string($0.ends.description),
          ])
        })
    }
    return .object(members)
  }

  init(_ fields: RecordFields) throws(MalformedRecord) {
    self.init(
      name: try fields.text("check"), version: try fields.integer("version"),
      verdict: try fields.text("verdict"), validUntil: try fields.date("validUntil"),
      evidence: try fields.texts("evidence"),
      expiries: try fields.has("expiries")
        ? fields.objects("expiries").map { object throws(MalformedRecord) in
          Expiry(
            try object.word("kind"), of: try object.text("subject"),
            ends: try object.instant("ends"))
        } : [])
  }
}

extension ControlState.Finding {
  package var value: JSONValue {
    .object([
      "check": .string(check),
      "rule": .string(rule),
      "severity": .string(severity.rawValue),
      "fingerprint": .string(fingerprint),
      "place": .string(place),
      "waivedUntil": .optional(waivedUntil?.description),
    ])
  }

  init(_ fields: RecordFields) throws(MalformedRecord) {
    self.init(
      check: try fields.text("check"), rule: try fields.text("rule"),
      severity: try fields.word("severity"), fingerprint: try fields.text("fingerprint"),
      place: try fields.text("place"), waivedUntil: try fields.date("waivedUntil"))
  }
}
