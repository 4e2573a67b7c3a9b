/// The order of Maven (maven.apache.org/pom.html, "Version Order Specification").
///
/// A version is a sequence of numbers and words, each behind a dot or a hyphen; a change between digits
/// and letters counts as a hyphen. What means nothing (`0`, `final`, `ga`) is dropped before the end,
/// before a hyphen and before a word. At one place, words of a prerelease come before the end of the
/// version, then the other words, then numbers behind a hyphen, then numbers behind a dot.
enum MavenOrder {
  private struct Token {
    var isHyphenated: Bool
    var isNumber: Bool
    var text: ArraySlice<UInt8>

    var isNull: Bool {
      isNumber ? text.allSatisfy { $0 == 0x30 } : MavenOrder.rank(of: text) == MavenOrder.endRank
    }
  }

  private static let endRank: UInt8 = 0x40
  private static let otherWordRank: UInt8 = 0x50
  private static let ranks: [(word: [UInt8], rank: UInt8)] = [
    ("alpha", 1), ("beta", 2), ("milestone", 3), ("rc", 4), ("cr", 4), ("snapshot", 5),
    ("", endRank), ("final", endRank), ("ga", endRank), ("release", endRank), ("sp", endRank + 1),
  ].map { (Array($0.0.utf8), $0.1) }

  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    // What is still a property, a range or a list of them is no version yet.
    guard !text.contains(where: { "[](),${} ".utf8.contains($0) }) else { return false }
    for token in trimmed(tokens(of: text.map(\.lowercased)[...])) {
      if token.isNumber {
        key.mark(token.isHyphenated ? 0x60 : 0x70)
        key.number(token.text)
      } else if let rank = rank(of: token.text) {
        key.mark(rank)
      } else {
        key.mark(otherWordRank)
        key.word(token.text)
      }
    }
    key.mark(endRank)
    return true
  }

  private static func rank(of word: ArraySlice<UInt8>) -> UInt8? {
    ranks.first { word.elementsEqual($0.word) }?.rank
  }

  private static func tokens(of text: ArraySlice<UInt8>) -> [Token] {
    var tokens: [Token] = []
    var cursor = VersionCursor(text)
    var isHyphenated = false
    repeat {
      let digits = cursor.digits()
      if digits.isEmpty {
        let word = cursor.take { !$0.isDigit && $0 != 0x2E && $0 != 0x2D }
        let isNumber = word.isEmpty
        let isShort = word.count == 1 && cursor.next?.isDigit == true
        tokens.append(
          Token(
            isHyphenated: isHyphenated, isNumber: isNumber,
            text: isShort ? spelledOut(word) : word))
      } else {
        tokens.append(Token(isHyphenated: isHyphenated, isNumber: true, text: digits))
      }
      isHyphenated = !cursor.take(0x2E)
      if isHyphenated { _ = cursor.take(0x2D) }
    } while !cursor.isAtEnd
    return tokens
  }

  /// `a1`, `b1` and `m1` are `alpha-1`, `beta-1` and `milestone-1`.
  private static func spelledOut(_ letter: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    switch letter.first {
    case 0x61: ranks[0].word[...]
    case 0x62: ranks[1].word[...]
    case 0x6D: ranks[2].word[...]
    default: letter
    }
  }

  /// Drops, from the end to the start, what means nothing where it stands; the first token stays.
  private static func trimmed(_ tokens: [Token]) -> [Token] {
    var kept: [Token] = []
    for (index, token) in tokens.enumerated().reversed() {
      let isDropped = token.isNull && (kept.last.map { $0.isHyphenated || !$0.isNumber } ?? true)
      if index == 0 || !isDropped { kept.append(token) }
    }
    return kept.reversed()
  }
}
