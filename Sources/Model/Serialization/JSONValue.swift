/// A JSON document to be written.
///
/// Keys are sorted, so equal values give equal bytes.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A string, or null for nil.
  package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// The document, indented by two spaces and ending in a line break; or on one line without one.
  package func serialized(pretty: Bool = true) -> String {
    var bytes: [UInt8] = []
    write(into: &bytes, depth: 0, pretty: pretty)
    if pretty { bytes.append(0x0A) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(into bytes: inout [UInt8], depth: Int, pretty: Bool) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .string(let text): Self.write(text, into: &bytes)
    case .array(let elements):
      Self.writeMembers(
        elements, between: (0x5B, 0x5D), into: &bytes, depth: depth, pretty: pretty
      ) { element, bytes in
        element.write(into: &bytes, depth: depth + 1, pretty: pretty)
      }
    case .object(let members):
      // Ordered by UTF-8, which is the order of Unicode scalars and which no locale changes.
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.writeMembers(
        sorted, between: (0x7B, 0x7D), into: &bytes, depth: depth, pretty: pretty
      ) { member, bytes in
        Self.write(member.key, into: &bytes)
        bytes.append(contentsOf: (pretty ? ": " : ":").utf8)
        member.value.write(into: &bytes, depth: depth + 1, pretty: pretty)
      }
    }
  }

  private static func writeMembers<Member>(
    _ members: [Member], between brackets: (UInt8, UInt8), into bytes: inout [UInt8], depth: Int,
    pretty: Bool, write: (Member, inout [UInt8]) -> Void
  ) {
    bytes.append(brackets.0)
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      if pretty { breakLine(&bytes, depth: depth + 1) }
      write(member, &bytes)
    }
    if pretty, !members.isEmpty { breakLine(&bytes, depth: depth) }
    bytes.append(brackets.1)
  }

  private static func breakLine(_ bytes: inout [UInt8], depth: Int) {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  /// Writes a string with the escapes that RFC 8259 section 7 requires, and `<`, `>`, `&` and the line
  /// separators escaped too, so that the text can stand inside HTML.
  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    // Most texts need no escape, and finding that out costs less than going through them twice.
    if bytes[start...].contains(where: mayNeedEscape) {
      bytes.removeLast(bytes.count - start)
      writeEscaped(text, into: &bytes)
    }
    bytes.append(0x22)
  }

  /// Whether a byte is, or begins, something that is escaped.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7F, 0xC2, 0xE2: true
    default: false
    }
  }

  private static func writeEscaped(_ text: String, into bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: "\\u".utf8)
        bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).utf8)
        bytes.append(contentsOf: digits.utf8)
      default:
        if scalar.isASCII {
          bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
  }
}
