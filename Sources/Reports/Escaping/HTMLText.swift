/// Text for HTML.
package enum HTMLText {
  /// The text with every character that HTML gives a meaning replaced by a reference, for element
  /// content and quoted attribute values alike.
  package static func escaped(_ text: String) -> String {
    let cleaned = PlainText.cleaned(text)
    guard cleaned.utf8.contains(where: isSpecial) else { return cleaned }
    var result = ""
    for scalar in cleaned.unicodeScalars {
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

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x60: true
    default: false
    }
  }
}
