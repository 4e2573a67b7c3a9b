/// Text for Markdown (CommonMark 0.31 with GitHub's tables).
package enum MarkdownText {
  /// The text with everything that could start markup, a link, an image, raw HTML or a table cell
  /// escaped by a backslash (CommonMark section 2.4).
  package static func escaped(_ text: String) -> String {
    let bytes = Array(PlainText.cleaned(text).utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for (index, byte) in bytes.enumerated() {
      let before = index > 0 ? bytes[index - 1] : nil
      let after = index + 1 < bytes.count ? bytes[index + 1] : nil
      if needsEscape(byte, before: before, after: after)
        || isBlockMarker(byte, at: index, in: bytes)
      {
        result.append(UInt8(ascii: "\\"))
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text as inline code, or escaped where it holds characters that end code or a table cell.
  package static func code(_ text: String) -> String {
    let cleaned = PlainText.cleaned(text)
    // By scalars: a combining mark after a backtick makes another character of it, not other bytes.
    let endsCode = cleaned.unicodeScalars.contains { $0 == "`" || $0 == "|" }
    guard !cleaned.isEmpty, !endsCode else { return escaped(cleaned) }
    return "`\(cleaned)`"
  }

  private static func needsEscape(_ byte: UInt8, before: UInt8?, after: UInt8?) -> Bool {
    switch byte {
    // \ ` * [ ] < > | ~ & # $ ! @
    case 0x5C, 0x60, 0x2A, 0x5B, 0x5D, 0x3C, 0x3E, 0x7C, 0x7E, 0x26, 0x23, 0x24, 0x21, 0x40: true
    // Inside a word an underscore is only itself (CommonMark section 6.2).
    case UInt8(ascii: "_"): !(isWord(before) && isWord(after))
    // Bare addresses would become links: `https://`, `www.`.
    case UInt8(ascii: ":"): after == UInt8(ascii: "/")
    case UInt8(ascii: "."): before == UInt8(ascii: "w") || before == UInt8(ascii: "W")
    default: false
    }
  }

  /// Whether a character at the start of the text would open a list, a heading rule or a table.
  private static func isBlockMarker(_ byte: UInt8, at index: Int, in bytes: [UInt8]) -> Bool {
    // - + =
    if index == 0 { return byte == 0x2D || byte == 0x2B || byte == 0x3D }
    // . )
    guard byte == 0x2E || byte == 0x29 else { return false }
    guard index + 1 == bytes.count || bytes[index + 1] == 0x20 else { return false }
    return bytes[..<index].allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether a letter or digit of ASCII stands there; any other is escaped around, which does no harm.
  private static func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
