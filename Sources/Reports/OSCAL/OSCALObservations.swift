import Model

/// What was observed: one observation for each check, one for the wording of a statement.
struct OSCALObservations {
  let document: OSCALDocument

  /// The observations of one control, in the order of its checks.
  func all(of entry: PostureEntry) -> [JSONValue] {
    let item = entry.item
    return item.checks.enumerated().map { observation(of: $1, at: $0, in: item) }
      + (item.wording.isEmpty ? [] : [wording(of: entry)])
  }

  /// References to a control's observations; only to those that found something, if asked for.
  func references(of item: ControlAssessment, where isNamed: (CheckResult) -> Bool = { _ in true })
    -> JSONValue
  {
    let checks = item.checks.indices.filter { isNamed(item.checks[$0].result) }
      .map { identifier(ofCheck: $0, in: item) }
    let wording = item.wording.isEmpty ? [] : [identifier(ofWordingIn: item)]
    return .array((checks + wording).map { .object(["observation-uuid": .string($0)]) })
  }

  /// What was found about the posture itself, such as waivers that have ended.
  var ofPosture: [JSONValue] {
    let findings = document.assessment.postureFindings
    guard !findings.isEmpty else { return [] }
    return [
      OSCALText.object([
        "uuid": .string(document.identifier("observation-of-posture")),
        "title": .string("The posture itself"),
        "description": OSCALText.paragraphs([
          OSCALText.findings(findings, isShown: document.showsFindings)
        ]),
        "methods": .strings(["EXAMINE"]),
        "origins": document.origins,
        "collected": OSCALText.moment(document.assessment.assessedAt),
      ])
    ]
  }

  private func identifier(ofCheck index: Int, in item: ControlAssessment) -> String {
    document.identifier("observation", item.control.id, String(index))
  }

  private func identifier(ofWordingIn item: ControlAssessment) -> String {
    document.identifier("observation-of-wording", item.control.id)
  }

  private func observation(
    of check: CheckAssessment, at index: Int, in item: ControlAssessment
  ) -> JSONValue {
    let result = check.result
    let findings = OSCALText.findings(result.findings, isShown: document.showsFindings)
    return OSCALText.object([
      "uuid": .string(identifier(ofCheck: index, in: item)),
      "title": .string(OSCALText.line("\(item.control.title): \(check.name)")),
      "description": OSCALText.paragraphs([
        OSCALText.line(check.sentence), document.showsFindings ? findings : nil,
      ]),
      "props": .array(properties(of: check, in: item)),
      // A person's word is asked for and the document behind it is read; the rest is tried out.
      "methods": .strings(result.basis == .attested ? ["EXAMINE", "INTERVIEW"] : ["TEST"]),
      "types": .strings([result.verdict == .fail ? "finding" : "control-objective"]),
      "origins": document.origins,
      "relevant-evidence": .array(result.evidence.map(evidence)),
      "collected": OSCALText.moment(
        result.evidence.map(\.observedAt).max() ?? document.assessment.assessedAt),
      "expires": end(of: result).map(OSCALText.moment),
    ])
  }

  /// The last moment at which it counts or counted; a failure does not age.
  private func end(of result: CheckResult) -> Instant? {
    guard result.verdict != .fail || result.isExpired else { return nil }
    return [result.proofEnds, result.validUntil.map { Instant(endOf: $0) }].compactMap { $0 }.min()
  }

  private func properties(
    of check: CheckAssessment, in item: ControlAssessment
  ) -> [JSONValue] {
    let result = check.result
    return OSCALText.properties([
      "control": item.control.id, "check": check.name, "check-version": String(check.version),
      "check-verdict": result.verdict.word, "basis": result.basis.rawValue,
      "subjects": String(result.subjects), "expired": result.isExpired ? "yes" : nil,
    ])
  }

  private func evidence(_ evidence: Evidence) -> JSONValue {
    let place = evidence.location
    let isDigest = Wording.shortDigest(evidence.digest) != nil
    return OSCALText.object([
      "description": .string(
        PlainText.cleaned(evidence.observed).isEmpty
          ? "What was observed is not shown to this audience."
          : MarkdownText.code(evidence.observed)),
      "props": .array(
        OSCALText.properties([
          "observed-at": evidence.observedAt.description,
          "sha-256": isDigest ? evidence.digest : nil, "place": place.description,
          "commit": place.commit, "blob": place.blob,
        ])),
    ])
  }

  private func wording(of entry: PostureEntry) -> JSONValue {
    OSCALText.object([
      "uuid": .string(identifier(ofWordingIn: entry.item)),
      "title": .string(OSCALText.line("\(entry.title): wording")),
      "description": OSCALText.paragraphs([
        OSCALText.findings(entry.item.wording, isShown: document.showsFindings)
      ]),
      "props": .array(
        OSCALText.properties(["control": entry.id, "check": "statement", "check-verdict": "fail"])),
      "methods": .strings(["EXAMINE"]),
      "types": .strings(["finding"]),
      "origins": document.origins,
      "collected": OSCALText.moment(document.assessment.assessedAt),
    ])
  }
}
