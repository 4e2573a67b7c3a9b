import Model

/// Judges whether a server gives away files that belong to nobody outside.
package struct ExposureCheck: Check {
  package static let definition = CheckDefinition(
    name: "exposure",
    family: "endpoint",
    summary: "Files that servers give away by mistake are not there.",
    passes: """
      None of at most twelve well-known addresses answers with the content of the file that it \
      stands for: .git/HEAD, .git/config, .env, .svn/wc.db, .DS_Store, server-status, \
      actuator/env, phpinfo.php, wp-config.php.bak, backup.sql, debug/pprof, .aws/credentials.
      """,
    fails: """
      An address answers 200 with content of that kind. Content is never shown. A site that answers \
      every address with the same page is told by a control request and is no finding.
      """,
    unmeasured: """
      An address did not answer, or answered 429 or 5xx; or the control request was answered with \
      content of the same kind, so that nothing can be told.
      """,
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live endpoints that are asked."),
      Field(
        "skip", .list(of: .choice(ExposedFile.all.map(\.rule))), "Addresses that are not asked."),
    ],
    example: """
      exposure:
        target: web
        skip: [phpinfo, wordpress-backup]
      """,
    sources: ["The project's own list of twelve addresses and of what their content looks like."])

  /// An address that no site has, so that what answers there answers everywhere.
  static let control = "/avouch-no-such-file-5d1f0c"

  let targets: [String]
  let files: [ExposedFile]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    targets = arguments.texts("target")
    let skipped = Set(arguments.texts("skip"))
    files = ExposedFile.all.filter { !skipped.contains($0.rule) }
    guard !files.isEmpty else {
      throw Diagnostics([
        Diagnostic("`skip` leaves nothing to ask for", at: arguments.location(of: "skip"))
      ])
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.compactMap { try? context.endpoint(of: $0) }.flatMap { endpoint in
      [request(endpoint, Self.control)] + files.map { request(endpoint, $0.path) }
    }
  }

  /// As anybody would ask, without the target's credentials.
  private func request(_ endpoint: Endpoint, _ path: String) -> ExchangeRequest {
    ExchangeRequest(endpoint: endpoint.anonymous(), path: path, followsRedirects: false)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    judgement.forEachEndpoint(of: targets) { judgement, endpoint in
      guard let control = judgement.page(request(endpoint, Self.control)) else { return }
      judgement.keep("control: \(control.response.status)", of: control)
      for file in files {
        guard let answered = judgement.page(request(endpoint, file.path)) else { continue }
        judge(file, answered, control: control.response, &judgement)
      }
    }
    return judgement.result(
      passing: "\(judgement.subjects) addresses give nothing away")
  }

  private func judge(
    _ file: ExposedFile, _ answered: Answered, control: Response,
    _ judgement: inout EndpointJudgement
  ) {
    let response = answered.response
    judgement.subjects += 1
    judgement.keep("\(file.path): \(response.status)", of: answered)
    guard (200..<300).contains(response.status) else { return }
    if let coding = response.values(of: "content-encoding").first,
      coding.trimmingWhitespace.lowercased() != "identity"
    {
      return judgement.note("\(answered.url): the answer is packed and was not read")
    }
    guard file.isContent(response.body) else { return }
    guard !file.isContent(control.body) else {
      return judgement.note(
        "\(answered.url): an address that does not exist is answered in the same way")
    }
    judgement.add(
      file.rule, "\(file.path) gives away \(file.what)", at: answered.url, identity: file.path,
      fix: "Keep the file out of what is served, and change every secret that was in it.")
  }
}
