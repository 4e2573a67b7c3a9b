/// The text of cells as SpreadsheetML writes it.
package enum SpreadsheetText {
  /// Characters that one cell can hold, in UTF-16 units.
  static let longest = 32_767

  /// Text between tags: markup escaped, line breaks as line feeds, and without the characters that
  /// XML cannot hold; what looks like an escape of SpreadsheetML (`_x0041_`) is escaped itself.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\r":
        let isPair = index + 1 < scalars.count && scalars[index + 1] == "\n"
        if !isPair { result += "\n" }
      case "_" where code(scalars, at: index) != nil: result += "_x005F_"
      default:
        if isAllowed(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// What a reader gets back of a text that was written.
  static func stored(_ text: String) -> String {
    let breaks = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    return String(String.UnicodeScalarView(breaks.unicodeScalars.filter(isAllowed)))
  }

  /// Text with the escapes of SpreadsheetML (`_x000A_`, ECMA-376 part 1, 22.9.2.19) put in place.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if let code = code(scalars, at: index), let scalar = Unicode.Scalar(code) {
        result.append(scalar)
        index += 7
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }

  /// Whether a spreadsheet program might take the text for a formula when it is typed again.
  package static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠"].contains(first)
  }

  /// The number in `_x005F_`, when that stands at an index.
  private static func code(_ scalars: [Unicode.Scalar], at index: Int) -> UInt32? {
    guard index + 7 <= scalars.count, scalars[index] == "_", scalars[index + 1] == "x",
      scalars[index + 6] == "_"
    else { return nil }
    var code: UInt32 = 0
    for scalar in scalars[(index + 2)..<(index + 6)] {
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }

  /// The characters that XML 1.0 can hold (section 2.2).
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalar.value != 0x7F
    default: false
    }
  }
}
