import Model

/// Strict-Transport-Security, and the way from http to https.
struct ObservatoryTransport {
  private static let security = "strict-transport-security"
  private static let redirection = "redirection"
  private static let sixMonths = 15_552_000

  let security: ObservatoryResult
  let redirection: ObservatoryResult

  init(_ input: ObservatoryInput) {
    security = Self.judgeSecurity(input)
    redirection = Self.judgeRedirection(input)
  }

  // MARK: Strict-Transport-Security

  private static func judgeSecurity(_ input: ObservatoryInput) -> ObservatoryResult {
    if case .listed = input.preload { return ObservatoryResult(security, "hsts-preloaded") }
    switch input.https {
    case .failure(let reason):
      switch reason.cause {
      case .connectionRefused: return ObservatoryResult(security, "hsts-not-implemented-no-https")
      case .untrustedCertificate: return ObservatoryResult(security, "hsts-invalid-cert")
      case .unsetVariable, nil: return ObservatoryResult(security, unmeasured: reason.reason)
      }
    case .success(let exchange):
      guard let response = exchange.responses.last else {
        return ObservatoryResult(security, unmeasured: "no response")
      }
      return judge(response)
    }
  }

  private static func judge(_ response: Response) -> ObservatoryResult {
    let values = response.values(of: "strict-transport-security")
    guard let value = values.first else {
      return ObservatoryResult(security, "hsts-not-implemented")
    }
    let result: String
    do throws(StrictTransportSecurity.Invalid) {
      let policy = try StrictTransportSecurity(value)
      result =
        policy.maxAge < sixMonths
        ? "hsts-implemented-max-age-less-than-six-months"
        : "hsts-implemented-max-age-at-least-six-months"
    } catch { result = "hsts-header-invalid" }
    return ObservatoryResult(
      security, result, seen: ValueText.plain(value),
      reference: (
        referenceResult(value),
        "RFC 6797 section 6.1: spaces around the equals sign are allowed, and max-age is digits "
          + "alone, as a word or in quotes"
      ))
  }

  /// What the reference makes of a value: numbers as JavaScript's parseInt reads them.
  private static func referenceResult(_ value: String) -> String {
    guard !value.contains(",") else { return "hsts-header-invalid" }
    var age: Int??
    for part in value.split(separator: ";", omittingEmptySubsequences: false) {
      let part = String(part).trimmingWhitespace.lowercased()
      guard part.hasPrefix("max-age=") else { continue }
      age = .some(leadingNumber(String(part.dropFirst(8))))
    }
    guard let age else { return "hsts-header-invalid" }
    // Not a number is not less than six months.
    return (age ?? sixMonths) < sixMonths
      ? "hsts-implemented-max-age-less-than-six-months"
      : "hsts-implemented-max-age-at-least-six-months"
  }

  private static func leadingNumber(_ text: String) -> Int? {
    let text = text.trimmingWhitespace
    let sign = text.hasPrefix("-") ? -1 : 1
    let digits = text.drop { $0 == "-" || $0 == "+" }.prefix { $0.isASCII && $0.isNumber }
    return Int(digits.prefix(15)).map { $0 * sign }
  }

  // MARK: Redirection

  private static func judgeRedirection(_ input: ObservatoryInput) -> ObservatoryResult {
    let exchange: Exchange
    switch input.http {
    case .failure(let reason):
      switch reason.cause {
      case .connectionRefused:
        return ObservatoryResult(redirection, "redirection-not-needed-no-http")
      case .untrustedCertificate: return ObservatoryResult(redirection, "redirection-invalid-cert")
      case .unsetVariable, nil: return ObservatoryResult(redirection, unmeasured: reason.reason)
      }
    case .success(let answered): exchange = answered
    }
    let route = RedirectRoute(exchange)
    return ObservatoryResult(
      redirection, result(of: route, input.preload),
      seen: route.addresses.map(WebAddress.shown).joined(separator: " → "))
  }

  private static func result(
    of route: RedirectRoute, _ preload: ObservatoryInput.Preload
  ) -> String {
    let hosts = Set(route.addresses.map { WebAddress.host(of: $0) })
    if case .listed = preload, hosts.count == 1 { return "redirection-all-redirects-preloaded" }
    guard let last = route.addresses.last, route.addresses.count > 1 else {
      return "redirection-missing"
    }
    guard WebAddress.isSecure(last) else { return "redirection-not-to-https" }
    let first = route.addresses[0]
    let second = route.addresses[1]
    guard WebAddress.isSecure(second) else {
      return "redirection-not-to-https-on-initial-redirection"
    }
    return WebAddress.host(of: first) == WebAddress.host(of: second)
      ? "redirection-to-https" : "redirection-off-host-from-http"
  }
}
