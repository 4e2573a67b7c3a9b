/// The order of RubyGems (Gem::Version), which CocoaPods shares.
///
/// A version is cut into numbers and words; zeros before the first word and at the end fall away, what
/// is missing counts as zero, and a word comes before every number: `1.0.a < 1.0`.
enum RubyOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    // CocoaPods admits build metadata, which has no part in the order of releases.
    guard let segments = segments(of: text.prefix { $0 != 0x2B }) else { return false }
    var zeros = 0
    var isBeforeWords = true
    for segment in segments {
      if segment.first?.isDigit == true, segment.allSatisfy({ $0 == 0x30 }) {
        zeros += 1
      } else if segment.first?.isDigit == true {
        // The fewer zeros stand before a number, the larger it makes the version.
        key.mark(3)
        key.descendingCount(zeros)
        key.number(segment)
        zeros = 0
      } else {
        key.mark(1)
        key.count(isBeforeWords ? 0 : zeros)
        key.word(segment)
        zeros = 0
        isBeforeWords = false
      }
    }
    key.mark(2)
    return true
  }

  /// The runs of digits and of letters; a hyphen stands for `.pre.`.
  private static func segments(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    var segments: [ArraySlice<UInt8>] = []
    var cursor = VersionCursor(text)
    guard cursor.next?.isDigit == true else { return nil }
    while true {
      let start = segments.count
      while let next = cursor.next, next.isAlphanumeric {
        segments.append(next.isDigit ? cursor.digits() : cursor.take(while: \.isLetter))
      }
      guard segments.count > start else { return nil }
      if cursor.next == 0x2D {
        while cursor.take(0x2D) { segments.append(Array("pre".utf8)[...]) }
      } else if !cursor.take(0x2E) {
        return cursor.isAtEnd ? segments : nil
      }
    }
  }
}
