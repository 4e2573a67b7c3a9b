import Model

/// How much of a value may be shown, judged by the names it stands under.
package enum Secrecy: Sendable {
  /// All of it.
  case none
  /// Only the length of texts: a name above it speaks of secrets (`tokens.lifetime`).
  case text
  /// Not even numbers: its own name ends in such a word (`admin_password`).
  case value

  private static let words = [
    "password", "passwd", "passphrase", "secret", "token", "key", "credential",
  ]

  package static func of(name: String) -> Secrecy {
    let lowered = name.lowercased()
    guard words.contains(where: lowered.contains) else { return .none }
    let endsInWord = words.contains { lowered.hasSuffix($0) || lowered.hasSuffix($0 + "s") }
    return endsInWord ? .value : .text
  }

  /// The secrecy of a key's value below a value of this secrecy.
  package func below(key: String, siblings: [Node.Entry]) -> Secrecy {
    let own = Self.of(name: key)
    if own != .none { return own }
    if self != .none { return .text }
    // Environment lists write the name beside the value: {name: DB_PASSWORD, value: …}.
    guard key.lowercased() == "value" else { return .none }
    let named = siblings.filter { ["name", "key"].contains($0.key.lowercased()) }
    return named.contains { $0.value.string.map(Self.of(name:)) ?? .none != .none }
      ? .value : .none
  }

  /// A text without the credentials that its own form gives away: `PASSWORD=…` and the user
  /// information of URLs.
  package static func redacting(_ text: String) -> String {
    if let separator = text.firstIndex(where: { $0 == "=" || $0 == ":" }) {
      let name = text[..<separator]
      let isName = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || isNamePart($0) }
      if isName, of(name: String(name)) == .value {
        let value = text[text.index(after: separator)...]
        return text[...separator] + "(\(ValueText.length(of: String(value))))"
      }
    }
    return withoutUserInformation(text)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-"
  }

  private static func withoutUserInformation(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    var position = 0
    while position < scalars.count {
      shown.append(scalars[position])
      position += 1
      guard scalars[..<position].suffix(3).elementsEqual("://".unicodeScalars) else { continue }
      let authority = scalars[position...].prefix {
        !["/", "?", "#", "\"", "'"].contains($0) && !$0.properties.isWhitespace
      }
      guard let at = authority.lastIndex(of: "@") else { continue }
      shown.append(contentsOf: "***".unicodeScalars)
      position = at
    }
    return String(shown)
  }
}
