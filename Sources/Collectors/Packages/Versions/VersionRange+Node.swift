import Model

extension VersionRange {
  private static let longestText = 4_096

  /// Reads a range as npm does: `^1.2 || 2.x`, `1.0 - 1.4`, `>=1 <3`; nil for a tag, a URL or
  /// anything else.
  package init?(node text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    var alternatives: [[Bound]] = []
    var rest = text[...]
    while let bar = Self.firstBar(in: rest) {
      guard let bounds = Self.nodeAlternative(rest[..<bar]) else { return nil }
      alternatives.append(bounds)
      rest = rest[bar...].dropFirst(2)
    }
    guard let last = Self.nodeAlternative(rest) else { return nil }
    self.init(alternatives: alternatives + [last])
  }

  private static func firstBar(in text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix("||") }
  }

  private static func nodeAlternative(_ text: Substring) -> [Bound]? {
    var words = text.split(whereSeparator: \.isWhitespace)
    if words.count == 3, words[1] == "-" { return hyphen(words[0], words[2]) }
    guard !words.isEmpty else { return PartialVersion.everything }
    var bounds: [Bound] = []
    while !words.isEmpty {
      var word = words.removeFirst()
      // An operator may stand apart from its version.
      if word.allSatisfy({ "<>=~^".contains($0) }), let next = words.first {
        word = Substring(String(word) + next)
        words.removeFirst()
      }
      guard let read = nodeComparison(word) else { return nil }
      bounds += read
    }
    return bounds
  }

  /// `1.2 - 2.3` runs to the end of 2.3.
  private static func hyphen(_ from: Substring, _ upTo: Substring) -> [Bound]? {
    guard let lower = PartialVersion(withoutPrefix(from)),
      let upper = PartialVersion(withoutPrefix(upTo))
    else { return nil }
    let start =
      lower.major == nil
      ? PartialVersion.everything : [Bound(relation: .greaterOrEqual, version: lower.floor)]
    return start + (upper.major == nil ? [] : upper.bounds(comparedBy: "<="))
  }

  private static func nodeComparison(_ word: Substring) -> [Bound]? {
    let symbol = word.prefix { "<>=~^".contains($0) }
    guard let version = PartialVersion(withoutPrefix(word.dropFirst(symbol.count))) else {
      return nil
    }
    switch symbol {
    case "", "=": return version.major == nil ? PartialVersion.everything : version.equalBounds
    case "^": return version.bounds(below: version.caretCeiling)
    case "~", "~>": return version.bounds(below: version.tildeCeiling)
    case "<", "<=", ">", ">=": return version.bounds(comparedBy: String(symbol))
    default: return nil
    }
  }

  /// npm reads `v1.2.3` and `=v1.2.3` as `1.2.3`.
  private static func withoutPrefix(_ text: Substring) -> Substring {
    text.first == "v" ? text.dropFirst() : text
  }
}
