#if canImport(Glibc)
  import Glibc
#endif

/// Looks at a secret's text that hold for every rule.
enum SecretText {
  /// Shannon entropy in bits for each character.
  static func entropy(_ bytes: ArraySlice<UInt8>) -> Double {
    guard !bytes.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / total
      return sum - share * log2(share)
    }
  }

  /// Whether the text says of itself that it is no secret: `EXAMPLE`, `xxxxxx`, `<token>`, `${KEY}`,
  /// `1234567890`.
  static func isPlaceholder(_ bytes: ArraySlice<UInt8>) -> Bool {
    if hasRun(bytes) { return true }
    let text = String(decoding: bytes.prefix(1_000), as: UTF8.self).lowercased()
    return marks.contains { text.contains($0) }
  }

  private static let marks = [
    "example", "placeholder", "redacted", "changeme", "change-me", "change_me", "dummy", "sample",
    "notreal", "not-real", "not_real", "your_", "your-", "yourkey", "yourtoken", "yourpass",
    "fake", "insert", "${", "{{", "<", ">", "***", "...", "abcdefgh", "12345678", "01234567",
    "deadbeef", "open sesame", "open%20sesame", "abcd1234", "1234abcd", "api-key", "api_key",
    // Of the key that Amazon's documentation shows, which people change a little.
    "iosfod", "k7mdeng",
    // Digests of nothing: MD5, SHA-1, SHA-256.
    "d41d8cd98f00b204", "da39a3ee5e6b4b0d", "e3b0c44298fc1c14",
  ]

  /// Six equal characters in a row, which a random text of a token's length has once in a million.
  private static func hasRun(_ bytes: ArraySlice<UInt8>) -> Bool {
    var run = 0
    var last: UInt8?
    for byte in bytes {
      run = byte == last ? run + 1 : 1
      last = byte
      if run >= 6 { return true }
    }
    return false
  }
}
