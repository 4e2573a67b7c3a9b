import Model

/// One GET and how it is made.
package struct HTTPRequest: Sendable {
  package let url: String
  package let headers: [HeaderLine]
  /// A PEM file of the authority to trust instead of the system's.
  package let certificateAuthority: String?
  /// `host:port:address` overrides of name resolution.
  package let resolve: [String]
  package let connectTimeout: Duration
  /// For everything, redirects included.
  package let totalTimeout: Duration

  package init(
    url: String, headers: [HeaderLine] = [], certificateAuthority: String? = nil,
    resolve: [String] = [], connectTimeout: Duration = .seconds(10),
    totalTimeout: Duration = .seconds(10)
  ) {
    self.url = url
    self.headers = headers
    self.certificateAuthority = certificateAuthority
    self.resolve = resolve
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
  }
}
