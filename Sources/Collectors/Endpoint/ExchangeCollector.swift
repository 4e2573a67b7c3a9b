import Model
import Systems

/// Gets a URL of an endpoint.
package struct ExchangeCollector: Collector {
  private let client: HTTPClient
  private let timeout: Duration

  /// Takes the time that one exchange may take at most, redirects included.
  package init(client: HTTPClient, timeout: Duration = .seconds(10)) {
    self.client = client
    self.timeout = timeout
  }

  package func collect(_ request: ExchangeRequest, in context: CollectionContext)
    throws(Unavailable) -> Exchange
  {
    try context.checkCancellation()
    let endpoint = request.endpoint
    let left = min(timeout, context.deadline - .now)
    return try client.get(
      HTTPRequest(
        url: request.url, headers: endpoint.requestHeaders,
        certificateAuthority: endpoint.certificateAuthority, resolve: endpoint.resolve,
        connectTimeout: left, totalTimeout: left),
      isCancelled: { context.cancellation.isCancelled })
  }
}
