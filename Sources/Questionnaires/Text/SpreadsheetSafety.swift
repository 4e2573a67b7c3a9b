/// Keeps a text from becoming a formula when a spreadsheet program opens a file without types.
enum SpreadsheetSafety {
  /// The text, with an apostrophe in front when it begins as formulas do.
  static func text(_ text: String) -> String {
    guard let first = text.unicodeScalars.first,
      ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠"].contains(first)
    else { return text }
    return "'" + text
  }
}
