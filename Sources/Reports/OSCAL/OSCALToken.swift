/// Identifiers as OSCAL's tokens: a letter or an underscore, then letters, digits, `.`, `-` and `_`.
package enum OSCALToken {
  /// The token of one of the organization's own controls; nearly always its identifier.
  package static func control(_ id: String) -> String { started(part(id)) }

  /// The token of a framework's requirement: `32(1)(a)` of `gdpr` is `gdpr_32_1_a`.
  package static func requirement(_ id: String, of framework: String) -> String {
    started(part(framework) + "_" + part(id))
  }

  private static func started(_ text: String) -> String {
    guard let first = text.utf8.first, isLetter(first) else { return "_" + text }
    return text
  }

  /// The text where it is a token already, its brackets as underscores; else what is left of it, with
  /// the start of its hash, so that two texts never share a token.
  private static func part(_ text: String) -> String {
    let bytes = Array(text.utf8)
    if let bracketed = withoutBrackets(bytes) { return String(decoding: bracketed, as: UTF8.self) }
    let words = bytes.split { !isLetter($0) && !isDigitOrSign($0) }
    let readable = words.prefix(8).map { String(decoding: $0.prefix(40), as: UTF8.self) }
      .joined(separator: "-")
    return readable + "_" + NameBasedUUID.hexadecimal(SHA1.digest(of: bytes).prefix(8))
  }

  /// `32(1)(a)` as `32_1_a`; nil where anything else stands in the way.
  private static func withoutBrackets(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var isOpen = false
    for byte in bytes {
      switch byte {
      case _ where isLetter(byte) || isDigitOrSign(byte):
        // Text right after a closing bracket would read like text inside of it.
        guard isOpen || !result.contains(0x5F) else { return nil }
        result.append(byte)
      case 0x28 where !isOpen:
        isOpen = true
        result.append(0x5F)
      case 0x29 where isOpen && result.last != 0x5F: isOpen = false
      default: return nil
      }
    }
    return isOpen || result.isEmpty ? nil : result
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigitOrSign(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
  }
}
