/// Hides a value behind its own form: every letter becomes an x and every digit a 1, so that its length
/// and what it is made of can still be judged, and a number or an escaped text in JSON stays one.
enum Veil {
  static func veiled(_ text: some StringProtocol) -> String {
    var bytes = Array(text.utf8)
    veil(bytes.indices, of: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func veil(_ range: Range<Int>, of bytes: inout [UInt8]) {
    // How many bytes belong to an escape that began before.
    var escaped = 0
    for index in range {
      let byte = bytes[index]
      if escaped > 0 {
        escaped += byte == 0x75 && escaped == 1 && bytes[index - 1] == 0x5C ? 3 : -1
      } else if byte == 0x5C, index + 1 < range.upperBound {
        escaped = 1
      } else {
        bytes[index] = veiled(byte)
      }
    }
  }

  private static func veiled(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x30...0x39: 0x31
    case 0x41...0x5A: 0x58
    case 0x61...0x7A, 0x80...: 0x78
    default: byte
    }
  }
}
