import Model

/// `document`: a document that must be there, be the right one, and be reviewed in time.
package struct DocumentCheck: Check {
  private let path: String
  private let title: String
  private let digest: DocumentDigest?
  private let reviewed: CalendarDate?
  private let reviewEvery: TimeSpan?
  private let location: Location

  package init(
    _ arguments: Arguments, validation: ValidationContext
  ) throws(Diagnostics) {
    let problems = Self.problems(arguments)
    guard problems.isEmpty, let path = arguments.text("path") else { throw Diagnostics(problems) }
    self.path = path
    title = arguments.text("title") ?? path
    digest = arguments.text("sha256").flatMap { DocumentDigest($0) }
    reviewed = arguments.date("reviewed")
    reviewEvery = arguments.duration("review-every")
    location = arguments.location(of: "reviewed")
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    [request(in: context)]
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    let observation = observations[request(in: context.plan)]
    switch observation.outcome {
    case .failure(let unavailable) where unavailable.isAbsent:
      let missing = finding(
        "missing", "\(title) is promised and \(path) does not exist",
        fix: "add it, or correct the path", at: Location(path: path), in: context)
      return CheckResult(.fail, summary: missing.message, findings: [missing], subjects: 1)
    case .failure(let unavailable):
      let root = context.plan.posture.root
      return .unmeasured(context.plan.reason(unavailable, of: path, in: root))
    case .success(let file):
      return judge(file, observedAt: observation.observedAt, in: context)
    }
  }

  private func request(in context: PlanContext) -> DocumentRequest {
    DocumentRequest(folder: context.posture.root, path: path)
  }

  private func judge(
    _ file: DocumentFile, observedAt: Instant, in context: EvaluationContext
  ) -> CheckResult {
    let findings = contentFindings(file, in: context) + reviewFindings(in: context)
    let seen = reviewed.map { ", reviewed on \($0.description) by its own word" } ?? ""
    let evidence = Evidence(
      observed: "\(RecordText.shown(title)), \(file.size) bytes\(seen)",
      location: Location(path: file.path), digest: file.digest, observedAt: observedAt)
    let summary = findings.first?.message ?? "\(title) is there\(seen)"
    // The date of a review is somebody's word; the document itself was seen.
    return CheckResult(
      findings.isEmpty ? .pass : .fail, basis: reviewed == nil ? .measured : .attested,
      summary: summary, findings: findings, evidence: [evidence], subjects: 1,
      validUntil: findings.isEmpty ? deadline : nil)
  }

  private func contentFindings(
    _ file: DocumentFile, in context: EvaluationContext
  ) -> [Finding] {
    let place = Location(path: file.path)
    if file.size == 0 {
      return [
        finding("empty", "\(title) is an empty file", fix: "write it", at: place, in: context)
      ]
    }
    guard let digest, digest.text != file.digest.lowercased() else { return [] }
    return [
      finding(
        "changed",
        "\(title) is another document than the one named: its SHA-256 is \(file.digest), "
          + "\(digest.text) was expected",
        fix: "review the change and write its digest", at: place, in: context)
    ]
  }

  private var deadline: CalendarDate? {
    guard let reviewed, let reviewEvery else { return nil }
    return reviewEvery.end(from: Instant(startOf: reviewed)).date
  }

  private func reviewFindings(in context: EvaluationContext) -> [Finding] {
    guard let reviewed else { return [] }
    let today = context.now.date
    if reviewed > today {
      return [
        finding(
          "future", "the review of \(title) is dated \(reviewed.description), in the future",
          fix: "date it with the day on which it was done", at: location, in: context)
      ]
    }
    guard let deadline, today > deadline, let reviewEvery else { return [] }
    return [
      finding(
        "stale",
        "\(title) was last reviewed on \(reviewed.description): promised every "
          + "\(reviewEvery.description), "
          + "\(RecordText.counted(today.ordinal - deadline.ordinal, "day")) over",
        fix: "review it and write the new date", at: location, in: context)
    ]
  }

  private func finding(
    _ rule: String, _ message: String, fix: String, at place: Location,
    in context: EvaluationContext
  ) -> Finding {
    Finding(
      check: Self.definition.name, rule: rule, severity: context.control.severity,
      message: message, fix: fix, location: place, identity: path)
  }

  private static func problems(_ arguments: Arguments) -> [Diagnostic] {
    var problems = [DocumentDigest.problem("sha256", in: arguments)].compactMap(\.self)
    if arguments.has("review-every") != arguments.has("reviewed") {
      problems.append(
        Diagnostic(
          "\"reviewed\" and \"review-every\" belong together",
          at: arguments.location(of: arguments.has("reviewed") ? "reviewed" : "review-every")))
    }
    return problems
  }
}

extension DocumentCheck {
  package static let definition = CheckDefinition(
    name: "document",
    family: "people",
    summary: "Looks for a promised document, and at when it was last reviewed.",
    passes:
      "The document exists, is not empty, has the digest given, and its declared review is not "
      + "older than review-every; with a review date the control is attested, not verified.",
    fails:
      "The document does not exist, is empty, is another one, or its review is overdue or dated "
      + "in the future.",
    unmeasured: "The document could not be read.",
    fields: [
      Field(
        "path", .glob, required: true, "Path of the document, from the posture's folder."),
      Field("title", .text, "What the document is called in public; its path when not given."),
      Field("sha256", .text, "SHA-256 that the document must have, 64 hexadecimal digits."),
      Field("reviewed", .date, "The day on which it was last reviewed."),
      Field("review-every", .duration, "The longest time between reviews: 365d."),
    ],
    example: """
      document:
        path: docs/incident-response.md
        title: Incident response plan
        reviewed: 2026-03-10
        review-every: 365d
      """,
    sources: ["FIPS 180-4 (SHA-256)"])
}
