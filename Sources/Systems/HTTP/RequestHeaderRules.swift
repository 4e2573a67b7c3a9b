import Model

/// Decides which request headers may be sent where.
///
/// Credentials go to the declared origin over https and nowhere else.
struct RequestHeaderRules {
  private static let credentialWords = [
    "auth", "cookie", "token", "key", "secret", "session", "password", "credential", "signature",
  ]

  /// Refuses a request whose headers are malformed or may not go to its own origin.
  static func check(_ headers: [HeaderLine], for address: WebAddress) throws(Unavailable) {
    try checkForm(headers)
    guard address.scheme != "https" else { return }
    if address.user != nil || address.password != nil
      || headers.contains(where: { isCredential($0.name) })
    {
      throw Unavailable("credentials are never sent over http")
    }
    guard headers.isEmpty || address.isLoopback else {
      throw Unavailable("request headers are only sent over https")
    }
  }

  /// Refuses headers that would break the request.
  static func checkForm(_ headers: [HeaderLine]) throws(Unavailable) {
    for header in headers {
      guard isToken(header.name) else {
        throw Unavailable("a request header's name is not a header name")
      }
      guard !header.value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) else {
        throw Unavailable("the request header \(header.name) holds a line break or control byte")
      }
    }
  }

  /// The headers for one hop: all for the declared origin, none for any other.
  static func headers(
    _ headers: [HeaderLine], from origin: WebAddress, to address: WebAddress
  ) -> [HeaderLine] {
    address.hasSameOrigin(as: origin) ? headers : []
  }

  static func isCredential(_ name: String) -> Bool {
    let name = name.lowercased()
    return credentialWords.contains { name.contains($0) }
  }

  /// RFC 9110 section 5.6.2.
  static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}
