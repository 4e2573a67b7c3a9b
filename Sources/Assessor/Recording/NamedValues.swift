/// Values that the name before them gives away as secrets: `"access_token": "…"`, `session=…`, and the
/// hidden fields and meta tags that carry a page's tokens.
enum NamedValues {
  private static let names = [
    "password", "passwd", "passphrase", "secret", "token", "csrf", "xsrf", "session", "apikey",
    "api_key", "api-key", "access_key", "private_key", "credential", "signature", "authorization",
    "bearer", "jwt",
  ].map { Array($0.utf8) }
  private static let tags = ["<meta", "<input"].map { Array($0.utf8) }
  private static let attributes = ["content=", "value="].map { Array($0.utf8) }
  /// Shorter values are words and numbers of no worth to anybody.
  private static let shortest = 8
  /// From here on a word without digits is taken for a secret too.
  private static let longestWord = 16
  /// Bytes of a tag that are looked at.
  private static let longestTag = 4_096

  static func veiled(in text: String) -> String {
    String(decoding: veiled(in: Array(text.utf8)), as: UTF8.self)
  }

  static func veiled(in bytes: [UInt8]) -> [UInt8] {
    let lowered = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    var result = bytes
    for range in ranges(in: lowered) where isSecret(bytes[range]) {
      Veil.veil(range, of: &result)
    }
    return result
  }

  /// Whether a name speaks of secrets.
  static func isSecret(name: String) -> Bool {
    let lowered = Array(name.lowercased().utf8)
    return lowered.indices.contains { index in names.contains { has($0, at: index, in: lowered) } }
  }

  private static func isSecret(_ value: ArraySlice<UInt8>) -> Bool {
    value.count >= longestWord
      || value.count >= shortest && value.contains { (0x30...0x39).contains($0) }
  }

  private static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in bytes.indices {
      if bytes[index] == 0x3C {
        if tags.contains(where: { has($0, at: index, in: bytes) }) {
          ranges += values(ofTagAt: index, in: bytes)
        }
      } else if let name = names.first(where: { has($0, at: index, in: bytes) }),
        let range = value(after: index + name.count, in: bytes)
      {
        ranges.append(range)
      }
    }
    return ranges
  }

  private static func has(_ word: [UInt8], at index: Int, in bytes: [UInt8]) -> Bool {
    bytes[index] == word[0] && index + word.count <= bytes.count
      && bytes[index..<(index + word.count)].elementsEqual(word)
  }

  /// The value of `name": "value`, `name=value` and the like.
  private static func value(after start: Int, in bytes: [UInt8]) -> Range<Int>? {
    var index = start
    func skip(_ isSkipped: (UInt8) -> Bool) {
      while index < bytes.count, isSkipped(bytes[index]) { index += 1 }
    }
    skip(isNamePart)
    skip { isQuote($0) || $0 == 0x5D || $0 == 0x5C }
    skip(isSpace)
    guard index < bytes.count, bytes[index] == 0x3A || bytes[index] == 0x3D else { return nil }
    skip { [0x3A, 0x3D, 0x3E].contains($0) }
    skip(isSpace)
    // A text inside a text has its quotes escaped.
    if index + 1 < bytes.count, bytes[index] == 0x5C, isQuote(bytes[index + 1]) { index += 1 }
    if index < bytes.count, isQuote(bytes[index]) { index += 1 }
    let first = index
    while index < bytes.count, !isEnd(at: index, in: bytes) {
      index += bytes[index] == 0x5C ? 2 : 1
    }
    let end = min(index, bytes.count)
    return first < end ? first..<end : nil
  }

  /// What a tag carries, when its other attributes speak of secrets.
  private static func values(ofTagAt start: Int, in bytes: [UInt8]) -> [Range<Int>] {
    let end =
      bytes[start..<min(bytes.count, start + longestTag)].firstIndex(of: 0x3E)
      ?? min(bytes.count, start + longestTag)
    let tag = start..<end
    guard tag.contains(where: { index in names.contains { has($0, at: index, in: bytes) } }) else {
      return []
    }
    return tag.flatMap { index -> [Range<Int>] in
      guard let name = attributes.first(where: { has($0, at: index, in: bytes) }) else { return [] }
      var first = index + name.count
      while first < end, isQuote(bytes[first]) { first += 1 }
      var last = first
      while last < end, !isQuote(bytes[last]), !isSpace(bytes[last]) { last += 1 }
      return first < last ? [first..<last] : []
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2D
      || byte == 0x2E
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Whether a value ends here: at a quote, be it escaped, at a space, or at what follows values.
  private static func isEnd(at index: Int, in bytes: [UInt8]) -> Bool {
    let byte = bytes[index]
    if byte == 0x5C { return index + 1 >= bytes.count || isQuote(bytes[index + 1]) }
    return isQuote(byte) || isSpace(byte)
      || [0x26, 0x2C, 0x3B, 0x3C, 0x3E, 0x29, 0x7D].contains(byte)
  }
}
