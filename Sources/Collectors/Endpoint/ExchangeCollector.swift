import Model
import Systems

/// Sends one request to an endpoint.
package struct ExchangeCollector: Collector {
  private let client: HTTPClient
  private let timeout: Duration
  private let facts = ResponseFacts()

  /// Takes the time that one exchange may take at most, redirects included.
  package init(client: HTTPClient, timeout: Duration = .seconds(ExchangeLimits.seconds)) {
    self.client = client
    self.timeout = timeout
  }

  package func collect(_ request: ExchangeRequest, in context: CollectionContext)
    throws(Unavailable) -> Exchange
  {
    try context.checkCancellation()
    let left = min(timeout, context.deadline - .now)
    let exchange = try client.send(
      HTTPRequest(request, within: left), isCancelled: { context.cancellation.isCancelled })
    return facts.filled(exchange).hiding(request.endpoint.requestHeaders)
  }
}
