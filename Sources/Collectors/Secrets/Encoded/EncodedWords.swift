/// Base 64 of something that a person wrote, which only looks random.
enum EncodedWords {
  /// Whether a text is base 64 of readable characters that are mostly words.
  static func isText(_ secret: ArraySlice<UInt8>) -> Bool {
    guard secret.count >= 12, let decoded = Base64Text.decode(secret), decoded.count >= 8,
      decoded.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x0D })
    else { return false }
    let small = decoded.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
    return SecretForm.shareOfWords(small, from: 4) >= 0.5 || SecretForm.hasPlainWord(small)
  }
}
