/// Changes to a text by place, made all at once.
struct TextEdits {
  private var changes: [(range: Range<Int>, text: String)] = []

  mutating func replace(_ range: Range<Int>, with text: String) { changes.append((range, text)) }

  mutating func insert(_ text: String, at offset: Int) {
    changes.append((offset..<offset, text))
  }

  /// The text with the changes made; nil when two of them are about the same bytes.
  func applied(to bytes: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var offset = 0
    let ordered = changes.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (_, change) in ordered {
      guard change.range.lowerBound >= offset, change.range.upperBound <= bytes.count else {
        return nil
      }
      output += bytes[offset..<change.range.lowerBound]
      output += Array(change.text.utf8)
      offset = change.range.upperBound
    }
    return output + bytes[offset...]
  }
}
