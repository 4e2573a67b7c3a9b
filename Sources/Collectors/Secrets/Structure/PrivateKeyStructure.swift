import Systems

/// Private keys between `BEGIN` and `END` lines.
enum PrivateKeyStructure {
  enum Kind {
    /// Anybody who has the text can use it.
    case plain
    /// A passphrase guards it.
    case encrypted
    /// No key, as far as the text tells: cut short, made up, a sample.
    case none
  }

  static func kind(of block: ArraySlice<UInt8>) -> Kind {
    guard let body = PEMBlock(block) else { return .none }
    // Under whatever heading it was pasted.
    if OpenSSHKey.begins(body.bytes) { return openSSH(body.bytes) }
    switch body.label {
    case "OPENSSH PRIVATE KEY": return openSSH(body.bytes)
    case "PGP PRIVATE KEY BLOCK": return isPGP(body) ? .plain : .none
    case "ENCRYPTED PRIVATE KEY": return DERText(body.bytes).isWholeSequence ? .encrypted : .none
    default: break
    }
    // The old form encrypts the whole, so that nothing of its structure shows.
    if body.isProcessEncrypted { return body.bytes.count >= 16 ? .encrypted : .none }
    let der = DERText(body.bytes)
    return der.isWholeSequence && der.startsWithNumber ? .plain : .none
  }

  /// Whether the key's numbers can be read, or its armour's checksum is right: what a made-up key
  /// under a right heading does not have.
  static func isProved(_ block: ArraySlice<UInt8>) -> Bool {
    guard let body = PEMBlock(block) else { return false }
    if let key = OpenSSHKey(body.bytes) { return key.isConsistent }
    switch body.label {
    case "PGP PRIVATE KEY BLOCK": return isPGP(body) && body.checksum != nil
    default: return !body.isProcessEncrypted && PrivateKeyEncoding.isKey(body.bytes)
    }
  }

  /// The name of the cipher follows the mark; `none` leaves the key in the clear.
  private static func openSSH(_ bytes: [UInt8]) -> Kind {
    guard let key = OpenSSHKey(bytes) else { return .none }
    return key.isEncrypted ? .encrypted : .plain
  }

  /// A packet of a secret key (RFC 9580, tag 5), and a right checksum when there is one.
  private static func isPGP(_ block: PEMBlock) -> Bool {
    guard let first = block.bytes.first, block.bytes.count >= 60 else { return false }
    let tag = first & 0x40 == 0 ? first >> 2 & 0x0F : first & 0x3F
    guard first & 0x80 != 0, tag == 5 else { return false }
    return block.checksum.map { $0 == crc24(block.bytes) } ?? true
  }

  private static func crc24(_ bytes: [UInt8]) -> UInt32 {
    let value = bytes.reduce(UInt32(0xB7_04CE)) { checksum, byte in
      (0..<8).reduce(checksum ^ UInt32(byte) << 16) { value, _ in
        value & 0x80_0000 == 0 ? value << 1 : value << 1 ^ 0x186_4CFB
      }
    }
    return value & 0xFF_FFFF
  }
}

/// A textual encoding (RFC 7468) with line breaks and the marks of string literals taken off.
private struct PEMBlock {
  let label: String
  let bytes: [UInt8]
  /// Of OpenPGP's armour.
  let checksum: UInt32?
  /// Whether a header of the old form says so.
  let isProcessEncrypted: Bool

  init?(_ block: ArraySlice<UInt8>) {
    let text = String(decoding: block, as: UTF8.self)
      .split(separator: "\\n").joined(separator: "\n")
      .split(separator: "\\r").joined(separator: "\n")
    let parts = text.split(separator: "-----", omittingEmptySubsequences: true)
    guard parts.count >= 2, parts[0].hasPrefix("BEGIN ") else { return nil }
    label = String(parts[0].dropFirst(6))
    let lines = parts[1].split { $0.isNewline || $0 == " " || $0 == "\t" }
      .map(Self.unquoted)
    isProcessEncrypted = lines.contains { $0.hasPrefix("Proc-Type:") }
    checksum = lines.last.flatMap(Self.checksum)
    let encoded = Self.body(of: lines).joined()
    guard encoded.utf8.count >= 40,
      let bytes = Base64Text.decode(Array(encoded.utf8)[...])
    else { return nil }
    self.bytes = bytes
  }

  /// Lines after the headers, of which each has a colon or follows one that has.
  private static func body(of lines: [Substring]) -> [Substring] {
    var body: [Substring] = []
    for line in lines {
      if line.contains(":") || line.contains(",") {
        body.removeAll()
      } else if !line.isEmpty, !line.hasPrefix("=") {
        // Words of a header's value; a key's lines are longer, but for the last.
        if body.isEmpty, line.utf8.count < 16 { continue }
        body.append(line)
      }
    }
    return body
  }

  /// What stands between quotation marks, or between other marks of literals and comments.
  ///
  /// A plus sign belongs to base 64, unless it joins literals.
  private static func unquoted(_ line: Substring) -> Substring {
    var result = line
    if let first = line.firstIndex(where: isQuote), let last = line.lastIndex(where: isQuote) {
      let before = line[..<first]
      result = first < last ? line[line.index(after: first)..<last] : before.isEmpty ? line : before
    }
    result = result.drop(while: isMargin)
    while let last = result.last, isMargin(last) { result.removeLast() }
    return result == "+" ? "" : result
  }

  private static func isQuote(_ character: Character) -> Bool { "\"'`".contains(character) }

  private static func isMargin(_ character: Character) -> Bool {
    isQuote(character) || ",;\\.#*|<>".contains(character)
  }

  private static func checksum(_ line: Substring) -> UInt32? {
    guard line.hasPrefix("="), line.utf8.count == 5,
      let bytes = Base64Text.decode(Array(line.utf8.dropFirst())[...])
    else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
