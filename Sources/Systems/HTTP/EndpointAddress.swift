import Model

/// A URL as pages and headers write it, resolved by the library that would connect to it.
package struct EndpointAddress: Hashable, Sendable {
  /// Without user information and fragment.
  package let url: String
  package let scheme: String
  /// In lower case, IPv6 addresses in brackets; empty for schemes without one.
  package let host: String
  package let port: Int

  private init(_ address: WebAddress) {
    url = address.text
    scheme = address.scheme
    host = address.host
    port = address.port
  }

  /// The URL that a text means on a page or in a response at an address; nil when it is none.
  package static func resolve(_ text: String, against base: String) -> EndpointAddress? {
    let text = text.drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
    guard let base = try? WebAddress(base),
      let address = try? WebAddress(String(text), relativeTo: base)
    else { return nil }
    return EndpointAddress(address)
  }

  /// The URL that a text is by itself; nil when it is none.
  package init?(_ text: String) {
    guard let address = try? WebAddress(text) else { return nil }
    self.init(address)
  }
}
