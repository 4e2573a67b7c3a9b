/// Asks for one exchange with a URL, without following redirects to other hosts.
package struct ExchangeRequest: ObservationRequest {
  package typealias Facts = Exchange

  package let endpoint: Endpoint
  package let path: String
  package let method: String
  /// What a check sends beside the endpoint's own headers, such as `Origin`; never a credential.
  package let headers: [HeaderLine]
  package let body: String?
  package let followsRedirects: Bool

  package init(
    endpoint: Endpoint, path: String, method: String = "GET", headers: [HeaderLine] = [],
    body: String? = nil, followsRedirects: Bool = true
  ) {
    self.endpoint = endpoint
    self.path = path
    self.method = method
    self.headers = headers
    self.body = body
    self.followsRedirects = followsRedirects
  }

  package var url: String { endpoint.origin + path }

  package var subject: String { method == "GET" ? url : "\(method) \(url)" }

  package var place: String { endpoint.origin }

  // Targets that differ only in their list of paths share their exchanges.
  package static func == (left: Self, right: Self) -> Bool {
    left.path == right.path && left.endpoint.origin == right.endpoint.origin
      && left.method == right.method && left.headers == right.headers && left.body == right.body
      && left.followsRedirects == right.followsRedirects
      && left.endpoint.requestHeaders == right.endpoint.requestHeaders
      && left.endpoint.certificateAuthority == right.endpoint.certificateAuthority
      && left.endpoint.resolve == right.endpoint.resolve
      && left.endpoint.proxy == right.endpoint.proxy
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(url)
    hasher.combine(method)
    hasher.combine(headers)
    hasher.combine(endpoint.requestHeaders)
  }
}

/// A request and everything that came back, one response per redirect hop.
package struct Exchange: Sendable, Codable {
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
  /// The first bytes of the body, `ExchangeLimits.keptBodyBytes` at most; all of it when it is data.
  package let body: [UInt8]
  /// Whether the whole body was read, so that what is not seen in it is not there.
  package let isBodyWhole: Bool
  /// What the page refers to, when the body is HTML that could be read.
  package let page: Page?
  /// The body as data, when it is JSON that could be read.
  package let document: Node?
  /// The registrable domain of the host (Public Suffix List); nil for addresses and single labels.
  package let site: String?

  package init(
    url: String, status: Int, version: String, headers: [HeaderLine], bodySize: Int, digest: String,
    body: [UInt8] = [], isBodyWhole: Bool = true, page: Page? = nil, document: Node? = nil,
    site: String? = nil
  ) {
    self.url = url
    self.status = status
    self.version = version
    self.headers = headers
    self.bodySize = bodySize
    self.digest = digest
    self.body = body
    self.isBodyWhole = isBodyWhole
    self.page = page
    self.document = document
    self.site = site
  }

  /// Values of every line with that name, compared without regard to case (RFC 9110 section 5.1).
  package func values(of name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// Type and subtype of the content in lower case, without parameters; nil when none is declared.
  package var contentType: String? {
    guard let value = values(of: "content-type").last else { return nil }
    let essence = value.prefix { $0 != ";" && $0 != "," }.filter { $0 != " " && $0 != "\t" }
    return essence.isEmpty ? nil : essence.lowercased()
  }

  /// Whether browsers show it as a page.
  package var isHTML: Bool {
    ["text/html", "application/xhtml+xml"].contains(contentType ?? "")
  }
}

package struct HeaderLine: Hashable, Sendable, Codable {
  package let name: String
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
