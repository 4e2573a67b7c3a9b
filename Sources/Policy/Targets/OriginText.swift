import StructuredData

/// A URL cut down to what a target is: scheme, host and port.
///
/// Messages never quote the URL, since it may hold a credential.
struct OriginText: Equatable {
  struct Problem: Error, Equatable {
    let message: String
    let suggestion: String?

    init(_ message: String, suggestion: String? = nil) {
      self.message = message
      self.suggestion = suggestion
    }
  }

  let isEncrypted: Bool
  /// Host and, unless it is the scheme's own, port.
  let authority: String

  var origin: String { (isEncrypted ? "https://" : "http://") + authority }

  init(_ text: String) throws(Problem) {
    let lowered = text.lowercased()
    let scheme = ["https://", "http://"].first { lowered.hasPrefix($0) }
    guard let scheme else {
      throw Problem("expected a URL that begins with https:// or http://")
    }
    let rest = text.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else {
      throw Problem(
        "a URL must not hold a user or password",
        suggestion: "send it as a header whose value comes from the environment: $NAME")
    }
    let tail = rest.dropFirst(authority.count)
    guard tail.isEmpty || tail == "/" else {
      throw Problem(
        "expected scheme, host and port only", suggestion: "write paths under \"paths\"")
    }
    isEncrypted = scheme == "https://"
    self.authority = try Self.authority(authority.lowercased(), defaultPort: isEncrypted ? 443 : 80)
  }

  private static func authority(_ text: String, defaultPort: Int) throws(Problem) -> String {
    let (host, port) = split(text)
    guard isHost(host) else {
      throw Problem(
        "the URL's host is not a host name or address",
        suggestion: host.utf8.contains { $0 >= 0x80 } ? "write it in punycode: xn--…" : nil)
    }
    guard let port else { return host }
    guard port.utf8.count <= 5, let number = UInt16(port), number > 0 else {
      throw Problem("the URL's port is not a number from 1 to 65535")
    }
    return Int(number) == defaultPort ? host : "\(host):\(number)"
  }

  /// The host and what follows its colon, an IPv6 address in brackets being a host.
  private static func split(_ text: String) -> (host: String, port: String?) {
    let afterAddress = text.lastIndex(of: "]") ?? text.startIndex
    guard let colon = text[afterAddress...].firstIndex(of: ":") else { return (text, nil) }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      let address = host.dropFirst().dropLast().utf8
      return !address.isEmpty
        && address.allSatisfy { isHexadecimalDigit($0) || $0 == 0x3A || $0 == 0x2E }
    }
    guard !host.isEmpty, host.utf8.count <= 253 else { return false }
    return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63
        && label.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
        }
    }
  }

  private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
