import Model

/// Judges a recorded browser session: whom the pages talked to, and how.
package struct HARCheck: Check {
  package static let definition = CheckDefinition(
    name: "har",
    family: "endpoint",
    summary: "In a recorded browser session pages talk to declared hosts only.",
    passes: """
      Every request of the recording goes to a declared host over https, and bodies are only sent \
      to hosts that may receive them.
      """,
    fails: """
      A host was contacted that is not declared; a body of at least `upload-minimum` bytes was sent \
      to a host that `uploads` does not name; or something was asked over http (mixed content), \
      localhost apart. Query strings and bodies are never shown.
      """,
    unmeasured: """
      The file is not there, is larger than what is read, or is no HAR recording; it holds no \
      request; or it is older than `within`, or does not tell when it was made.
      """,
    fields: [
      Field("file", .glob, required: true, "The recording, as browsers export it (HAR 1.2)."),
      Field(
        "target", .target, "The folder that the path starts from; the posture's own if left out."),
      Field(
        "hosts", .list(of: .text), required: true,
        "The hosts that may be contacted; *.example.com stands for example.com and all below it."),
      Field("uploads", .list(of: .text), "The hosts that may receive bodies; all if left out."),
      Field("upload-minimum", .size, default: "1", "Bodies smaller than this are no upload."),
      Field("within", .duration, default: "90d", "How old the recording may be."),
    ],
    example: """
      har:
        file: evidence/sign-in.har
        hosts: ["*.invoiceops.ai", js.stripe.com]
        uploads: ["*.invoiceops.ai"]
        within: 90d
      """,
    sources: ["HTTP Archive 1.2: http://www.softwareishard.com/blog/har-12-spec/"])

  let file: String
  let target: String?
  let hosts: [HostPattern]
  let uploads: [HostPattern]?
  let uploadMinimum: Int
  let within: TimeSpan

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    file = arguments.text("file") ?? ""
    target = arguments.text("target")
    hosts = try HostPattern.all(in: arguments, "hosts")
    uploads = arguments.has("uploads") ? try HostPattern.all(in: arguments, "uploads") : nil
    uploadMinimum = max(arguments.size("upload-minimum")?.bytes ?? 1, 1)
    within = arguments.duration("within") ?? .seconds(90 * 86_400)
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    (try? request(in: context)).map { [$0] } ?? []
  }

  private func request(in context: PlanContext) throws(Unavailable) -> StructuredFilesRequest {
    StructuredFilesRequest(
      folder: try context.folder(of: target), patterns: [file], format: .json)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    do throws(Unavailable) {
      let request = try request(in: context.plan)
      let observation = judgement.outcome(of: request)
      let files = try observation.outcome.get().files
      if files.isEmpty { judgement.note("no file matches \(ValueText.plain(file))") }
      for file in files {
        let path = context.plan.path(file.path, in: request.folder)
        guard let document = try file.documents.get().first else {
          throw Unavailable("\(path): it is empty")
        }
        try judge(document, path, file.digest, observation.observedAt, &judgement)
      }
    } catch {
      judgement.note(error.reason)
    }
    return judgement.result(
      passing: "\(counted(judgement.subjects, "request")) to declared hosts only",
      nothing: "the recording holds no request")
  }

  private func judge(
    _ document: Node, _ path: String, _ digest: String?, _ moment: Instant,
    _ judgement: inout EndpointJudgement
  ) throws(Unavailable) {
    let session: RecordedSession
    do throws(Unavailable) {
      session = try RecordedSession(document)
    } catch {
      throw Unavailable("\(path): \(error.reason)")
    }
    judgeAge(of: session, path, &judgement)
    var reported: Set<String> = []
    for request in session.requests where Self.isNetwork(request.url) {
      judgement.subjects += 1
      for (rule, message) in faults(of: request) {
        let host = WebAddress.host(of: request.url)
        guard reported.insert("\(rule) \(host)").inserted else { continue }
        judgement.add(
          rule, message, at: Location(path: path, span: request.span), identity: "\(rule) \(host)")
      }
    }
    let contacted = Set(
      session.requests.filter { Self.isNetwork($0.url) }.map { WebAddress.host(of: $0.url) })
    judgement.keep(
      "contacted: "
        + contacted.sorted().prefix(50).map { ValueText.plain($0) }
        .joined(separator: ", "), location: Location(path: path), digest: digest, at: moment)
  }

  private func judgeAge(
    of session: RecordedSession, _ path: String, _ judgement: inout EndpointJudgement
  ) {
    guard let startedAt = session.startedAt else {
      return judgement.note("\(path): it does not tell when it was recorded")
    }
    let now = judgement.context.now
    guard within.end(from: startedAt) >= now else {
      return judgement.note(
        "\(path): it was recorded on \(startedAt.date), more than \(within) ago")
    }
    // An hour of difference between two clocks is no forgery.
    if startedAt.seconds > now.seconds + 3_600 {
      judgement.note("\(path): it says that it was recorded on \(startedAt.date), which is to come")
    }
  }

  private func faults(of request: RecordedSession.Request) -> [(String, String)] {
    let host = WebAddress.host(of: request.url)
    let shown = ValueText.plain(WebAddress.shown(request.url))
    var faults: [(String, String)] = []
    if !hosts.contains(where: { $0.covers(host) }) {
      faults.append(("undeclared-host", "\(shown): the host is not declared"))
    }
    if let uploads, request.uploaded >= uploadMinimum,
      !uploads.contains(where: { $0.covers(host) })
    {
      faults.append(
        ("upload", "\(request.method) \(shown): \(request.uploaded) bytes were sent there"))
    }
    let isLocal = ["localhost", "127.0.0.1", "[::1]"].contains(host)
    if ["http", "ws"].contains(WebAddress.scheme(of: request.url)), !isLocal {
      faults.append(("insecure", "\(shown) was asked without encryption"))
    }
    return faults
  }

  /// What never leaves the browser is no contact.
  private static func isNetwork(_ url: String) -> Bool {
    ["http", "https", "ws", "wss"].contains(WebAddress.scheme(of: url))
  }
}
