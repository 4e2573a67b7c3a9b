/// Tokens that carry something readable inside.
enum TokenStructure {
  /// A prefix, `_`, and base 64 of a JSON object.
  static func isPrefixedJSON(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let underscore = secret.firstIndex(of: 0x5F) else { return false }
    return jsonText(secret[(underscore + 1)...]) != nil
  }

  /// Base 64 of readable text in which a password worth the name follows the first `:`.
  static func isBasicCredentials(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base64Text.decode(secret), bytes.allSatisfy({ (0x20...0x7E).contains($0) }),
      let colon = bytes.firstIndex(of: 0x3A)
    else { return false }
    let password = bytes[(colon + 1)...]
    return password.count >= 8 && SecretForm.login.holds(for: password)
      && !SecretText.isPlaceholder(password)
  }

  /// Base 64 of a decimal number up to the first `.`.
  static func startsWithNumber(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base64Text.decode(secret.prefix { $0 != 0x2E }) else { return false }
    return bytes.count >= 16 && bytes.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Two parts after the first `.` that are base 64 of 16 and of 32 bytes.
  static func isSendGrid(_ secret: ArraySlice<UInt8>) -> Bool {
    let parts = secret.split(separator: 0x2E)
    guard parts.count == 3 else { return false }
    return Base64Text.isCanonical(parts[1]) && Base64Text.isCanonical(parts[2])
  }

  /// Base 64 of `reftkn:01:`, a time, and a random text.
  static func isJFrogReference(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base64Text.decode(secret) else { return false }
    let parts = bytes.split(separator: 0x3A)
    return parts.count == 4 && parts[0].elementsEqual("reftkn".utf8)
      && parts[2].allSatisfy { (0x30...0x39).contains($0) } && parts[3].count >= 20
  }

  /// A JSON object in the second of three parts.
  static func isDottedJSON(_ secret: ArraySlice<UInt8>) -> Bool {
    let parts = secret.split(separator: 0x2E, omittingEmptySubsequences: false)
    return parts.count == 3 && jsonText(parts[1]) != nil
  }

  /// The text of an encoded JSON object; nil when it is none.
  static func jsonText(_ encoded: ArraySlice<UInt8>) -> String? {
    guard let bytes = Base64Text.decode(encoded), bytes.first == 0x7B,
      let text = String(validating: bytes, as: UTF8.self), text.contains("\":")
    else { return nil }
    return text
  }
}
