import Model

/// One request and how it is made.
package struct HTTPRequest: Sendable {
  package var url: String
  package var method = "GET"
  package var body: String?
  /// Headers of the endpoint, which may be credentials: sent to its own origin alone.
  package var headers: [HeaderLine] = []
  /// Headers that are no secret, such as `Origin`: sent with every hop, over http too.
  package var openHeaders: [HeaderLine] = []
  package var followsRedirects = true
  /// A PEM file of the authority to trust instead of the system's.
  package var certificateAuthority: String?
  /// `host:port:address` overrides of name resolution, with the port to reach if it is another.
  package var resolve: [String] = []
  package var proxy: String?
  package var connectTimeout: Duration = .seconds(ExchangeLimits.seconds)
  /// For everything, redirects included.
  package var totalTimeout: Duration = .seconds(ExchangeLimits.seconds)

  package init(
    url: String, headers: [HeaderLine] = [], certificateAuthority: String? = nil,
    resolve: [String] = [], connectTimeout: Duration = .seconds(ExchangeLimits.seconds),
    totalTimeout: Duration = .seconds(ExchangeLimits.seconds)
  ) {
    self.url = url
    self.headers = headers
    self.certificateAuthority = certificateAuthority
    self.resolve = resolve
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
  }

  /// The request that an observation asks for, within a time.
  package init(_ request: ExchangeRequest, within timeout: Duration) {
    self.init(
      url: request.url, headers: request.endpoint.requestHeaders,
      certificateAuthority: request.endpoint.certificateAuthority,
      resolve: request.endpoint.resolve, connectTimeout: timeout, totalTimeout: timeout)
    method = request.method
    body = request.body
    openHeaders = request.headers
    followsRedirects = request.followsRedirects
    proxy = request.endpoint.proxy
  }
}
