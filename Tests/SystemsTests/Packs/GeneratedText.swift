import TestSupport

/// Texts with needles in them that change from version to version.
struct GeneratedText {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func line() -> [UInt8] {
    let words = ["let", "value", "=", "return", "if", "else", "token", "name", "(", ")", ";"]
    var line = ""
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      line += words.randomElement(using: &random) ?? ""
      line += Int.random(in: 0..<8, using: &random) == 0 ? " \(random.next() % 1_000_000) " : " "
    }
    if Int.random(in: 0..<7, using: &random) == 0 { line += needle() }
    return Array(line.utf8) + [0x0A]
  }

  /// What `Needle` looks for, or nearly.
  mutating func needle() -> String {
    "key=" + String((0..<6).map { _ in "abcdefghij".randomElement(using: &random) ?? "a" })
  }

  mutating func text(lines: Int) -> [UInt8] { (0..<lines).flatMap { _ in line() } }

  /// Versions of a text, each an edit of the one before.
  mutating func versions(_ count: Int, lines: Int) -> [[UInt8]] {
    var versions = [text(lines: lines)]
    while versions.count < count {
      var next = versions[versions.count - 1]
      for _ in 0..<Int.random(in: 1...4, using: &random) { edit(&next) }
      versions.append(next)
    }
    return versions
  }

  private mutating func edit(_ text: inout [UInt8]) {
    guard text.count > 64 else {
      text += self.text(lines: 20)
      return
    }
    let start = Int.random(in: 0..<text.count, using: &random)
    let length = Int.random(in: 0...min(text.count - start, 400), using: &random)
    let block = Array(text[start..<(start + length)])
    switch Int.random(in: 0..<9, using: &random) {
    case 0: text.insert(contentsOf: line(), at: start)
    case 1: text.insert(contentsOf: needle().utf8, at: start)
    case 2: text.removeSubrange(start..<(start + length))
    case 3: text[start] = UInt8.random(in: 0x20..<0x7F, using: &random)
    case 4:
      text.removeSubrange(start..<(start + length))
      text.insert(contentsOf: block, at: Int.random(in: 0...text.count, using: &random))
    case 5: text.insert(contentsOf: block, at: Int.random(in: 0...text.count, using: &random))
    case 6: text.removeFirst(min(text.count, length / 4))
    case 7: text.removeLast(min(text.count, length / 4))
    default: text.insert(contentsOf: needle().utf8, at: [0, text.count].randomElement() ?? 0)
    }
  }
}
