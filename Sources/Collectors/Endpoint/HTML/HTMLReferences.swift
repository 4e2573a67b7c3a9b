/// Decodes the character references that occur in addresses and policies.
enum HTMLReferences {
  private static let named: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "colon": ":", "sol": "/",
    "period": ".", "comma": ",", "semi": ";", "equals": "=", "nbsp": "\u{A0}", "Tab": "\t",
    "NewLine": "\n",
  ]

  /// The text with numeric references and the named ones above replaced; others stay as they are.
  static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var decoded = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      decoded += rest[..<mark]
      rest = rest[mark...]
      let body = rest.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
      guard let character = character(String(body)) else {
        decoded.append("&")
        rest = rest.dropFirst()
        continue
      }
      decoded.append(character)
      rest = rest.dropFirst(1 + body.count)
      if rest.first == ";" { rest = rest.dropFirst() }
    }
    return decoded + rest
  }

  private static func character(_ body: String) -> Character? {
    guard body.hasPrefix("#") else { return named[body] }
    let digits = body.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10)
    return number.flatMap(Unicode.Scalar.init).map(Character.init)
  }
}
