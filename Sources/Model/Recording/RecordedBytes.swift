/// Bytes as a recording keeps them: as text where they are UTF-8, so that people can read them, else
/// in hexadecimal.
package struct RecordedBytes: Codable, Sendable {
  private enum CodingKeys: CodingKey {
    case text
    case hexadecimal
  }

  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      bytes = Array(text.utf8)
      return
    }
    let digits = Array(try container.decode(String.self, forKey: .hexadecimal).utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count - digits.count % 2, by: 2) {
      guard
        let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16)
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .hexadecimal, in: container, debugDescription: "it is not hexadecimal")
      }
      bytes.append(byte)
    }
    self.bytes = bytes
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if let text = String(validating: bytes, as: UTF8.self) {
      try container.encode(text, forKey: .text)
    } else {
      try container.encode(Self.hexadecimal(bytes), forKey: .hexadecimal)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
