/// The order of Packagist: Composer's normal form of a version (getcomposer.org/doc/articles/versions.md)
/// compared as PHP's `version_compare` does.
///
/// At one place `dev` comes before `alpha`, `beta`, `RC`, the end of the version, numbers, and a patch.
/// A branch without a number (`dev-main`) has no place in the order.
enum ComposerOrder {
  private struct Parts {
    var numbers: [ArraySlice<UInt8>] = []
    var stage = Rank.end
    var stageNumbers: [ArraySlice<UInt8>] = []
    var isDevelopment = false
  }

  private enum Rank {
    static let development: UInt8 = 1
    static let end: UInt8 = 5
    static let number: UInt8 = 6
  }

  private static let stages: [(word: String, rank: UInt8)] = [
    ("stable", Rank.end), ("beta", 3), ("b", 3), ("rc", 4), ("alpha", 2), ("a", 2), ("patch", 7),
    ("pl", 7), ("p", 7),
  ]
  private static let zero = [UInt8(0x30)][...]
  /// What stands for `x` in the normal form of a branch.
  private static let branchNumber = Array("9999999".utf8)[...]

  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    var text = text.prefix { $0 != 0x2B }.map(\.lowercased)[...]
    if text.first == 0x76 { text.removeFirst() }
    guard let parts = classical(text) ?? date(text) ?? branch(text) else { return false }
    for number in parts.numbers {
      key.mark(Rank.number)
      key.number(number)
    }
    if parts.stage != Rank.end { key.mark(parts.stage) }
    for number in parts.stageNumbers {
      key.mark(Rank.number)
      key.number(number)
    }
    if parts.isDevelopment { key.mark(Rank.development) }
    key.mark(Rank.end)
    return true
  }

  /// `1.2.3.4-beta2`, of which the normal form has four numbers.
  private static func classical(_ text: ArraySlice<UInt8>) -> Parts? {
    var cursor = VersionCursor(text)
    var parts = Parts()
    repeat {
      parts.numbers.append(cursor.digits())
    } while parts.numbers.count < 4
      && cursor.next == 0x2E && cursor.following?.isDigit == true && cursor.take(0x2E)
    guard let first = parts.numbers.first, (1...5).contains(first.count) else { return nil }
    while parts.numbers.count < 4 { parts.numbers.append(zero) }
    return readModifier(&cursor, into: &parts) ? parts : nil
  }

  /// `20100102` or `2010-01-02.1`, of which the normal form keeps the numbers as they stand.
  private static func date(_ text: ArraySlice<UInt8>) -> Parts? {
    var cursor = VersionCursor(text)
    var parts = Parts()
    parts.numbers.append(cursor.digits())
    while let next = cursor.next, ".:-".utf8.contains(next), cursor.following?.isDigit == true {
      cursor.removeFirst()
      parts.numbers.append(cursor.digits())
    }
    let counts = parts.numbers.map(\.count)
    guard let first = counts.first, first >= 4, (6...22).contains(counts.reduce(0, +)) else {
      return nil
    }
    return readModifier(&cursor, into: &parts) ? parts : nil
  }

  /// `1.x-dev`, which comes after every release of its branch.
  private static func branch(_ text: ArraySlice<UInt8>) -> Parts? {
    guard text.count > 3, text.suffix(3).elementsEqual("dev".utf8) else { return nil }
    var name = text.dropLast(3)
    if name.last == 0x2D || name.last == 0x2E { name.removeLast() }
    var numbers = name.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard (1...4).contains(numbers.count), numbers.first?.first?.isDigit == true else { return nil }
    for (index, number) in numbers.enumerated()
    where !number.allSatisfy(\.isDigit) || number.isEmpty {
      guard number.elementsEqual("x".utf8) || number.elementsEqual("*".utf8) else { return nil }
      numbers[index] = branchNumber
    }
    while numbers.count < 4 { numbers.append(branchNumber) }
    return Parts(numbers: numbers, isDevelopment: true)
  }

  /// Reads `-beta.2`, `RC1-dev`, `.p3` up to the end of the version; false when something else is here.
  private static func readModifier(_ cursor: inout VersionCursor, into parts: inout Parts) -> Bool {
    if let next = cursor.next, "._-".utf8.contains(next) { cursor.removeFirst() }
    if let stage = stages.first(where: { cursor.take(word: $0.word) }) {
      parts.stage = stage.rank
      while let next = cursor.next {
        guard next.isDigit || (cursor.following?.isDigit == true && ".-".utf8.contains(next)) else {
          break
        }
        if !next.isDigit { cursor.removeFirst() }
        parts.stageNumbers.append(cursor.digits())
      }
      if stage.word == "stable" { parts.stageNumbers = [] }
      if let next = cursor.next, ".-".utf8.contains(next) { cursor.removeFirst() }
    }
    parts.isDevelopment = cursor.take(word: "dev")
    return cursor.isAtEnd
  }
}
