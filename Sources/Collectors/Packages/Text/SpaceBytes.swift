/// The white space of Unicode (property White_Space, PropList of the Unicode Character Database) in
/// UTF-8, for readers that go by bytes.
package enum SpaceBytes {
  /// How many bytes the line break at an offset has; 0 where none is.
  ///
  /// A line feed, a vertical tab, a form feed, a carriage return alone or with a line feed, U+0085,
  /// U+2028 and U+2029 break lines (Unicode Standard, section 5.8).
  package static func newline(at offset: Int, in bytes: ArraySlice<UInt8>) -> Int {
    switch bytes[offset] {
    case 0x0A...0x0C: 1
    case 0x0D: byte(offset + 1, in: bytes) == 0x0A ? 2 : 1
    case 0xC2: byte(offset + 1, in: bytes) == 0x85 ? 2 : 0
    case 0xE2:
      byte(offset + 1, in: bytes) == 0x80
        && (byte(offset + 2, in: bytes) == 0xA8 || byte(offset + 2, in: bytes) == 0xA9) ? 3 : 0
    default: 0
    }
  }

  /// How many bytes the space at the start has; 0 where none is.
  package static func leading(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    let start = bytes.startIndex
    switch first {
    case 0x09...0x0D, 0x20: return 1
    case 0xC2...0xE3:
      if isWide(first, byte(start + 1, in: bytes)) { return 2 }
      return isWide(first, byte(start + 1, in: bytes), byte(start + 2, in: bytes)) ? 3 : 0
    default: return 0
    }
  }

  /// How many bytes the space at the end has; 0 where none is.
  package static func trailing(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let last = bytes.last else { return 0 }
    switch last {
    case 0x09...0x0D, 0x20: return 1
    case 0x80...0xBF:
      let end = bytes.endIndex
      if isWide(byte(end - 2, in: bytes), last) { return 2 }
      return isWide(byte(end - 3, in: bytes), byte(end - 2, in: bytes), last) ? 3 : 0
    default: return 0
    }
  }

  static func withoutLeading(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while true {
      let count = leading(rest)
      guard count > 0 else { return rest }
      rest = rest.dropFirst(count)
    }
  }

  static func withoutTrailing(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while true {
      let count = trailing(rest)
      guard count > 0 else { return rest }
      rest = rest.dropLast(count)
    }
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    withoutTrailing(withoutLeading(bytes))
  }

  /// What stands between spaces.
  static func words(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var rest = withoutLeading(bytes)
    while !rest.isEmpty {
      var end = rest.startIndex
      while end < rest.endIndex, leading(rest[end...]) == 0 { end += 1 }
      words.append(rest[..<end])
      rest = withoutLeading(rest[end...])
    }
    return words
  }

  /// Past the ends every byte reads as zero.
  private static func byte(_ offset: Int, in bytes: ArraySlice<UInt8>) -> UInt8 {
    bytes.indices.contains(offset) ? bytes[offset] : 0
  }

  /// U+0085 and U+00A0.
  private static func isWide(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xC2 && (second == 0x85 || second == 0xA0)
  }

  /// U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
  private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xE1, 0x9A), (0xE3, 0x80): third == 0x80
    case (0xE2, 0x80):
      (0x80...0x8A).contains(third) || third == 0xA8 || third == 0xA9 || third == 0xAF
    case (0xE2, 0x81): third == 0x9F
    default: false
    }
  }
}
