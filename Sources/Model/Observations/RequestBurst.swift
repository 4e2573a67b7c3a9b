/// Asks for the same GET again and again until it is refused, or often enough.
package struct RequestBurstRequest: ObservationRequest {
  package typealias Facts = RequestBurst

  package let exchange: ExchangeRequest
  /// `ExchangeLimits.burst` at most.
  package let count: Int

  package init(exchange: ExchangeRequest, count: Int) {
    self.exchange = exchange
    self.count = min(max(count, 1), ExchangeLimits.burst)
  }

  package var subject: String { "\(count) requests to \(exchange.url)" }
}

/// What a burst of requests was answered with.
package struct RequestBurst: Sendable, Codable {
  /// In the order sent; after the first 429 nothing more was sent.
  package let responses: [Response]
  package let milliseconds: Int

  package init(responses: [Response], milliseconds: Int) {
    self.responses = responses
    self.milliseconds = milliseconds
  }
}
