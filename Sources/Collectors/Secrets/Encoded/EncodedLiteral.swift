import Systems

/// What a keyword looks like where the text around it is encoded.
///
/// Looking for encoded keywords costs nothing beside the plain ones, and leaves only few places to
/// decode, while trying to decode everything that could be base 64 would double the work.
struct EncodedLiteral {
  let literal: Literal
  let encoding: TextEncoding
  /// How many characters of the same group of base 64 stand before the literal.
  let phase: Int

  /// The encoded forms of every rule's keywords.
  static func all(for rules: [SecretRule]) -> [EncodedLiteral] {
    var words: Set<String> = Set(addresses)
    // What is assigned to a provider's name is found by the words for keys beside it.
    for rule in rules where !rule.isNamed {
      for keyword in rule.keywords where keyword.bytes.count >= 4 {
        let word = String(decoding: keyword.bytes, as: UTF8.self)
        if keyword.isCaseSensitive {
          words.insert(word)
        } else if keyword.bytes.count >= 5 {
          words.formUnion([word.lowercased(), word.uppercased(), capitalized(word)])
        }
      }
    }
    let sorted = words.sorted().map { Array($0.utf8) }
    let beginnings = Set(sorted.map { Array($0.prefix(4)) }).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    return sorted.flatMap(base64) + beginnings.map(hexadecimal) + signs
  }

  /// Addresses are found by `://`, which is too short to look for encoded.
  private static let addresses = [
    "postgres://", "postgresql://", "mysql://", "mongodb://", "mongodb+srv://", "redis://",
    "amqp://",
  ]

  /// Signs that are written differently where texts are percent-encoded or escaped; letters are not.
  private static let signs = [
    EncodedLiteral(sign: "%3A%2F%2F", .percent), EncodedLiteral(sign: "PRIVATE%20KEY", .percent),
    EncodedLiteral(sign: "PRIVATE+KEY", .percent), EncodedLiteral(sign: "%22%3A%22", .percent),
    EncodedLiteral(sign: "%3D%22", .percent), EncodedLiteral(sign: ":\\/\\/", .escapes),
    EncodedLiteral(sign: "\\u003d", .escapes), EncodedLiteral(sign: "\\u0022", .escapes),
    EncodedLiteral(sign: "\\u003a", .escapes),
  ]

  /// Takes over what was worked out before.
  init(_ literal: Literal, _ encoding: TextEncoding, phase: Int) {
    self.literal = literal
    self.encoding = encoding
    self.phase = phase
  }

  private init(sign: String, _ encoding: TextEncoding) {
    literal = Literal(sign, caseSensitive: false)
    self.encoding = encoding
    phase = 0
  }

  private init(_ text: [UInt8], _ encoding: TextEncoding, phase: Int) {
    // Longer ones are rare enough to need no condition, which would miss them before a line's end.
    literal = Literal(
      String(decoding: text, as: UTF8.self), caseSensitive: encoding == .base64,
      condition: text.count >= 6 && encoding == .base64 ? .none : .token(length: 16))
    self.encoding = encoding
    self.phase = phase
  }

  /// The three alignments, each without the characters that depend on what stands around.
  private static func base64(_ word: [UInt8]) -> [EncodedLiteral] {
    [(0, 0), (1, 2), (2, 3)].flatMap { offset, phase -> [EncodedLiteral] in
      let bits = [UInt8](repeating: 0, count: offset) + word
      let text = Array(Base64Text.encode(bits).prefix(bits.count * 8 / 6).dropFirst(phase))
      guard text.count >= 4 else { return [] }
      let other = text.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 }
      return (other == text ? [text] : [text, other])
        .map { EncodedLiteral($0, .base64, phase: phase) }
    }
  }

  /// In both cases of the digits.
  private static func hexadecimal(_ beginning: [UInt8]) -> EncodedLiteral {
    EncodedLiteral(Array(Digest.hexadecimal(beginning).utf8), .hexadecimal, phase: 0)
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst().lowercased()
  }
}
