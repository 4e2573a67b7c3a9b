/// A private key in OpenSSH's own form (PROTOCOL.key of its sources).
struct OpenSSHKey {
  let isEncrypted: Bool
  /// Whether the numbers that tell a right passphrase agree and the sections are as long as they say;
  /// of an encrypted key only the sections can be looked at.
  let isConsistent: Bool

  private static let mark = Array("openssh-key-v1".utf8) + [0]

  static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: mark) }

  /// Nil when the bytes are nothing of the kind.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.mark) else { return nil }
    var rest = bytes.dropFirst(Self.mark.count)
    guard let cipher = Self.text(from: &rest), cipher.count <= 64, rest.count > 48 else {
      return nil
    }
    isEncrypted = !cipher.elementsEqual("none".utf8)
    isConsistent = Self.hasKeys(rest, isEncrypted: isEncrypted)
  }

  /// Key derivation and its options, a count, public keys, then the private part.
  private static func hasKeys(_ bytes: ArraySlice<UInt8>, isEncrypted: Bool) -> Bool {
    var rest = bytes
    guard text(from: &rest) != nil, text(from: &rest) != nil,
      let count = number(from: &rest), (1...16).contains(count)
    else { return false }
    for _ in 0..<count {
      guard text(from: &rest) != nil else { return false }
    }
    guard let secret = text(from: &rest), secret.count >= 8 else { return false }
    return isEncrypted || secret.prefix(4).elementsEqual(secret.dropFirst(4).prefix(4))
  }

  private static func number(from rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.count >= 4 else { return nil }
    let value = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    rest = rest.dropFirst(4)
    return value
  }

  private static func text(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let length = number(from: &rest), length <= rest.count else { return nil }
    let text = rest.prefix(length)
    rest = rest.dropFirst(length)
    return text
  }
}
