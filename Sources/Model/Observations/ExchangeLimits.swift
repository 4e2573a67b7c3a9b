/// How much an endpoint may make a run read; printed with every result that rests on exchanges.
package enum ExchangeLimits {
  /// Bytes of a body that are read before the connection is closed.
  package static let bodyBytes = 1 << 20
  /// Bytes of a body that are kept for checks that look into it.
  package static let keptBodyBytes = 64 << 10
  package static let redirects = 10
  /// Seconds for one exchange, redirects included.
  package static let seconds = 10
  /// Exchanges with one origin at the same time.
  package static let perOrigin = 4
  /// Requests that one burst sends at most.
  package static let burst = 120
}
