/// One word of a sentence: letters and digits, with the points and apostrophes inside it.
struct StatementWord: Hashable {
  /// In lower case, with a straight apostrophe.
  let text: String
  /// Its code points in the statement.
  let range: Range<Int>
  /// Which sentence of the statement it belongs to.
  let sentence: Int

  /// Splits a statement into words.
  static func split(_ scalars: [Unicode.Scalar]) -> [StatementWord] {
    var words: [StatementWord] = []
    var sentence = 0
    var index = 0
    while index < scalars.count {
      if isWordPart(at: index, in: scalars, after: nil) {
        let end = endOfWord(from: index, in: scalars)
        words.append(
          StatementWord(text: lowered(scalars[index..<end]), range: index..<end, sentence: sentence)
        )
        index = end
      } else {
        if endsSentence(at: index, in: scalars) { sentence += 1 }
        index += 1
      }
    }
    return words
  }

  private static func endOfWord(from start: Int, in scalars: [Unicode.Scalar]) -> Int {
    var end = start
    while end < scalars.count, isWordPart(at: end, in: scalars, after: start) { end += 1 }
    return end
  }

  private static func isWordPart(
    at index: Int, in scalars: [Unicode.Scalar], after start: Int?
  ) -> Bool {
    let scalar = scalars[index]
    if isAlphanumeric(scalar) { return true }
    guard start != nil, index > 0, index + 1 < scalars.count else { return false }
    let (before, after) = (scalars[index - 1], scalars[index + 1])
    switch scalar {
    case "'", "’": return isAlphanumeric(before) && isAlphanumeric(after)
    case ".", ",": return isDigit(before) && isDigit(after)
    default: return false
    }
  }

  private static func endsSentence(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[index] {
    case "!", "?", ";", "|", "\n": return true
    case ".": return index + 1 >= scalars.count || isSpace(scalars[index + 1])
    default: return false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Whether a code point is white space; most are ASCII, where the question needs no table.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (0x09...0x0D).contains(scalar.value)
      : scalar.properties.isWhitespace
  }

  static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z": true
    default: !scalar.isASCII && scalar.properties.isAlphabetic
    }
  }

  static func lowered(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    var isASCII = true
    for scalar in scalars {
      switch scalar {
      case "A"..."Z": text.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      case "’": text.append("'")
      default:
        if !scalar.isASCII { isASCII = false }
        text.append(scalar)
      }
    }
    return isASCII ? String(text) : String(text).lowercased()
  }
}
