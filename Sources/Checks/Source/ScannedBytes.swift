/// The bytes of a large file, in which texts, names and tokens are looked for.
struct ScannedBytes {
  private static let longestToken = 8_192

  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  // MARK: Texts

  /// Where a text stands, at most so often.
  func all(of text: String, limit: Int) -> [Int] {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return [] }
    var found: [Int] = []
    for position in 0...(bytes.count - wanted.count) where bytes[position] == first {
      guard stands(wanted, at: position) else { continue }
      found.append(position)
      if found.count == limit { break }
    }
    return found
  }

  func last(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).last { stands(wanted, at: $0) }
  }

  func contains(_ text: String, in range: Range<Int>) -> Bool {
    let wanted = Array(text.utf8)
    return range.contains { stands(wanted, at: $0) }
  }

  func stands(_ text: String, at position: Int) -> Bool { stands(Array(text.utf8), at: position) }

  private func stands(_ wanted: [UInt8], at position: Int) -> Bool {
    guard position >= 0, bytes.count - position >= wanted.count else { return false }
    return bytes[position..<(position + wanted.count)].elementsEqual(wanted)
  }

  /// Whether a text stands right before a place.
  func follows(_ text: String, _ offset: Int) -> Bool {
    stands(text, at: offset - text.utf8.count)
  }

  /// Whether `#` or `@` stand before a place, as in `//# sourceMappingURL=`.
  func isPragma(at offset: Int) -> Bool {
    let before = bytes[max(0, offset - 4)..<offset].last { $0 != 0x20 }
    return before == 0x23 || before == 0x40
  }

  // MARK: Names

  /// Gives every word of capitals, digits and underscores, of 3 to 100 letters.
  func forEachName(_ take: (String, Int) -> Void) {
    var position = 0
    while position < bytes.count {
      guard (0x41...0x5A).contains(bytes[position]) else {
        position += 1
        continue
      }
      let start = position
      while position < bytes.count, Self.isNamePart(bytes[position]) { position += 1 }
      let isWhole =
        (start == 0 || !Self.isWordPart(bytes[start - 1]))
        && (position == bytes.count || !Self.isWordPart(bytes[position]))
      guard isWhole, (3...100).contains(position - start) else { continue }
      take(String(decoding: bytes[start..<position], as: UTF8.self), start)
    }
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    isNamePart(byte) || (0x61...0x7A).contains(byte) || byte == 0x24
  }

  // MARK: Tokens

  /// The characters of base64url.
  private static func isTokenPart(_ byte: UInt8) -> Bool {
    isNamePart(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
  }

  func tokenLength(at offset: Int) -> Int {
    bytes[offset...].prefix(Self.longestToken).prefix(while: Self.isTokenPart).count
  }

  /// The claim `role` of the JSON Web Token (RFC 7519) that begins at a place.
  ///
  /// Nobody is asked and no signature is checked. Nil where there is no token or no role.
  func role(ofTokenAt offset: Int) -> String? {
    if offset > 0, Self.isTokenPart(bytes[offset - 1]) { return nil }
    let header = tokenLength(at: offset)
    let start = offset + header + 1
    guard start < bytes.count, bytes[start - 1] == UInt8(ascii: ".") else { return nil }
    let length = tokenLength(at: start)
    guard start + length < bytes.count, bytes[start + length] == UInt8(ascii: "."),
      let payload = Base64Text.decoded(
        Array(bytes[start..<(start + length)]), allowsURLAlphabet: true)
    else { return nil }
    let text = String(decoding: payload, as: UTF8.self)
    guard let key = text.firstRange(of: "\"role\"") else { return nil }
    let rest = text[key.upperBound...].drop { $0 == " " || $0 == ":" }
    guard rest.first == "\"" else { return nil }
    return String(rest.dropFirst().prefix { $0 != "\"" })
  }
}
