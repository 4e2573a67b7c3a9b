/// One hole with all names that databases gave it.
package struct AliasGroup: Hashable, Sendable, Codable {
  /// The name to show: a CVE if there is one, or else a GHSA, or else the first of the others.
  package let name: String
  /// All names, the one to show first.
  package let identifiers: [String]

  /// - Parameter identifiers: the names in any order; the order they come out in is always the same.
  package init(_ identifiers: some Sequence<String>) {
    self.identifiers = Set(identifiers).sorted { Self.rank($0, isBefore: $1) }
    name = self.identifiers.first ?? ""
  }

  package func contains(_ identifier: String) -> Bool { identifiers.contains(identifier) }

  /// CVE before GHSA before the others; within a scheme by the numbers, so that CVE-2021-9999 comes
  /// before CVE-2021-10000.
  private static func rank(_ left: String, isBefore right: String) -> Bool {
    let ranks = (schemeRank(left), schemeRank(right))
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
    let parts = (left.split(separator: "-"), right.split(separator: "-"))
    for (one, other) in zip(parts.0, parts.1) where one != other {
      let areNumbers = (isNumber(one), isNumber(other))
      if areNumbers.0 != areNumbers.1 { return areNumbers.0 }
      if areNumbers.0, one.utf8.count != other.utf8.count {
        return one.utf8.count < other.utf8.count
      }
      return one < other
    }
    return parts.0.count == parts.1.count ? left < right : parts.0.count < parts.1.count
  }

  private static func isNumber(_ text: Substring) -> Bool { text.utf8.allSatisfy(\.isDigit) }

  private static func schemeRank(_ identifier: String) -> Int {
    if identifier.hasPrefix("CVE-") { return 0 }
    return identifier.hasPrefix("GHSA-") ? 1 : 2
  }
}
