import Model
import Systems

/// Sends the same request again and again, one after the other, until it is refused.
package struct RequestBurstCollector: Collector {
  private let client: HTTPClient
  private let facts = ResponseFacts()

  package init(client: HTTPClient) { self.client = client }

  package func collect(_ request: RequestBurstRequest, in context: CollectionContext)
    throws(Unavailable) -> RequestBurst
  {
    let start = ContinuousClock.now
    var responses: [Response] = []
    while responses.count < request.count, responses.last?.status != 429 {
      try context.checkCancellation()
      let left = min(.seconds(ExchangeLimits.seconds), context.deadline - .now)
      let exchange = try client.send(
        HTTPRequest(request.exchange, within: left),
        isCancelled: { context.cancellation.isCancelled })
      guard let first = exchange.responses.first else { break }
      responses.append(
        facts.filled(first).hiding(request.exchange.endpoint.requestHeaders))
    }
    let spent = (ContinuousClock.now - start).components
    return RequestBurst(
      responses: responses,
      milliseconds: Int(spent.seconds) * 1_000 + Int(spent.attoseconds / 1_000_000_000_000_000))
  }
}
