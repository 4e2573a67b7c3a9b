import Model

/// Folds text into the columns of a terminal.
struct TextCanvas {
  let width: Int

  /// The text with one prefix before its first line and another before the rest.
  func folded(_ text: String, first: String, rest: String) -> [String] {
    let columns = max(TerminalText.width(first), TerminalText.width(rest))
    let lines = TerminalText.folded(text, width: max(24, width - columns))
    return lines.enumerated().map { ($0.offset == 0 ? first : rest) + $0.element }
  }

  /// A place on a line of its own, never folded, so that terminals make it clickable.
  func place(of location: Location, indent: Int, _ style: TerminalStyle) -> [String] {
    let place = TerminalText.sanitized(location.description)
    guard !place.isEmpty else { return [] }
    let commit = location.commit.map { " in commit \(TerminalText.sanitized($0).prefix(12))" } ?? ""
    return [String(repeating: " ", count: indent) + style(.dim, place + commit)]
  }
}
