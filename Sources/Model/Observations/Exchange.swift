/// Asks for one GET of a URL, without following redirects to other hosts.
package struct ExchangeRequest: ObservationRequest {
  package typealias Facts = Exchange

  package let endpoint: Endpoint
  package let path: String

  package init(endpoint: Endpoint, path: String) {
    self.endpoint = endpoint
    self.path = path
  }

  package var url: String { endpoint.origin + path }

  package var subject: String { url }

  // Targets that differ only in their list of paths share their exchanges.
  package static func == (left: Self, right: Self) -> Bool {
    left.path == right.path && left.endpoint.origin == right.endpoint.origin
      && left.endpoint.requestHeaders == right.endpoint.requestHeaders
      && left.endpoint.certificateAuthority == right.endpoint.certificateAuthority
      && left.endpoint.resolve == right.endpoint.resolve
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(url)
    hasher.combine(endpoint.requestHeaders)
  }
}

/// A request and everything that came back, one response per redirect hop.
package struct Exchange: Sendable {
  /// First the answer to the request itself, then one for each redirect that was followed.
  package let responses: [Response]

  package init(responses: [Response]) { self.responses = responses }
}

package struct Response: Sendable {
  package let url: String
  package let status: Int
  /// `1.1` or `2`.
  package let version: String
  /// Every header line in the order it arrived, names as they were written.
  package let headers: [HeaderLine]
  /// Bytes of body that were read, after which reading stopped.
  package let bodySize: Int
  /// SHA-256 of the header lines and the body that was read.
  package let digest: String

  package init(
    url: String, status: Int, version: String, headers: [HeaderLine], bodySize: Int, digest: String
  ) {
    self.url = url
    self.status = status
    self.version = version
    self.headers = headers
    self.bodySize = bodySize
    self.digest = digest
  }

  /// Values of every line with that name, compared without regard to case (RFC 9110 section 5.1).
  package func values(of name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }
}

package struct HeaderLine: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
