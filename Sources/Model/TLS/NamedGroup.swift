/// A key exchange group by its number in the registry of supported groups (RFC 8446 section 4.2.7;
/// the hybrids of draft-ietf-tls-ecdhe-mlkem).
package struct NamedGroup: Hashable, Sendable {
  package let code: UInt16
  package let name: String
  /// Whether it holds against a quantum computer as far as is known today.
  package let isPostQuantum: Bool

  private init(_ code: UInt16, _ name: String, isPostQuantum: Bool = false) {
    self.code = code
    self.name = name
    self.isPostQuantum = isPostQuantum
  }

  /// A group of a server's choice; one that is not in the list is named by its number.
  package init(code: UInt16) {
    self =
      Self.all.first { $0.code == code }
      ?? NamedGroup(code, "0x" + String(code, radix: 16))
  }

  /// The group of that name, in any case, or nil.
  package static func named(_ name: String) -> NamedGroup? {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" }
    return all.first { $0.name.lowercased() == plain || aliases[plain] == $0.code }
  }

  private static let aliases: [String: UInt16] = [
    "p256": 0x0017, "prime256v1": 0x0017, "p384": 0x0018, "p521": 0x0019,
  ]

  /// What is asked for, the most wanted first.
  package static let all = [
    NamedGroup(0x11EC, "X25519MLKEM768", isPostQuantum: true),
    NamedGroup(0x11EB, "SecP256r1MLKEM768", isPostQuantum: true),
    NamedGroup(0x11ED, "SecP384r1MLKEM1024", isPostQuantum: true),
    NamedGroup(0x0200, "MLKEM512", isPostQuantum: true),
    NamedGroup(0x0201, "MLKEM768", isPostQuantum: true),
    NamedGroup(0x0202, "MLKEM1024", isPostQuantum: true),
    NamedGroup(0x001D, "x25519"),
    NamedGroup(0x0017, "secp256r1"),
    NamedGroup(0x0018, "secp384r1"),
    NamedGroup(0x0019, "secp521r1"),
    NamedGroup(0x001E, "x448"),
    NamedGroup(0x001A, "brainpoolP256r1"),
    NamedGroup(0x001B, "brainpoolP384r1"),
    NamedGroup(0x001C, "brainpoolP512r1"),
    NamedGroup(0x001F, "brainpoolP256r1tls13"),
    NamedGroup(0x0020, "brainpoolP384r1tls13"),
    NamedGroup(0x0021, "brainpoolP512r1tls13"),
    NamedGroup(0x0016, "secp256k1"),
    NamedGroup(0x0015, "secp224r1"),
    NamedGroup(0x0013, "secp192r1"),
    NamedGroup(0x0100, "ffdhe2048"),
    NamedGroup(0x0101, "ffdhe3072"),
    NamedGroup(0x0102, "ffdhe4096"),
    NamedGroup(0x0103, "ffdhe6144"),
    NamedGroup(0x0104, "ffdhe8192"),
  ]
}
