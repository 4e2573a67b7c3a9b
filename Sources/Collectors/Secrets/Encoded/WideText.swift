/// Text in UTF-16, as some editors and shells of Windows write it.
enum WideText {
  /// The same text in UTF-8, with lines where they were; nil for what is not UTF-16.
  static func narrow(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 16, let isLittle = byteOrder(bytes) else { return nil }
    let hasMark = bytes[0] >= 0xFE
    let places = stride(from: hasMark ? 2 : 0, to: bytes.count - 1, by: 2)
    let units = places.map { place in
      isLittle
        ? UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        : UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// Whether text that begins so is UTF-16.
  static func isWide(_ head: [UInt8]) -> Bool { head.count >= 16 && byteOrder(head) != nil }

  /// By its mark, or by every other byte being zero; nil when neither tells.
  private static func byteOrder(_ bytes: [UInt8]) -> Bool? {
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): return true
    case (0xFE, 0xFF): return false
    default: break
    }
    guard bytes[0] == 0 || bytes[1] == 0 else { return nil }
    let start = bytes.prefix(64)
    let even = start.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
    let odd = start.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
    let half = start.count / 2
    if odd * 10 >= half * 9, even == 0 { return true }
    if even * 10 >= half * 9, odd == 0 { return false }
    return nil
  }
}
