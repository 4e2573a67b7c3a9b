/// The value of a Strict-Transport-Security header (RFC 6797 section 6.1).
struct StrictTransportSecurity: Hashable, Sendable {
  /// Why browsers ignore a value.
  struct Invalid: Error, Hashable {
    let reason: String
  }

  /// Seconds; held to 2^62 where more digits are given.
  let maxAge: Int
  let includesSubdomains: Bool
  let isPreload: Bool

  init(_ value: String) throws(Invalid) {
    var directives: [String: String?] = [:]
    for part in try Self.split(value) where !part.isEmpty {
      let (name, value) = try Self.directive(part)
      guard directives.updateValue(value, forKey: name) == nil else {
        throw Invalid(reason: "the directive \(name) occurs more than once")
      }
    }
    guard let age = directives["max-age"] else { throw Invalid(reason: "max-age is missing") }
    guard let age, let seconds = Self.seconds(age) else {
      throw Invalid(reason: "max-age is not a whole number of seconds")
    }
    for name in ["includesubdomains", "preload"] {
      if let value = directives[name], value != nil {
        throw Invalid(reason: "\(name) takes no value")
      }
    }
    maxAge = seconds
    includesSubdomains = directives["includesubdomains"] != nil
    isPreload = directives["preload"] != nil
  }

  /// The parts between semicolons that stand outside quotes.
  private static func split(_ value: String) throws(Invalid) -> [String] {
    let parts = value.parts(separatedBy: [";"])
    // An open quote swallows the rest of the value, so only the last part can have it.
    guard let last = parts.last, !hasOpenQuote(last) else {
      throw Invalid(reason: "a quote is not closed")
    }
    return parts
  }

  private static func hasOpenQuote(_ text: String) -> Bool {
    var isOpen = false
    var isEscaped = false
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if isOpen, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isOpen.toggle()
      }
    }
    return isOpen
  }

  /// A name in lower case, and its value if it has one.
  private static func directive(_ text: String) throws(Invalid) -> (String, String?) {
    guard let equals = text.firstIndex(of: "=") else {
      guard isToken(text) else { throw Invalid(reason: "`\(text)` is not a directive") }
      return (text.lowercased(), nil)
    }
    let name = String(text[..<equals]).trimmingWhitespace
    let value = String(text[text.index(after: equals)...]).trimmingWhitespace
    guard isToken(name) else { throw Invalid(reason: "`\(text)` is not a directive") }
    if isToken(value) { return (name.lowercased(), value) }
    guard let unquoted = unquoted(value) else {
      throw Invalid(reason: "the value of \(name.lowercased()) is neither a word nor quoted")
    }
    return (name.lowercased(), unquoted)
  }

  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(HeaderToken.contains)
  }

  private static func unquoted(_ text: String) -> String? {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
    var content = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else if character == "\"", !isEscaped {
        return nil
      } else {
        content.append(character)
        isEscaped = false
      }
    }
    return isEscaped ? nil : content
  }

  private static func seconds(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return min(Int(text) ?? 1 << 62, 1 << 62)
  }
}

/// The characters of a token (RFC 9110 section 5.6.2).
enum HeaderToken {
  static func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
    default: false
    }
  }
}
