import Model
import StructuredData
import Systems

/// Adds to a response what is read out of it, and lets go of what no check needs.
package struct ResponseFacts: Sendable {
  /// Every answer's data is kept for the whole run, and a value takes much more room than its text.
  private static let dataLimits = ParseLimits(
    maximumBytes: ExchangeLimits.bodyBytes, maximumNodes: 40_000)

  private let suffixes = PublicSuffixes()

  package init() {}

  package func filled(_ exchange: Exchange) -> Exchange {
    Exchange(responses: exchange.responses.map(filled))
  }

  package func filled(_ response: Response) -> Response {
    let document = Self.document(of: response)
    // Data is kept whole, so that it can be read again; of anything else the beginning is enough.
    let kept = document == nil ? ExchangeLimits.keptBodyBytes : ExchangeLimits.bodyBytes
    return Response(
      url: response.url, status: response.status, version: response.version,
      headers: response.headers, bodySize: response.bodySize, digest: response.digest,
      body: Array(response.body.prefix(kept)),
      isBodyWhole: response.isBodyWhole && response.body.count <= kept,
      page: PageReader.page(of: response, suffixes: suffixes), document: document,
      site: EndpointAddress(response.url).flatMap { suffixes.registrableDomain(of: $0.host) })
  }

  /// A response that was kept, with the data in its body read again.
  package static func restored(_ response: Response) -> Response {
    guard let document = document(of: response) else { return response }
    return Response(
      url: response.url, status: response.status, version: response.version,
      headers: response.headers, bodySize: response.bodySize, digest: response.digest,
      body: response.body, isBodyWhole: response.isBodyWhole, page: response.page,
      document: document, site: response.site)
  }

  private static func document(of response: Response) -> Node? {
    let type = response.contentType ?? ""
    guard response.isBodyWhole, type == "application/json" || type.hasSuffix("+json") else {
      return nil
    }
    return try? StructuredParser.parse(
      response.body, as: .json, path: response.url, limits: dataLimits
    ).first
  }
}
