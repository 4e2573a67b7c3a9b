import Foundation

/// Checksums of token formats, computed apart from the code under test.
enum CorpusChecksum {
  /// CRC-32 bit by bit.
  static func crc32(_ text: String) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in text.utf8 {
      register ^= UInt32(byte)
      for _ in 0..<8 {
        register = (register >> 1) ^ (register & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
    return register ^ 0xFFFF_FFFF
  }

  static func base62(_ value: UInt32, _ order: String = digits + capitals + small) -> String {
    let alphabet = Array(order)
    var rest = value
    var text = ""
    while rest > 0 {
      text = String(alphabet[Int(rest % 62)]) + text
      rest /= 62
    }
    return String(repeating: "0", count: max(0, 6 - text.count)) + text
  }

  static func hexadecimal(_ value: UInt32) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 8 - text.count) + text
  }

  static let digits = "0123456789"
  static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  static let small = "abcdefghijklmnopqrstuvwxyz"

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func base64URL(_ bytes: [UInt8]) -> String {
    base64(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  static func base64URL(_ text: String) -> String { base64URL(Array(text.utf8)) }

  static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
