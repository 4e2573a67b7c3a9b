import Model

/// Which paths of which targets a check asks for.
struct EndpointPaths: Sendable {
  static let fields = [
    Field("target", .oneOrMany(.target), required: true, "The live endpoints that are asked."),
    Field("paths", .list(of: .text), "Paths that are asked for; the target's own if left out."),
  ]

  let targets: [String]
  let paths: [String]

  init(_ arguments: Arguments) throws(Diagnostics) {
    targets = arguments.texts("target")
    paths = arguments.texts("paths")
    let wrong = arguments.nodes("paths").filter { $0.scalarText?.hasPrefix("/") != true }
    guard wrong.isEmpty else {
      throw Diagnostics(
        wrong.map {
          Diagnostic(
            "`paths`: expected a path that starts with /, found \(ValueText.shown($0))",
            at: Location(path: arguments.path, span: $0.span))
        })
    }
  }

  func paths(of endpoint: Endpoint) -> [String] {
    if !paths.isEmpty { return paths }
    return endpoint.paths.isEmpty ? ["/"] : endpoint.paths
  }

  func requests(to endpoint: Endpoint) -> [ExchangeRequest] {
    paths(of: endpoint).map { ExchangeRequest(endpoint: endpoint, path: $0) }
  }

  func requests(in context: PlanContext) -> [ExchangeRequest] {
    endpoints(in: context).flatMap { requests(to: $0) }
  }

  /// The targets that can be asked.
  func endpoints(in context: PlanContext) -> [Endpoint] {
    targets.compactMap { try? context.endpoint(of: $0) }
  }
}
