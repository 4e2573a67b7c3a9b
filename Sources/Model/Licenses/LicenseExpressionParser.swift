/// Reads SPDX licence expressions: `WITH` binds closer than `AND`, and `AND` closer than `OR`.
struct LicenseExpressionParser {
  private static let longestText = 4_096
  private static let deepestNesting = 32

  private let tokens: [String]
  private var position = 0
  private var depth = 0

  /// Nil for a text that is too long.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    var tokens: [String] = []
    var word = ""
    for character in text + " " {
      if character.isWhitespace || character == "(" || character == ")" {
        if !word.isEmpty { tokens.append(word) }
        word = ""
        if !character.isWhitespace { tokens.append(String(character)) }
      } else {
        word.append(character)
      }
    }
    self.tokens = tokens
  }

  mutating func parse() -> LicenseExpression? {
    guard let expression = alternatives(), position == tokens.count else { return nil }
    return expression
  }

  private mutating func alternatives() -> LicenseExpression? {
    guard let parts = list(separator: "OR", { $0.conjunction() }) else { return nil }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() -> LicenseExpression? {
    guard let parts = list(separator: "AND", { $0.simple() }) else { return nil }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func list(
    separator: String, _ part: (inout LicenseExpressionParser) -> LicenseExpression?
  ) -> [LicenseExpression]? {
    var parts: [LicenseExpression] = []
    repeat {
      guard let next = part(&self) else { return nil }
      parts.append(next)
    } while take(separator)
    return parts
  }

  private mutating func simple() -> LicenseExpression? {
    if take("(") {
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepestNesting, let inner = alternatives(), take(")") else { return nil }
      return inner
    }
    guard position < tokens.count, let license = Self.license(tokens[position]) else { return nil }
    position += 1
    guard take("WITH") else { return license }
    guard case .license(let term) = license, term.exception == nil, position < tokens.count,
      let exception = Self.exception(tokens[position])
    else { return nil }
    position += 1
    return .license(
      LicenseTerm(
        identifier: term.identifier, allowsLater: term.allowsLater, exception: exception))
  }

  private mutating func take(_ word: String) -> Bool {
    guard position < tokens.count, tokens[position].uppercased() == word else { return false }
    position += 1
    return true
  }

  private static func exception(_ text: String) -> String? {
    // The one exception that the list has no longer.
    if text.lowercased() == "nokia-qt-exception-1.1" { return "Qt-LGPL-exception-1.1" }
    if text.hasPrefix("AdditionRef-") { return text }
    return SPDXLicenseList.exception(text)
  }

  private static func license(_ text: String) -> LicenseExpression? {
    if let replacement = SPDXLicenseList.replacement(text) {
      return LicenseExpression(spdx: replacement)
    }
    if let reference = reference(text) {
      return .license(LicenseTerm(identifier: reference))
    }
    let allowsLater = text.hasSuffix("+")
    guard let identifier = SPDXLicenseList.license(allowsLater ? text.dropLast() : text[...]) else {
      return nil
    }
    if identifier.hasSuffix("-or-later") {
      let only = String(identifier.dropLast(9)) + "-only"
      return .license(LicenseTerm(identifier: only, allowsLater: true))
    }
    return .license(LicenseTerm(identifier: identifier, allowsLater: allowsLater))
  }

  /// `LicenseRef-name` or `DocumentRef-document:LicenseRef-name`.
  private static func reference(_ text: String) -> String? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix("LicenseRef-"), last.utf8.count > 11,
      parts.count == 1 || (parts.count == 2 && parts[0].hasPrefix("DocumentRef-")),
      parts.allSatisfy({ $0.utf8.allSatisfy { $0.isAlphanumeric || $0 == 0x2D || $0 == 0x2E } })
    else { return nil }
    return text
  }
}
