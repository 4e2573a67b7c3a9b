/// Colours by meaning, written only where a terminal shows them.
struct TerminalStyle {
  let isColored: Bool

  /// Select Graphic Rendition parameters (ECMA-48 section 8.3.117).
  enum Paint: String {
    case green = "32"
    case red = "31"
    case yellow = "33"
    case blue = "34"
    case dim = "2"
    case bold = "1"
    case none = ""
  }

  func callAsFunction(_ paint: Paint, _ text: String) -> String {
    guard isColored, !text.isEmpty, paint != .none else { return text }
    return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
  }
}
