/// Text for HTML.
package enum HTMLText {
  /// The text with every character that HTML gives a meaning replaced by a reference, for element
  /// content and quoted attribute values alike.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.cleaned(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "`": result += "&#96;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
