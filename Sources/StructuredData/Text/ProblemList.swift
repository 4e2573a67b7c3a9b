import Model

/// What a parser finds wrong, collected so that one run shows all of it.
struct ProblemList {
  private static let maximumCount = 1000

  private let path: String
  private var diagnostics: [Diagnostic] = []

  init(path: String) { self.path = path }

  /// Notes something wrong after which parsing can go on, unless there is too much of it already.
  mutating func report(
    _ message: String, at span: TextSpan, suggestion: String? = nil
  ) throws(Diagnostics) {
    diagnostics.append(
      Diagnostic(message, at: Location(path: path, span: span), suggestion: suggestion))
    guard diagnostics.count < Self.maximumCount else {
      throw failure("there are too many errors; the rest of the file was not read", at: span)
    }
  }

  /// Notes that a key stands twice in one mapping.
  mutating func reportRepeatedKey(
    _ key: String, at span: TextSpan, first: TextSpan
  ) throws(Diagnostics) {
    try report(
      "the key `\(shortened(key))` is written twice; first at \(first.line):\(first.column)",
      at: span)
  }

  /// Everything noted so far and a last thing after which parsing cannot go on.
  func failure(
    _ message: String, at span: TextSpan, suggestion: String? = nil
  ) -> Diagnostics {
    let last = Diagnostic(message, at: Location(path: path, span: span), suggestion: suggestion)
    return Diagnostics((diagnostics + [last]).sorted())
  }

  /// Throws when anything was noted.
  func check() throws(Diagnostics) {
    guard !diagnostics.isEmpty else { return }
    throw Diagnostics(diagnostics.sorted())
  }
}

/// A text from the file, cut so that a message stays readable.
func shortened(_ text: String) -> String {
  text.unicodeScalars.count <= 60
    ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(57))) + "..."
}
