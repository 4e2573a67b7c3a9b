import Model
import StructuredData
import Testing

struct `Generated trees` {
  @Test(arguments: 0..<200)
  func `a tree written as JSON is read back from JSON and from YAML`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let value = Value.random(depth: 4, using: &generator)
    for isWide in [false, true] {
      let text = value.written(isWide: isWide)
      #expect(try Value(document(text, .json)) == value)
      #expect(try Value(document(text, .yaml)) == value)
    }
  }

  @Test(arguments: 0..<100)
  func `JSON and YAML see the same places`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let text = Value.random(depth: 4, using: &generator).written(isWide: true)
    #expect(try places(document(text, .json)) == places(document(text, .yaml)))
  }
}

extension Value {
  static func random(depth: Int, using generator: inout SeededGenerator) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
    case 0: return .null
    case 1: return .boolean(.random(using: &generator))
    case 2: return .integer(.random(in: .min ... .max, using: &generator))
    case 3: return .number(.random(in: -1e9...1e9, using: &generator))
    case 4, 5: return .string(randomText(using: &generator))
    case 6:
      return .list(
        (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
          random(depth: depth - 1, using: &generator)
        })
    default:
      return .mapping(
        (0..<Int.random(in: 0..<12, using: &generator)).map { index in
          Pair(
            key: "\(index)" + randomText(using: &generator),
            value: random(depth: depth - 1, using: &generator))
        })
    }
  }

  private static func randomText(using generator: inout SeededGenerator) -> String {
    let alphabet = Array(
      "ab0 :#-{}[],&*!|>'\"%@`\\/\n\té🔒\u{301}\u{85}\u{2028}\u{7F}~<=".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<8, using: &generator) {
      if let scalar = alphabet.randomElement(using: &generator) { text.append(scalar) }
    }
    return String(text)
  }

  /// JSON on one line, or with white space between everything.
  func written(isWide: Bool) -> String {
    let gap = isWide ? "\n  " : ""
    switch self {
    case .list(let values):
      return "[" + gap + values.map { $0.written(isWide: isWide) }.joined(separator: "," + gap)
        + (isWide ? " ]" : "]")
    case .mapping(let pairs):
      let members = pairs.map { pair in
        "\(Value.string(pair.key)): " + pair.value.written(isWide: isWide)
      }
      return "{" + gap + members.joined(separator: "," + gap) + (isWide ? " }" : "}")
    default: return description
    }
  }
}
