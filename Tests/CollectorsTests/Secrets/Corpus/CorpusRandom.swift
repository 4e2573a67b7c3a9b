import TestSupport

/// Random texts of the corpus, the same for a seed.
struct CorpusRandom {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &generator) }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func text(_ alphabet: CorpusAlphabet, _ count: Int) -> String {
    String((0..<count).map { _ in alphabet.characters[below(alphabet.characters.count)] })
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  mutating func hexadecimal(_ count: Int) -> String { text(.hexadecimal, count) }

  mutating func uuid() -> String {
    let variant = one(of: ["8", "9", "a", "b"])
    return
      "\(hexadecimal(8))-\(hexadecimal(4))-4\(hexadecimal(3))-\(variant)\(hexadecimal(3))-\(hexadecimal(12))"
  }
}

/// The characters of a random text.
enum CorpusAlphabet: String {
  case letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
  case small = "abcdefghijklmnopqrstuvwxyz"
  case base62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
  case base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  case base64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  case hexadecimal = "0123456789abcdef"
  case capitalHexadecimal = "0123456789ABCDEF"
  case base36 = "0123456789abcdefghijklmnopqrstuvwxyz"
  case capitals36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  case base32 = "abcdefghijklmnopqrstuvwxyz234567"
  case capitalBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
  case digits = "0123456789"

  var characters: [Character] { Array(rawValue) }
}
