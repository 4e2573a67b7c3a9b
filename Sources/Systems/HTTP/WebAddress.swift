import CCurl
import Model

/// A URL in its parts, read by the library that will connect to it, so that both agree on the host.
struct WebAddress: Hashable, Sendable {
  let scheme: String
  /// In lower case, IPv6 addresses in brackets.
  let host: String
  let port: Int
  /// The whole URL without user information and fragment.
  let text: String
  let user: String?
  let password: String?

  /// Reads an absolute URL.
  ///
  /// - Throws: a reason that never repeats the URL, which may hold a password.
  init(_ text: String) throws(Unavailable) { try self.init(text, relativeTo: nil) }

  /// Reads what a `Location` header says, seen from the address that answered.
  init(_ text: String, relativeTo base: WebAddress?) throws(Unavailable) {
    guard !text.isEmpty, text.utf8.count <= 8_000,
      !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { throw Unavailable("its address is not a URL") }
    // Made here and freed at the end; every call gets terminated text that lives through it.
    guard let url = unsafe curl_url() else { throw Unavailable("libcurl has no memory") }
    defer { unsafe curl_url_cleanup(url) }
    if let base {
      unsafe _ = curl_url_set(url, CURLUPART_URL, base.text, 0)
    }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME) | (base == nil ? 0 : UInt32(CURLU_URLENCODE))
    guard unsafe curl_url_set(url, CURLUPART_URL, text, flags) == CURLUE_OK,
      let scheme = unsafe Self.part(CURLUPART_SCHEME, of: url)
    else { throw Unavailable("its address is not a URL") }
    self.scheme = scheme.lowercased()
    host = (unsafe Self.part(CURLUPART_HOST, of: url) ?? "").lowercased()
    port = unsafe Self.part(CURLUPART_PORT, of: url).flatMap { Int($0) } ?? 0
    user = unsafe Self.part(CURLUPART_USER, of: url)
    password = unsafe Self.part(CURLUPART_PASSWORD, of: url)
    for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      unsafe _ = curl_url_set(url, part, nil, 0)
    }
    unsafe _ = curl_url_set(url, CURLUPART_HOST, host, 0)
    guard let bare = unsafe Self.part(CURLUPART_URL, of: url) else {
      throw Unavailable("its address is not a URL")
    }
    self.text = bare
  }

  var isHTTP: Bool { ["http", "https"].contains(scheme) && !host.isEmpty }

  /// Whether the host is this machine by its own name or address.
  var isLoopback: Bool {
    if ["localhost", "[::1]"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// The URL without its query, for messages: queries carry tokens.
  var label: String { String(text.prefix { $0 != "?" }) }

  func hasSameOrigin(as other: WebAddress) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    let flags =
      part == CURLUPART_PORT
      ? UInt32(CURLU_DEFAULT_PORT)
      : part == CURLUPART_USER || part == CURLUPART_PASSWORD ? UInt32(CURLU_URLDECODE) : 0
    guard unsafe curl_url_get(url, part, &text, flags) == CURLUE_OK, let text = unsafe text else {
      return nil
    }
    // libcurl hands out a terminated copy that is ours to free.
    defer { unsafe curl_free(text) }
    return unsafe String(cString: text)
  }
}
