import Model

/// Texts of packages, held to what a name, a version and a requirement can be.
struct PackageText {
  let path: String

  /// A name that can be shown and compared.
  func name(_ text: String, at span: TextSpan) throws(Diagnostics) -> String {
    let length = text.utf8.count
    guard length > 0 else {
      throw Diagnostics("a package's name is empty", path: path, at: span)
    }
    guard length <= PackageLimits.longestName else {
      throw Diagnostics("a package's name has \(length) bytes", path: path, at: span)
    }
    guard
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        || text.unicodeScalars.allSatisfy({
          !$0.properties.isWhitespace && Self.isPrintable($0)
        })
    else {
      throw Diagnostics(
        "a package's name holds a space or a control character", path: path, at: span)
    }
    return text
  }

  func version(_ text: String, at span: TextSpan) throws(Diagnostics) -> String {
    try bounded(text, to: PackageLimits.longestVersion, what: "version", at: span)
  }

  /// A requirement without the credentials that a URL in it may carry.
  func requirement(_ text: String, at span: TextSpan) throws(Diagnostics) -> String {
    Self.withoutCredentials(
      try bounded(text, to: PackageLimits.longestRequirement, what: "requirement", at: span))
  }

  func license(_ text: String, at span: TextSpan) throws(Diagnostics) -> String {
    try bounded(text, to: PackageLimits.longestLicense, what: "licence", at: span)
  }

  func integrity(_ text: String, at span: TextSpan) throws(Diagnostics) -> String {
    try bounded(text, to: PackageLimits.longestIntegrity, what: "digest", at: span)
  }

  private func bounded(
    _ text: String, to limit: Int, what: String, at span: TextSpan
  ) throws(Diagnostics) -> String {
    guard text.utf8.count <= limit else {
      throw Diagnostics(
        "a \(what) has \(text.utf8.count) bytes; at most \(limit) are read", path: path, at: span)
    }
    guard
      text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        || text.unicodeScalars.allSatisfy(Self.isPrintable)
    else {
      throw Diagnostics("a \(what) holds a control character", path: path, at: span)
    }
    return text
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return true }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: false
    default: true
    }
  }

  /// A text from a file as part of a message: short, and without what could rewrite a terminal.
  static func shown(_ text: some StringProtocol, limit: Int = 60) -> String {
    let scalars = text.unicodeScalars
    var shown = String.UnicodeScalarView()
    for scalar in scalars.prefix(limit) { shown.append(isPrintable(scalar) ? scalar : "\u{FFFD}") }
    return String(shown) + (scalars.dropFirst(limit).isEmpty ? "" : "…")
  }

  /// Takes user information and query out of every URL in a text.
  ///
  /// Bytes are compared, since every sign that matters is ASCII and no part of another character.
  static func withoutCredentials(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "?") }) else {
      return text
    }
    var kept = Substring()
    var rest = text[...].utf8
    while let start = schemeEnd(in: rest) {
      kept += Substring(rest[..<start]) + "://"
      rest = rest[start...].dropFirst(3)
      let authority = rest.prefix { !endsAuthority($0) }
      if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
        rest = rest[rest.index(after: at)...]
      }
      let address = rest.prefix { $0 != UInt8(ascii: "?") && !endsQuery($0) }
      kept += Substring(address)
      rest = rest[address.endIndex...]
      if rest.first == UInt8(ascii: "?") { rest = rest.drop { !endsQuery($0) } }
    }
    return String(kept + Substring(rest))
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: ","): true
    default: endsQuery(byte)
    }
  }

  private static func endsQuery(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "#") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ";")
  }

  /// Where `://` stands.
  private static func schemeEnd(in bytes: Substring.UTF8View) -> Substring.Index? {
    var rest = bytes
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      if bytes[colon...].starts(with: "://".utf8) { return colon }
      rest = rest[bytes.index(after: colon)...]
    }
    return nil
  }

  /// Whether the end of a text names a commit: 40 or 64 hexadecimal digits.
  static func isCommit(_ text: some StringProtocol) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64) && text.utf8.allSatisfy(isHexadecimal)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
