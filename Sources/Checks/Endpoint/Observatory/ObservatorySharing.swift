import Model

/// Cross-origin resource sharing, as the answer to one preflight tells it.
struct ObservatorySharing {
  private static let test = "cross-origin-resource-sharing"

  let result: ObservatoryResult

  init(_ input: ObservatoryInput) {
    switch input.preflight {
    case .failure(let reason):
      result = ObservatoryResult(Self.test, unmeasured: reason.reason)
    case .success(let exchange):
      guard let response = exchange.responses.last else {
        result = ObservatoryResult(Self.test, unmeasured: "no response")
        return
      }
      result = Self.judge(response, origin: input.preflightOrigin)
    }
  }

  private static func judge(_ response: Response, origin: String) -> ObservatoryResult {
    let prefix = "cross-origin-resource-sharing-"
    guard let allowed = response.values(of: "access-control-allow-origin").first, !allowed.isEmpty
    else { return ObservatoryResult(test, prefix + "not-implemented") }
    let credentials = response.values(of: "access-control-allow-credentials").first
    let takesCredentials = credentials?.trimmingWhitespace.lowercased() == "true"
    let access =
      allowed.trimmingWhitespace == "*"
      ? "public" : allowed == origin && takesCredentials ? "universal" : "restricted"
    return ObservatoryResult(
      test, prefix + "implemented-with-\(access)-access", seen: ValueText.plain(allowed))
  }
}
