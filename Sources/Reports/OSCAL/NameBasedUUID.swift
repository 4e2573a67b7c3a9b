/// UUIDs of version 5 (RFC 9562 section 5.5): equal names have equal identifiers.
package enum NameBasedUUID {
  /// The identifier of a name within the namespace of the OSCAL documents written here.
  package static func text(of name: String) -> String { text(of: name, namespace: namespace) }

  /// The identifier of a name within a namespace of sixteen bytes.
  package static func text(of name: String, namespace: [UInt8]) -> String {
    var bytes = Array(SHA1.digest(of: namespace + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    return [bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10..<16]]
      .map(hexadecimal).joined(separator: "-")
  }

  static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
  }

  /// c0d35d60-e905-472d-aa66-cd102d5fc565, drawn at random once.
  ///
  /// Another one would give every document other identifiers.
  private static let namespace: [UInt8] = [
    0xC0, 0xD3, 0x5D, 0x60, 0xE9, 0x05, 0x47, 0x2D, 0xAA, 0x66, 0xCD, 0x10, 0x2D, 0x5F, 0xC5, 0x65,
  ]
}
