import Model

extension VersionRange {
  private static let mostComparators = 32

  /// Reads a requirement as Cargo does: `1.2` means `^1.2`, commas join; nil for anything else.
  package init?(cargo text: String) {
    guard text.utf8.count <= 4_096 else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= Self.mostComparators else { return nil }
    var bounds: [Bound] = []
    for part in parts {
      guard let read = Self.cargoComparison(part, isAlone: parts.count == 1) else { return nil }
      bounds += read
    }
    self.init(alternatives: [bounds])
  }

  private static func cargoComparison(_ part: Substring, isAlone: Bool) -> [Bound]? {
    var text = part
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    let symbol = text.prefix { "<>=~^".contains($0) }
    let written = text.dropFirst(symbol.count).drop { $0.isWhitespace }
    guard let version = PartialVersion(written) else { return nil }
    // `*` says nothing, so it may not be combined with anything.
    guard version.major != nil else {
      return isAlone && symbol.isEmpty ? PartialVersion.everything : nil
    }
    if version.hasWildcard, symbol.isEmpty { return version.equalBounds }
    switch symbol {
    case "", "^": return version.bounds(below: version.caretCeiling)
    case "~": return version.bounds(below: version.tildeCeiling)
    case "=": return version.equalBounds
    case "<", "<=", ">", ">=": return version.bounds(comparedBy: String(symbol))
    default: return nil
    }
  }
}
