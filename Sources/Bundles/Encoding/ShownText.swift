/// Texts from outside, made fit for a terminal.
package enum ShownText {
  /// The text with every character that could move, hide or reorder others written as its number.
  package static func escaped(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// The text in quotation marks, held to a length that fits a message.
  package static func quoted(_ text: String, limit: Int = 80) -> String {
    let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    return "\"" + escaped(cut) + (text.unicodeScalars.count > limit ? "…" : "") + "\""
  }

  /// Whether both texts are the same bytes, which `==` does not ask.
  static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }
}
