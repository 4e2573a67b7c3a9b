import FoundationEssentials
import Model

/// One answer as it stands in its file.
struct RecordedObservation<Facts: Codable & Sendable>: Codable {
  let observedAt: Instant
  let outcome: RecordedOutcome<Facts>
}

/// The form of a recording's files: JSON with sorted keys.
enum RecordingFormat {
  static func encoded(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [0x0A]
  }

  static func decoded<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    // Arithmetic on what is read must not overflow.
    guard !hasHugeNumber(bytes) else { throw HugeNumber() }
    return try JSONDecoder().decode(type, from: Data(bytes))
  }

  private struct HugeNumber: Error {}

  private static let mostDigits = 15

  /// Whether more digits than any count has stand in a row outside of texts.
  private static func hasHugeNumber(_ bytes: [UInt8]) -> Bool {
    var digits = 0
    var isText = false
    var isEscaped = false
    for byte in bytes {
      if isText {
        isText = isEscaped || byte != 0x22
        isEscaped = !isEscaped && byte == 0x5C
        continue
      }
      isText = byte == 0x22
      // An exponent is as good as digits.
      if byte | 0x20 == 0x65, digits > 0 { return true }
      digits = (0x30...0x39).contains(byte) ? digits + 1 : 0
      if digits > mostDigits { return true }
    }
    return false
  }
}
