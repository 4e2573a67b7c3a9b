/// Text of a SARIF message.
enum SARIFText {
  /// Text in which `[text](target)` is no link, as section 3.11.6 would have it.
  static func withoutLinks(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "(", result.last == "]" { result.append(" ") }
      result.append(scalar)
    }
    return String(result)
  }
}
