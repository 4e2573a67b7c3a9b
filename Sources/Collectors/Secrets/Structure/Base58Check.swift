import Systems

/// Base 58 that ends in four bytes of a double SHA-256, as Bitcoin's keys are written.
enum Base58Check {
  private static let alphabet = Array(
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 120, let bytes = decode(text), bytes.count > 4 else { return false }
    return digest(digest(Array(bytes.dropLast(4)))).prefix(4).elementsEqual(bytes.suffix(4))
  }

  private static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hasher = DigestHasher()
    hasher.update(bytes)
    return hasher.finishBytes()
  }

  private static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    // Lowest byte first.
    var bytes: [UInt8] = []
    for character in text {
      guard let digit = alphabet.firstIndex(of: character) else { return nil }
      var carry = digit
      for index in bytes.indices {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      while carry > 0 {
        bytes.append(UInt8(truncatingIfNeeded: carry))
        carry >>= 8
      }
    }
    let zeros = text.prefix { $0 == 0x31 }.count
    return [UInt8](repeating: 0, count: zeros) + bytes.reversed()
  }
}
