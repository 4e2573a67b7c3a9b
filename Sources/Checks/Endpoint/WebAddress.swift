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

  /// Scheme, host and port as browsers compare them: `https://example.com`.
  static func origin(of url: String) -> String {
    let scheme = scheme(of: url)
    let authority = authority(of: url)
    let host =
      authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
      ?? authority
    let standard = scheme == "https" ? ":443" : ":80"
    let bare = host.hasSuffix(standard) ? host.dropLast(standard.count) : host
    return "\(scheme)://\(bare.lowercased())"
  }

  static func scheme(of url: String) -> String {
    guard let colon = url.firstIndex(of: ":") else { return "" }
    return url[..<colon].lowercased()
  }

  static func isSecure(_ url: String) -> Bool { scheme(of: url) == "https" }

  /// What a `Location` means, as far as scheme and host go.
  static func resolved(_ location: String, against base: String) -> String {
    let location = location.trimmingWhitespace
    if location.hasPrefix("//") { return scheme(of: base) + ":" + location }
    let head = location.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let colon = head.firstIndex(of: ":"), colon != head.startIndex,
      head[..<colon].utf8.allSatisfy({ HeaderToken.contains($0) })
    {
      return location
    }
    let origin = origin(of: base)
    return location.hasPrefix("/") ? origin + location : origin + "/" + location
  }

  private static func authority(of url: String) -> Substring {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else {
      return url[url.endIndex...]
    }
    return url[url.index(colon, offsetBy: 3)...].prefix { !["/", "?", "#", "\\"].contains($0) }
  }
}
