/// The licences of a package, as an SPDX licence expression (SPDX 2.3, annex D) or as the free text of a
/// manifest says it.
package indirect enum LicenseExpression: Hashable, Sendable, CustomStringConvertible {
  case license(LicenseTerm)
  /// All of these hold.
  case all([LicenseExpression])
  /// One of these may be chosen.
  case any([LicenseExpression])
  /// One or all of these: the source does not say which.
  case unclear([LicenseExpression])
  /// A text that names no licence that is known.
  case unknown(String)

  /// Reads an SPDX expression; nil when it is malformed or names what the list has not.
  ///
  /// Identifiers and operators may have any letter case; identifiers that the list has no longer become
  /// what took their place.
  package init?(spdx text: String) {
    var parser = LicenseExpressionParser(text)
    guard let expression = parser?.parse() else { return nil }
    self = expression
  }

  package var description: String { text(within: 0) }

  /// Binds as the operators do: an alternative within a conjunction stands in parentheses.
  private func text(within precedence: Int) -> String {
    switch self {
    case .license(let term): term.description
    case .unknown(let text): "unknown (\(text))"
    case .all(let parts): Self.joined(parts, "AND", 2, within: precedence)
    case .any(let parts): Self.joined(parts, "OR", 1, within: precedence)
    case .unclear(let parts): Self.joined(parts, "AND/OR", 1, within: precedence)
    }
  }

  private static func joined(
    _ parts: [LicenseExpression], _ word: String, _ own: Int, within precedence: Int
  ) -> String {
    let text = parts.map { $0.text(within: own) }.joined(separator: " \(word) ")
    return own < precedence || (own == 1 && precedence == 1 && parts.count > 1) ? "(\(text))" : text
  }

  /// Every licence that is named, in order, each once.
  package var terms: [LicenseTerm] {
    switch self {
    case .license(let term): [term]
    case .unknown: []
    case .all(let parts), .any(let parts), .unclear(let parts):
      parts.flatMap(\.terms).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
  }
}
