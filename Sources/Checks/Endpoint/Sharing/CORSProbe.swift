import Model

/// The origins that a cross-origin probe speaks for.
enum CORSProbe: Hashable, Sendable {
  case declared(String)
  /// A site that has nothing to do with this one.
  case foreign
  /// What sandboxed frames and local files send.
  case null
  /// The site's own name with another domain behind it, which a careless comparison lets in.
  case lookalike

  /// Never registered: .invalid is kept free (RFC 2606 section 2).
  static let foreignOrigin = "https://avouch-probe.invalid"

  func origin(for endpoint: Endpoint) -> String {
    switch self {
    case .declared(let origin): origin
    case .foreign: Self.foreignOrigin
    case .null: "null"
    case .lookalike:
      "https://\(WebAddress.host(of: endpoint.origin)).avouch-probe.invalid"
    }
  }

  var isDeclared: Bool {
    if case .declared = self { true } else { false }
  }

  var words: String {
    switch self {
    case .declared(let origin): origin
    case .foreign: "a foreign origin"
    case .null: "the origin null"
    case .lookalike: "a foreign origin whose name begins with this site's"
    }
  }

  /// A request as a page of that origin would make it.
  func request(to endpoint: Endpoint, _ path: String) -> ExchangeRequest {
    ExchangeRequest(
      endpoint: endpoint, path: path,
      headers: [HeaderLine(name: "Origin", value: origin(for: endpoint))], followsRedirects: false)
  }

  /// The question that a browser asks first; it carries no credentials (Fetch Standard section 4.8).
  func preflight(to endpoint: Endpoint, _ path: String, method: String) -> ExchangeRequest {
    ExchangeRequest(
      endpoint: endpoint.anonymous(), path: path, method: "OPTIONS",
      headers: [
        HeaderLine(name: "Origin", value: origin(for: endpoint)),
        HeaderLine(name: "Access-Control-Request-Method", value: method),
      ], followsRedirects: false)
  }
}
