import Model
import StructuredData
import Systems

/// Adds to a response what is read out of it, and lets go of what no check needs.
package struct ResponseFacts: Sendable {
  private let suffixes = PublicSuffixes()

  package init() {}

  package func filled(_ exchange: Exchange) -> Exchange {
    Exchange(responses: exchange.responses.map(filled))
  }

  package func filled(_ response: Response) -> Response {
    Response(
      url: response.url, status: response.status, version: response.version,
      headers: response.headers, bodySize: response.bodySize, digest: response.digest,
      body: Array(response.body.prefix(ExchangeLimits.keptBodyBytes)),
      isBodyWhole: response.isBodyWhole
        && response.body.count <= ExchangeLimits.keptBodyBytes,
      page: PageReader.page(of: response, suffixes: suffixes), document: document(of: response),
      site: EndpointAddress(response.url).flatMap { suffixes.registrableDomain(of: $0.host) })
  }

  private func document(of response: Response) -> Node? {
    let type = response.contentType ?? ""
    guard response.isBodyWhole, type == "application/json" || type.hasSuffix("+json") else {
      return nil
    }
    return try? StructuredParser.parse(response.body, as: .json, path: response.url).first
  }
}
