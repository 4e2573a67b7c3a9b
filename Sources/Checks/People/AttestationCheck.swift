import Model

/// `attestation`: a person's dated word, with a document behind it and an end date.
package struct AttestationCheck: Check {
  private static let longestDays = 400

  private let by: String
  private let on: CalendarDate
  private let expires: CalendarDate
  private let statement: String?
  private let document: String?
  private let digest: DocumentDigest?
  private let location: Location

  package init(
    _ arguments: Arguments, validation: ValidationContext
  ) throws(Diagnostics) {
    let problems = Self.problems(arguments)
    guard problems.isEmpty, let on = arguments.date("on"), let expires = arguments.date("expires")
    else { throw Diagnostics(problems) }
    self.on = on
    self.expires = expires
    by = RecordText.trimmed(arguments.text("by") ?? "")
    statement = arguments.text("statement")
    document = arguments.text("document")
    digest = arguments.text("sha256").flatMap { DocumentDigest($0) }
    location = arguments.location()
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    request(in: context).map { [$0] } ?? []
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var word = Evidence(
      observed: RecordText.shown(
        "\(by) attested on \(on.description), until \(expires.description)"
          + (statement.map { ": \($0)" } ?? ""), limit: 400),
      location: location, observedAt: context.now)
    var unreadable: String?
    if let request = request(in: context.plan), let digest {
      let observation = observations[request]
      switch observation.outcome {
      case .failure(let unavailable):
        unreadable = context.plan.reason(unavailable, of: request.path, in: request.folder)
      case .success(let file) where file.digest.lowercased() != digest.text:
        return changed(file, at: observation.observedAt, word: word, in: context)
      case .success(let file):
        word = Evidence(
          observed: word.observed + "; \(file.path) is unchanged",
          location: Location(path: file.path), digest: file.digest,
          observedAt: observation.observedAt)
      }
    }
    return dated(word, unreadable: unreadable, in: context)
  }

  private func request(in context: PlanContext) -> DocumentRequest? {
    document.map { DocumentRequest(folder: context.posture.root, path: $0) }
  }

  /// Judges the dates, once the document is known not to have changed.
  private func dated(
    _ word: Evidence, unreadable: String?, in context: EvaluationContext
  ) -> CheckResult {
    let today = context.now.date
    if on > today {
      return failed(
        "future", "the attestation by \(by) is dated \(on.description), which lies in the future",
        at: location, fix: "date it with the day on which it was given", evidence: [word],
        in: context)
    }
    if today > expires {
      let reason = "attestation by \(by) expired on \(expires.description)"
      return CheckResult(
        .unmeasured(reason: reason), basis: .attested, summary: reason, evidence: [word],
        validUntil: expires, isExpired: true)
    }
    if let unreadable { return .unmeasured(unreadable, evidence: [word]) }
    return CheckResult(
      .pass, basis: .attested,
      summary: "attested by \(by) on \(on.description), until \(expires.description)",
      evidence: [word], subjects: 1, validUntil: expires)
  }

  private func changed(
    _ file: DocumentFile, at moment: Instant, word: Evidence, in context: EvaluationContext
  ) -> CheckResult {
    let seen = Evidence(
      observed: "\(file.path), \(file.size) bytes, SHA-256 \(file.digest)",
      location: Location(path: file.path), digest: file.digest, observedAt: moment)
    return failed(
      "changed",
      "\(file.path) has changed since it was attested on \(on.description): its SHA-256 is "
        + "\(file.digest), \(digest?.text ?? "") was attested",
      at: Location(path: file.path),
      fix: "have \(by) read it again, and write the new date and digest", evidence: [word, seen],
      in: context)
  }

  private func failed(
    _ rule: String, _ message: String, at place: Location, fix: String, evidence: [Evidence],
    in context: EvaluationContext
  ) -> CheckResult {
    let finding = Finding(
      check: Self.definition.name, rule: rule, severity: context.control.severity,
      message: message, fix: fix, location: place, identity: "\(by) \(document ?? "")")
    return CheckResult(
      .fail, basis: .attested, summary: message, findings: [finding], evidence: evidence,
      subjects: 1)
  }

  private static func problems(_ arguments: Arguments) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let by = RecordText.trimmed(arguments.text("by") ?? "")
    if !by.unicodeScalars.contains(where: \.properties.isWhitespace) {
      problems.append(
        Diagnostic(
          "\"by\": expected a name and a role: Ada Bell, head of security",
          at: arguments.location(of: "by")))
    }
    if arguments.has("document") != arguments.has("sha256") {
      problems.append(
        Diagnostic(
          "\"document\" and \"sha256\" belong together: the digest says which text was attested",
          at: arguments.location(of: arguments.has("document") ? "document" : "sha256"),
          suggestion: "sha256sum prints it"))
    }
    problems += [DocumentDigest.problem("sha256", in: arguments)].compactMap(\.self)
    return problems + dateProblems(arguments)
  }

  private static func dateProblems(_ arguments: Arguments) -> [Diagnostic] {
    guard let on = arguments.date("on"), let expires = arguments.date("expires") else {
      return [Diagnostic("\"on\" and \"expires\" must be dates", at: arguments.location())]
    }
    let days = expires.ordinal - on.ordinal
    guard days < 0 || days > longestDays else { return [] }
    return [
      Diagnostic(
        days < 0
          ? "\"expires\" is before \"on\" (\(on.description))"
          : "\"expires\" is \(days) days after \"on\": at most \(longestDays) days, so that "
            + "someone looks again once a year",
        at: arguments.location(of: "expires"))
    ]
  }
}

extension AttestationCheck {
  package static let definition = CheckDefinition(
    name: "attestation",
    family: "people",
    summary: "Rests on a person's dated word, with the document behind it and an end date.",
    passes:
      "The attestation is not expired and its document, if any, is the one that was attested; "
      + "the control is then attested, not verified.",
    fails:
      "The document has changed since it was attested, or the attestation is dated in the future.",
    unmeasured: "The attestation has expired, or its document is missing or unreadable.",
    fields: [
      Field("by", .text, required: true, "Who attests, with name and role."),
      Field("on", .date, required: true, "The day on which it was given."),
      Field(
        "expires", .date, required: true,
        "The last day on which it counts, at most 400 days after `on`."),
      Field("statement", .text, "What is attested, in that person's words."),
      Field("document", .glob, "Path of the document behind it, from the posture's folder."),
      Field("sha256", .text, "SHA-256 of the document as it was attested, 64 hexadecimal digits."),
    ],
    example: """
      attestation:
        by: Ada Bell, head of security
        on: 2026-06-01
        expires: 2027-06-01
        statement: Every engineer has signed the confidentiality agreement.
      """,
    sources: ["FIPS 180-4 (SHA-256)"])
}
