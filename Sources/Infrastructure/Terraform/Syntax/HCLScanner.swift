/// What stops the reading of a block.
struct HCLSyntaxError: Error {
  let message: String
  let offset: Int
}

/// Walks over the bytes of a text: blanks, comments, words.
struct HCLScanner {
  let text: HCLText
  let end: Int
  var offset: Int
  /// Whether line breaks are blanks, as they are within brackets and parentheses.
  var ignoresLineBreaks = false
  var comments: [HCLRange] = []
  /// Where everything is said to stand: for text that was taken out of a string.
  let fixedRange: HCLRange?

  init(_ text: HCLText, fixedRange: HCLRange? = nil) {
    self.text = text
    self.fixedRange = fixedRange
    offset = 0
    end = text.count
  }

  /// The byte here; NUL at the end.
  var byte: UInt8 { text.bytes[offset] }

  func byte(ahead distance: Int) -> UInt8 {
    distance <= end - offset ? text.bytes[offset + distance] : 0
  }

  var isAtEnd: Bool { offset >= end }

  func range(from start: Int) -> HCLRange { fixedRange ?? HCLRange(start, offset) }

  func error(_ message: String, at place: Int? = nil) -> HCLSyntaxError {
    HCLSyntaxError(message: message, offset: place ?? offset)
  }

  func unexpected(_ expected: String) -> HCLSyntaxError {
    error("expected \(expected), but found \(seen)")
  }

  /// What stands here, in the words of an error message.
  var seen: String {
    guard !isAtEnd else { return "the end of the file" }
    if byte == 0x0A || byte == 0x0D { return "the end of the line" }
    var stop = offset + 1
    while stop < end, text.bytes[stop] & 0xC0 == 0x80 { stop += 1 }
    return byte < 0x20 ? "a control character" : "`\(text.string(from: offset, to: stop))`"
  }

  mutating func skip(_ expected: UInt8) -> Bool {
    guard byte == expected, offset < end else { return false }
    offset += 1
    return true
  }

  func stands(_ first: UInt8, _ second: UInt8) -> Bool {
    byte == first && byte(ahead: 1) == second
  }

  /// Passes blanks and comments, and line breaks where they are blanks.
  mutating func skipBlanks() throws(HCLSyntaxError) {
    while true {
      switch text.bytes[offset] {
      case 0x20, 0x09, 0x0D: offset += 1
      case 0x0A:
        guard ignoresLineBreaks else { return }
        offset += 1
      case 0x23: skipLineComment(opening: 1)
      case 0x2F where byte(ahead: 1) == 0x2F: skipLineComment(opening: 2)
      case 0x2F where byte(ahead: 1) == 0x2A: try skipBlockComment()
      default: return
      }
    }
  }

  /// Passes blanks, comments and line breaks.
  mutating func skipLines() throws(HCLSyntaxError) {
    let outer = ignoresLineBreaks
    ignoresLineBreaks = true
    defer { ignoresLineBreaks = outer }
    try skipBlanks()
  }

  private mutating func skipLineComment(opening: Int) {
    let start = offset + opening
    offset = start
    while text.bytes[offset] != 0x0A, offset < end { offset += 1 }
    note(HCLRange(start, offset))
  }

  private mutating func skipBlockComment() throws(HCLSyntaxError) {
    let opening = offset
    offset += 2
    while offset < end {
      if text.bytes[offset] == 0x2A, text.bytes[offset + 1] == 0x2F {
        note(HCLRange(opening + 2, offset))
        offset += 2
        return
      }
      offset += 1
    }
    throw error("the comment has no closing `*/`", at: opening)
  }

  /// Keeps a comment, unless it is one that is passed for the second time.
  private mutating func note(_ comment: HCLRange) {
    if comments.last.map({ $0.start < comment.start }) ?? true { comments.append(comment) }
  }

  static func startsWord(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte >= 0x80
  }

  static func continuesWord(_ byte: UInt8) -> Bool {
    startsWord(byte) || isDigit(byte) || byte == 0x2D
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  var isAtWord: Bool { Self.startsWord(byte) && offset < end }

  /// Passes an identifier.
  mutating func word() throws(HCLSyntaxError) -> String {
    guard isAtWord else { throw unexpected("a name") }
    let start = offset
    while Self.continuesWord(text.bytes[offset]) { offset += 1 }
    return text.string(from: start, to: offset)
  }

  /// Whether a whole word stands here.
  func stands(word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length <= end - offset else { return false }
    var position = offset
    for expected in "\(word)".utf8 {
      guard text.bytes[position] == expected else { return false }
      position += 1
    }
    return !Self.continuesWord(text.bytes[position])
  }

  mutating func skip(word: StaticString) -> Bool {
    guard stands(word: word) else { return false }
    offset += word.utf8CodeUnitCount
    return true
  }
}
