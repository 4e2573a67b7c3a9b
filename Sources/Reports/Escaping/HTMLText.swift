/// Text for HTML.
package enum HTMLText {
  /// The text with every character that HTML gives a meaning replaced by a reference, for element
  /// content and quoted attribute values alike.
  package static func escaped(_ text: String) -> String {
    let cleaned = PlainText.cleaned(text)
    guard cleaned.utf8.contains(where: isSpecial) else { return cleaned }
    var result: [UInt8] = []
    result.reserveCapacity(cleaned.utf8.count + 32)
    for byte in cleaned.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): result.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): result.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): result.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): result.append(contentsOf: "&#39;".utf8)
      case UInt8(ascii: "`"): result.append(contentsOf: "&#96;".utf8)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x60: true
    default: false
    }
  }
}
