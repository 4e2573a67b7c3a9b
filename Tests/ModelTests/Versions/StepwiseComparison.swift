import Model

/// Compares two versions from left to right, as the manuals describe it and without any key, to hold
/// the keys against.
enum StepwiseComparison {
  static func compare(_ left: String, _ right: String, order: VersionOrder) -> Int {
    switch order {
    case .debian: debian(Array(left.utf8), Array(right.utf8))
    case .rpm: rpm(Array(left.utf8), Array(right.utf8))
    case .ruby: ruby(left, right)
    default: numbers(left, right)
    }
  }

  private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  private static func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (0x30...0x39).contains($0) } ?? false
  }

  private static func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { (0x61...0x7A).contains($0 | 0x20) } ?? false
  }

  private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> Int {
    let digits = text.prefix { isDigit($0) }
    text = text[digits.endIndex...]
    return Int(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static func debian(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var (left, right) = (left[...], right[...])
    func weight(_ byte: UInt8?) -> Int {
      guard let byte, !isDigit(byte) else { return 0 }
      if byte == 0x7E { return -1 }
      return isLetter(byte) ? Int(byte) : Int(byte) + 256
    }
    while !left.isEmpty || !right.isEmpty {
      while weight(left.first) != 0 || weight(right.first) != 0 {
        let result = sign(weight(left.first), weight(right.first))
        if result != 0 { return result }
        (left, right) = (left.dropFirst(), right.dropFirst())
      }
      let result = sign(takeNumber(&left), takeNumber(&right))
      if result != 0 { return result }
    }
    return 0
  }

  private static func rpm(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var (left, right) = (left[...], right[...])
    func isMark(_ byte: UInt8) -> Bool { byte == 0x7E || byte == 0x5E }
    func skip(_ text: inout ArraySlice<UInt8>) {
      text = text.drop { !isDigit($0) && !isLetter($0) && !isMark($0) }
    }
    while true {
      skip(&left)
      skip(&right)
      for (mark, isBeforeEnd) in [(UInt8(0x7E), true), (0x5E, false)] {
        let (isLeft, isRight) = (left.first == mark, right.first == mark)
        if isLeft, isRight { continue }
        if isLeft { return isBeforeEnd || !right.isEmpty ? -1 : 1 }
        if isRight { return isBeforeEnd || !left.isEmpty ? 1 : -1 }
      }
      if let mark = left.first, isMark(mark) {
        (left, right) = (left.dropFirst(), right.dropFirst())
        continue
      }
      guard let next = left.first, let other = right.first else {
        return sign(left.isEmpty ? 0 : 1, right.isEmpty ? 0 : 1)
      }
      guard isDigit(next) == isDigit(other) else { return isDigit(next) ? 1 : -1 }
      if isDigit(next) {
        let result = sign(takeNumber(&left), takeNumber(&right))
        if result != 0 { return result }
      } else {
        let words = (left.prefix { isLetter($0) }, right.prefix { isLetter($0) })
        if words.0.lexicographicallyPrecedes(words.1) { return -1 }
        if words.1.lexicographicallyPrecedes(words.0) { return 1 }
        (left, right) = (left[words.0.endIndex...], right[words.1.endIndex...])
      }
    }
  }

  private static func ruby(_ left: String, _ right: String) -> Int {
    enum Segment: Equatable {
      case number(Int)
      case word(String)
    }
    func segments(_ text: String) -> [Segment] {
      var segments: [Segment] = []
      var rest = Array(text.utf8)[...]
      while let next = rest.first {
        if isDigit(next) {
          segments.append(.number(takeNumber(&rest)))
        } else {
          let word = rest.prefix { isLetter($0) }
          if !word.isEmpty { segments.append(.word(String(decoding: word, as: UTF8.self))) }
          rest = word.isEmpty ? rest.dropFirst() : rest[word.endIndex...]
        }
      }
      let firstWord = segments.firstIndex { if case .word = $0 { true } else { false } }
      func trimmed(_ part: ArraySlice<Segment>) -> ArraySlice<Segment> {
        var part = part
        while part.last == .number(0) { part.removeLast() }
        return part
      }
      let split = firstWord ?? segments.endIndex
      return Array(trimmed(segments[..<split]) + trimmed(segments[split...]))
    }
    let (first, second) = (segments(left), segments(right))
    for index in 0..<max(first.count, second.count) {
      let pair = (
        index < first.count ? first[index] : .number(0),
        index < second.count ? second[index] : .number(0)
      )
      switch pair {
      case (.number(let one), .number(let other)):
        if one != other { return sign(one, other) }
      case (.word(let one), .word(let other)):
        if one != other { return sign(one, other) }
      case (.word, .number): return -1
      case (.number, .word): return 1
      }
    }
    return 0
  }

  private static func numbers(_ left: String, _ right: String) -> Int {
    let parts = [left, right].map { $0.split(separator: ".").compactMap { Int($0) } }
    if parts[0] == parts[1] { return 0 }
    return parts[0].lexicographicallyPrecedes(parts[1]) ? -1 : 1
  }
}
