import Model

/// A SHA-256 as people write it into an attestation: 64 hexadecimal digits in either case.
struct DocumentDigest: Hashable {
  let text: String

  init?(_ text: String) {
    let isHexadecimal = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
    guard text.utf8.count == 64, isHexadecimal else { return nil }
    self.text = text.lowercased()
  }

  /// The error for an argument that is no digest.
  static func problem(_ name: String, in arguments: Arguments) -> Diagnostic? {
    guard let text = arguments.text(name), DocumentDigest(text) == nil else { return nil }
    return Diagnostic(
      "\"\(name)\": expected 64 hexadecimal digits, found \(text.utf8.count) characters",
      at: arguments.location(of: name), suggestion: "sha256sum prints it")
  }
}
