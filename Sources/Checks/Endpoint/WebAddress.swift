/// Reads parts of URLs that servers sent, without trusting their form.
enum WebAddress {
  /// The host in lower case, without user information and port.
  static func host(of url: String) -> String {
    let authority = authority(of: url)
    let host =
      authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
      ?? authority
    // Colons inside brackets belong to an IPv6 address.
    let withoutPort =
      host.hasPrefix("[") ? host.prefix { $0 != "]" } : host.prefix { $0 != ":" }
    return withoutPort.lowercased()
  }

  private static let longest = 500

  /// Scheme, host, port and path of at most 500 printable characters: no user information, query or
  /// fragment.
  static func shown(_ url: String) -> String {
    let printable = url.unicodeScalars.prefix(longest).filter { (0x21...0x7E).contains($0.value) }
    let withoutQuery = String(
      String.UnicodeScalarView(printable.prefix { $0 != "?" && $0 != "#" }))
    let authority = authority(of: withoutQuery)
    guard let at = authority.lastIndex(of: "@") else { return withoutQuery }
    return String(
      withoutQuery[..<authority.startIndex] + withoutQuery[authority.index(after: at)...])
  }

  private static func authority(of url: String) -> Substring {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else {
      return url[url.endIndex...]
    }
    return url[url.index(colon, offsetBy: 3)...].prefix { !["/", "?", "#", "\\"].contains($0) }
  }
}
