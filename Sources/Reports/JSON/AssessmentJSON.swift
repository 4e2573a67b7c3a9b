import Model

/// How each part of an assessment is written as JSON.
enum AssessmentJSON {
  static func organization(_ organization: Organization) -> JSONValue {
    .object([
      "name": .string(organization.name),
      "product": .optional(organization.product),
      "environment": .optional(organization.environment),
      "website": .optional(organization.website),
      "securityContact": .optional(organization.securityContact),
    ])
  }

  static func target(_ target: TargetSummary) -> JSONValue {
    .object([
      "name": .string(target.name),
      "kind": .string(target.kind),
      "label": .string(target.label),
      "unavailable": .optional(target.unavailable),
    ])
  }

  static func framework(_ framework: Framework) -> JSONValue {
    .object([
      "id": .string(framework.id),
      "name": .string(framework.name),
      "version": .string(framework.version),
      "law": .boolean(framework.isLaw),
      "notApplicable": .array(
        framework.exclusions.map {
          .object(["requirement": .string($0.requirement), "reason": .string($0.reason)])
        }),
    ])
  }

  static func counts(_ assessment: Assessment) -> JSONValue {
    let verdicts = ControlVerdict.allCases.map {
      ($0.rawValue, JSONValue.integer(assessment.count(of: $0)))
    }
    return .object([
      "controls": .integer(assessment.controls.count),
      "verdicts": .object(Dictionary(verdicts, uniquingKeysWith: { first, _ in first })),
    ])
  }

  static func gate(_ gate: GateDecision) -> JSONValue {
    .object([
      "outcome": .string(gate.outcome.rawValue),
      "exitCode": .integer(Int(gate.exitCode)),
      "deciding": .strings(gate.deciding),
      "adjustments": .strings(gate.adjustments),
    ])
  }

  static func ledger(_ mark: LedgerMark) -> JSONValue {
    .object(["run": .integer(mark.run), "digest": .string(mark.digest)])
  }

  static func control(_ item: ControlAssessment) -> JSONValue {
    let control = item.control
    return .object([
      "id": .string(control.id),
      "title": .string(control.title),
      "kind": .string(control.kind.rawValue),
      "topic": .string(control.topic),
      "statement": .string(control.statement),
      "severity": .string(control.severity.rawValue),
      "audience": .string(control.audience.rawValue),
      "owner": .optional(control.owner),
      "due": .optional(control.due?.description),
      "rationale": .optional(control.rationale),
      "fix": .optional(control.fix),
      "answersNo": .strings(control.answersNo),
      "parameters": .object(
        Dictionary(
          control.parameters.map { ($0.name, .string($0.value)) }, uniquingKeysWith: { $1 })),
      "validUntil": .optional(item.proofEnds?.description),
      "pack": .optional(control.pack),
      "location": location(control.location),
      "mapsTo": .array(control.mapsTo.map(mapping)),
      "verdict": .string(item.verdict.rawValue),
      "since": .optional(item.since?.description),
      "reasons": .strings(item.reasons),
      "checks": .array(item.checks.map(check)),
      "wording": .array(item.wording.map(finding)),
    ])
  }

  static func check(_ check: CheckAssessment) -> JSONValue {
    let result = check.result
    return .object([
      "check": .string(check.name),
      "version": .integer(check.version),
      "location": location(check.location),
      "verdict": .string(result.verdict.word),
      "reason": .optional(result.verdict.reason),
      "summary": .string(result.summary),
      "basis": .string(result.basis.rawValue),
      "subjects": .integer(result.subjects),
      "validUntil": .optional(result.validUntil?.description),
      "proofEnds": .optional(result.proofEnds?.description),
      "gaps": .strings(result.gaps),
      "times": result.times.map(times) ?? .null,
      "expired": .boolean(result.isExpired),
      "expiries": .array(result.expiries.map(expiry)),
      "evidence": .array(result.evidence.map(evidence)),
      "findings": .array(result.findings.map(finding)),
    ])
  }

