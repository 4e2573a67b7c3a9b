/// Seeds of NATS nkeys: base 32 of two prefix bytes, 32 bytes of seed and a CRC-16, low byte first.
enum NKey {
  static func isSeed(_ text: ArraySlice<UInt8>) -> Bool {
    guard let bytes = base32(text), bytes.count == 36 else { return false }
    let checksum = crc16(bytes.dropLast(2))
    return bytes[34] == UInt8(truncatingIfNeeded: checksum)
      && bytes[35] == UInt8(truncatingIfNeeded: checksum >> 8)
  }

  private static func base32(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for character in text {
      let value: UInt8
      switch character {
      case 0x41...0x5A: value = character - 0x41
      case 0x32...0x37: value = character - 0x32 + 26
      default: return nil
      }
      buffer = buffer << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return bytes
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
