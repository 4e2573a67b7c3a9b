import Model

/// What the HTTP Observatory's tests look at, for one site.
package struct ObservatoryInput: Sendable {
  /// Whether the site is on the browsers' list of sites that are only asked over https.
  package enum Preload: Sendable {
    case listed
    case notListed
    /// The list is not shipped, and nobody said.
    case unknown
  }

  let https: Result<Exchange, Unavailable>
  let http: Result<Exchange, Unavailable>
  /// The answer to an OPTIONS request from another origin.
  let preflight: Result<Exchange, Unavailable>
  let preflightOrigin: String
  /// Asked for its cookies only.
  let robots: Result<Exchange, Unavailable>
  let preload: Preload
  let now: Instant

  package init(
    https: Result<Exchange, Unavailable>, http: Result<Exchange, Unavailable>,
    preflight: Result<Exchange, Unavailable>, preflightOrigin: String,
    robots: Result<Exchange, Unavailable>, preload: Preload, now: Instant
  ) {
    self.https = https
    self.http = http
    self.preflight = preflight
    self.preflightOrigin = preflightOrigin
    self.robots = robots
    self.preload = preload
    self.now = now
  }

  /// The answer that is judged: over https where there is one, else over http.
  ///
  /// - Throws: why neither can be judged.
  func page() throws(Unavailable) -> Response {
    switch https {
    case .success(let exchange):
      guard let last = exchange.responses.last else { throw Unavailable("no response") }
      return try Self.judged(last)
    case .failure(let reason) where reason.cause == .connectionRefused:
      guard let last = try http.get().responses.last else { throw Unavailable("no response") }
      return try Self.judged(last)
    case .failure(let reason): throw reason
    }
  }

  /// As the reference has it, only these answers tell of a site.
  private static func judged(_ response: Response) throws(Unavailable) -> Response {
    guard (200..<400).contains(response.status) || [401, 403].contains(response.status) else {
      throw Unavailable("answered \(response.status), which tells nothing of the site")
    }
    return response
  }
}
