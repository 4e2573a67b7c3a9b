import Model

/// Finds the lines of a text that a pattern matches.
struct LineSearch {
  /// In one file so many lines are found, and no more.
  static let maximumLines = 500

  struct Found {
    /// Where each match begins.
    let places: [TextSpan]
    /// Whether there may be more.
    let isCut: Bool
  }

  let patterns: any PatternMatching

  /// The first match in each line, `^` and `$` meaning the ends of lines.
  ///
  /// - Throws: `Unavailable` where the pattern exceeds its limits.
  func lines(matching pattern: String, in text: String) throws(Unavailable) -> Found {
    var places: [TextSpan] = []
    var rest = text[...]
    var line = 1
    while !rest.isEmpty {
      switch patterns.firstMatch(of: "(?m)" + pattern, in: String(rest)) {
      case .noMatch: return Found(places: places, isCut: false)
      case .exceededLimit, .invalid:
        throw Unavailable(
          "the pattern \(ValueText.quoted(pattern)) could not be decided within its limits")
      case .match(let range):
        guard places.count < Self.maximumLines else { return Found(places: places, isCut: true) }
        let bytes = rest.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let before = bytes[..<start]
        line += before.count { $0 == 0x0A }
        let lineStart = before.lastIndex(of: 0x0A).map { bytes.index(after: $0) }
        let column = before[(lineStart ?? before.startIndex)...].count { $0 & 0xC0 != 0x80 } + 1
        places.append(TextSpan(line: line, column: column))
        guard let end = bytes[start...].firstIndex(of: 0x0A) else {
          return Found(places: places, isCut: false)
        }
        rest = rest[bytes.index(after: end)...]
        line += 1
      }
    }
    return Found(places: places, isCut: false)
  }
}
