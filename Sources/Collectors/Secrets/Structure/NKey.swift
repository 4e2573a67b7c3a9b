/// Keys in base 32 that end in a CRC-16, low byte first.
enum NKey {
  /// A seed of NATS: two prefix bytes, 32 bytes of seed.
  static func isSeed(_ text: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base32Text.decode(text), bytes.count == 36 else { return false }
    return endsInChecksum(bytes)
  }

  /// A secret seed of Stellar: one version byte, 32 bytes of seed.
  static func isStellarSeed(_ text: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base32Text.decode(text), bytes.count == 35, bytes[0] == 18 << 3 else {
      return false
    }
    return endsInChecksum(bytes)
  }

  private static func endsInChecksum(_ bytes: [UInt8]) -> Bool {
    let checksum = crc16(bytes.dropLast(2))
    return bytes.suffix(2).elementsEqual([
      UInt8(truncatingIfNeeded: checksum), UInt8(truncatingIfNeeded: checksum >> 8),
    ])
  }

  /// The CRC-16 of XMODEM: polynomial 0x1021 from 0.
  private static func crc16(_ bytes: ArraySlice<UInt8>) -> UInt16 {
    bytes.reduce(0) { checksum, byte in
      (0..<8).reduce(checksum ^ UInt16(byte) << 8) { value, _ in
        value & 0x8000 == 0 ? value << 1 : value << 1 ^ 0x1021
      }
    }
  }
}
