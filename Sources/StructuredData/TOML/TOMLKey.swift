import Model

/// One part of a TOML key, such as `b` in `a.b`.
struct TOMLKey {
  let text: String
  let span: TextSpan
}

/// Why a table or value cannot stand where it was written; parsing goes on after it.
struct TOMLConflict: Error {
  let message: String
  let span: TextSpan

  init(_ message: String, at span: TextSpan) {
    self.message = message
    self.span = span
  }
}
