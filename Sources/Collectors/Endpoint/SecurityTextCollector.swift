import Model
import Systems

/// Gets a site's security.txt and has its signature checked.
package struct SecurityTextCollector: Collector {
  private let exchanges: ExchangeCollector

  package init(client: HTTPClient) { exchanges = ExchangeCollector(client: client) }

  package func collect(_ request: SecurityTextRequest, in context: CollectionContext)
    throws(Unavailable) -> SecurityText
  {
    let exchange = try exchanges.collect(request.exchange, in: context)
    return SecurityText(exchange: exchange, signature: signature(exchange, request, context))
  }

  private func signature(
    _ exchange: Exchange, _ request: SecurityTextRequest, _ context: CollectionContext
  ) -> SecurityText.Signature {
    guard let key = request.key else { return .notAsked }
    guard let last = exchange.responses.last, last.status == 200, last.isBodyWhole else {
      return .unknown("the file was not read")
    }
    do throws(Unavailable) {
      let problem = try OpenPGPVerifier(key: key).problem(of: last.body, until: context.deadline)
      return problem.map { .invalid($0) } ?? .valid
    } catch {
      return .unknown(error.reason)
    }
  }
}
