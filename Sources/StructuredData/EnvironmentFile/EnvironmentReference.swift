/// Finds where a value of a `.env` file has another variable or a command's output put into it.
enum EnvironmentReference {
  /// The first `${NAME}`, `$NAME` or `$(` that no backslash takes the meaning from, as written.
  static func first(in value: [UInt8]) -> String? {
    // Known beforehand, so that no unclosed `${` is followed to the end of the value.
    let lastBrace = value.lastIndex(of: ASCII.closingBrace) ?? -1
    var isEscaped = false
    for (offset, byte) in value.enumerated() {
      if byte == ASCII.dollar, !isEscaped {
        let isClosed = offset < lastBrace
        if let reference = reference(in: value[offset...], isClosed: isClosed) { return reference }
      }
      isEscaped = byte == ASCII.backslash && !isEscaped
    }
    return nil
  }

  /// The reference that begins with the `$` that the text begins with.
  private static func reference(in text: ArraySlice<UInt8>, isClosed: Bool) -> String? {
    let rest = text.dropFirst()
    switch rest.first {
    case ASCII.openingParenthesis: return "$(…)"
    case ASCII.openingBrace:
      guard isClosed, let end = rest.firstIndex(of: ASCII.closingBrace) else { return nil }
      return String(decoding: text[...end], as: UTF8.self)
    case let first? where first.isLetter || first == ASCII.underscore:
      let name = rest.prefix { $0.isLetter || $0.isDigit || $0 == ASCII.underscore }
      return "$" + String(decoding: name, as: UTF8.self)
    default: return nil
    }
  }
}