  static func expiry(_ expiry: Expiry) -> JSONValue {
    .object([
      "kind": .string(expiry.kind.rawValue), "subject": .string(expiry.subject),
      "ends": .string(expiry.ends.description),
    ])
  }

  /// Seconds throughout.
  static func times(_ record: TimeRecord) -> JSONValue {
    .object([
      "promise": .string(record.promise.description),
      "kept": .integer(record.entries.count(where: \.isKept)),
      "worst": record.worst.map { .integer($0) } ?? .null,
      "median": record.median.map { .integer($0) } ?? .null,
      "impossible": .integer(record.impossible),
      "entries": .array(
        record.entries.map {
          .object([
            "name": .string($0.name), "taken": .integer($0.taken), "allowed": .integer($0.allowed),
            "open": .boolean($0.isOpen),
          ])
        }),
    ])
  }

  static func subprocessors(_ list: SubprocessorList) -> JSONValue {
    .object([
      "notice": .optional(list.notice?.description),
      "announced": .optional(list.announced),
      "list": .array(
        list.entries.map {
          .object([
            "name": .string($0.name), "purpose": .string($0.purpose), "data": .strings($0.data),
            "countries": .strings($0.countries), "since": .optional($0.since?.description),
            "transfer": .optional($0.transfer), "website": .optional($0.website),
            "audience": .string($0.audience.rawValue), "controls": .strings($0.controls),
          ])
        }),
    ])
  }

  static func policy(_ policy: GatePolicy) -> JSONValue {
    .object([
      "failOn": .string(policy.failOn.rawValue),
      "allowUnmeasured": .strings(policy.allowUnmeasured),
      "overdueFails": .boolean(policy.overdueFails),
      "expiredFails": .boolean(policy.expiredFails),
    ])
  }

  static func evidence(_ evidence: Evidence) -> JSONValue {
    .object([
      "observed": .string(evidence.observed),
      "location": location(evidence.location),
      "digest": .optional(evidence.digest),
      "observedAt": .string(evidence.observedAt.description),
    ])
  }

  static func finding(_ finding: Finding) -> JSONValue {
    .object([
      "check": .string(finding.check),
      "rule": .string(finding.rule),
      "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message),
      "fix": .optional(finding.fix),
      "fingerprint": .string(finding.fingerprint),
      "location": location(finding.location),
      "controls": .strings(finding.controls),
      "waiver": finding.waiver.map(waiver) ?? .null,
    ])
  }

  /// What is known of a place; keys that have no value are left out.
  static func location(_ location: Location) -> JSONValue {
    var members: [String: JSONValue] = [:]
    members["path"] = location.path.map { .string($0) }
    members["url"] = location.url.map { .string($0) }
    members["commit"] = location.commit.map { .string($0) }
    members["blob"] = location.blob.map { .string($0) }
    if let span = location.span {
      members["line"] = .integer(span.line)
      members["column"] = .integer(span.column)
      members["endLine"] = .integer(span.endLine)
      members["endColumn"] = .integer(span.endColumn)
    }
    return .object(members)
  }

  static func waiver(_ waiver: Waiver) -> JSONValue {
    .object([
      "control": .string(waiver.control),
      "check": .optional(waiver.check),
      "rule": .optional(waiver.rule),
      "path": .optional(waiver.path),
      "fingerprint": .optional(waiver.fingerprint),
      "owner": .string(waiver.owner),
      "reason": .string(waiver.reason),
      "until": .string(waiver.until.description),
      "location": location(waiver.location),
    ])
  }

  static func waiverUse(_ use: WaiverUse) -> JSONValue {
    .object([
      "waiver": waiver(use.waiver),
      "state": .string(use.state.rawValue),
      "findings": .integer(use.findings),
    ])
  }

  private static func mapping(_ mapping: Control.Mapping) -> JSONValue {
    .object([
      "framework": .string(mapping.framework),
      "requirements": .strings(mapping.requirements),
      "entries": .array(
        mapping.entries.map {
          .object([
            "id": .string($0.requirement), "relationship": .string($0.relationship.rawValue),
            "confidence": .string($0.confidence.rawValue), "note": .optional($0.note),
          ])
        }),
    ])
  }
}
