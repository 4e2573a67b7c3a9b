/// Text and lines of iCalendar (RFC 5545).
package enum CalendarText {
  /// Octets of a line without its break (section 3.1).
  private static let longestLine = 75

  /// The value of a TEXT property (section 3.3.11): one line of text with what separates values
  /// escaped, so that it can neither end its property nor begin another.
  package static func value(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.cleaned(text).unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A content line with its break, folded so that no physical line is longer than 75 octets.
  ///
  /// A character is never split between lines, which the RFC allows and readers do not.
  package static func line(_ name: String, _ value: String) -> String {
    var result = ""
    var length = 0
    for scalar in "\(name):\(value)".unicodeScalars {
      let size = UTF8.width(scalar)
      if length + size > longestLine {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(scalar)
      length += size
    }
    return result + "\r\n"
  }
}
