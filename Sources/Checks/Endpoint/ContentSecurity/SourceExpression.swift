/// One member of a source list (CSP Level 3 section 2.3.1).
enum SourceExpression: Hashable, Sendable {
  case none
  /// In lower case, quotes included.
  case keyword(String)
  /// The value between `'nonce-` and the closing quote.
  case nonce(String)
  case hash(algorithm: String, value: String)
  /// In lower case, without its colon.
  case scheme(String)
  case host(Host)
  /// Nothing that the grammar knows.
  case malformed

  struct Host: Hashable, Sendable {
    /// In lower case; nil when it is left out.
    let scheme: String?
    /// In lower case, `*` and `*.example.com` included.
    let name: String
    let port: String?
    let path: String
  }

  init(_ text: String) {
    let lowered = text.lowercased()
    if lowered == "'none'" {
      self = .none
    } else if let nonce = Self.quoted(text, after: "'nonce-") {
      self = .nonce(nonce)
    } else if let hash = Self.hash(text) {
      self = hash
    } else if lowered.hasPrefix("'") {
      self = ContentSecurityDirectives.keywords.contains(lowered) ? .keyword(lowered) : .malformed
    } else if lowered.hasSuffix(":"), Self.isScheme(lowered.dropLast()) {
      self = .scheme(String(lowered.dropLast()))
    } else {
      self = Self.host(text).map { .host($0) } ?? .malformed
    }
  }

  var isNonceOrHash: Bool {
    switch self {
    case .nonce, .hash: true
    default: false
    }
  }

  private static func quoted(_ text: String, after prefix: String) -> String? {
    guard text.lowercased().hasPrefix(prefix), text.hasSuffix("'"), text.count > prefix.count else {
      return nil
    }
    return String(text.dropFirst(prefix.count).dropLast())
  }

  private static func hash(_ text: String) -> SourceExpression? {
    for algorithm in ["sha256", "sha384", "sha512"] {
      if let value = quoted(text, after: "'\(algorithm)-") {
        return .hash(algorithm: algorithm, value: value)
      }
    }
    return nil
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0)
    }
  }

  private static func host(_ text: String) -> Host? {
    var rest = text[...]
    var scheme: String?
    if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
      scheme = rest[..<colon].lowercased()
      guard isScheme(scheme?[...] ?? "") else { return nil }
      rest = rest[rest.index(colon, offsetBy: 3)...]
    }
    let authority = rest.prefix { $0 != "/" }
    let path = String(rest.dropFirst(authority.count))
    let name =
      authority.hasPrefix("[")
      ? authority.prefix { $0 != "]" } + (authority.contains("]") ? "]" : "")
      : authority.prefix { $0 != ":" }
    let tail = authority.dropFirst(name.count)
    let port = tail.hasPrefix(":") ? String(tail.dropFirst()) : nil
    guard isHost(name.lowercased()), tail.isEmpty || port.map(isPort) == true else { return nil }
    return Host(scheme: scheme, name: name.lowercased(), port: port, path: path)
  }

  private static func isPort(_ text: String) -> Bool { text == "*" || UInt16(text) != nil }

  private static func isHost(_ name: String) -> Bool {
    if name == "*" { return true }
    if name.hasPrefix("["), name.hasSuffix("]") { return name.count > 3 }
    let labels = (name.hasPrefix("*.") ? name.dropFirst(2) : name[...])
      .split(separator: ".", omittingEmptySubsequences: false)
    return labels.enumerated().allSatisfy { index, label in
      // A host may end in the root's dot.
      (index > 0 && index == labels.count - 1 && label.isEmpty)
        || !label.isEmpty
          && label.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
          }
    }
  }
}

extension SourceExpression.Host {
  /// Whether the pattern lets a host in: equal, or below a `*.`.
  func covers(_ host: String) -> Bool {
    if name == "*" || name == host { return true }
    return name.hasPrefix("*.") && host.hasSuffix(name.dropFirst(1))
  }

  /// Four numbers, or an IPv6 address.
  var isAddress: Bool {
    if name.hasPrefix("[") { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
