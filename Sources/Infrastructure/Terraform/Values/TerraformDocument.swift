import Model
import StructuredData

/// JSON documents within Terraform's values.
enum TerraformDocument {
  /// The document that a text with unknown parts is, as far as it is known.
  static func value(of unknown: TerraformUnknown) -> TerraformValue? {
    switch unknown.shape {
    case .document(let value): value
    case .pieces(let pieces): value(of: pieces)
    case nil: nil
    }
  }

  /// Reads a JSON document; nil when the text is none.
  static func decode(_ text: String) -> TerraformValue? {
    guard
      let documents = try? StructuredParser.parse(
        Array(text.utf8), as: .json, path: "document"), let node = documents.first,
      documents.count == 1
    else { return nil }
    return TerraformValue(node)
  }

  static func encode(_ value: TerraformValue) -> String {
    var text = ""
    write(value, to: &text)
    return text
  }

  private static func write(_ value: TerraformValue, to text: inout String) {
    switch value {
    case .null, .unknown: text += "null"
    case .string(let string): write(string, to: &text)
    case .boolean, .integer, .number: text += value.scalarText ?? "null"
    case .list(let list):
      text += "["
      for (position, element) in list.elements.enumerated() {
        if position > 0 { text += "," }
        write(element, to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (position, (key, value)) in zip(object.keys, object.values).enumerated() {
        if position > 0 { text += "," }
        write(key, to: &text)
        text += ":"
        write(value, to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  // MARK: Texts with unknown parts

  /// Stands for an unknown part while the rest is read: U+E000, a number, U+E001 (private use).
  private static let opening: Unicode.Scalar = "\u{E000}"
  private static let closing: Unicode.Scalar = "\u{E001}"

  private static func value(of pieces: [TerraformUnknown.Piece]) -> TerraformValue? {
    guard case .text(let first)? = pieces.first,
      let start = first.utf8.first(where: { $0 > 0x20 }), start == 0x7B || start == 0x5B
    else { return nil }
    var text = ""
    var reasons: [String] = []
    var isInString = false
    for piece in pieces {
      switch piece {
      case .text(let part):
        text += part
        isInString = endsInString(part, from: isInString)
      case .unknown(let reason):
        let mark = "\(opening)\(reasons.count)\(closing)"
        text += isInString ? mark : "\"\(mark)\""
        reasons.append(reason)
      }
    }
    return decode(text).map { restored($0, reasons) }
  }

  private static func endsInString(_ text: String, from start: Bool) -> Bool {
    var isInString = start
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C, isInString {
        isEscaped = true
      } else if byte == 0x22 {
        isInString.toggle()
      }
    }
    return isInString
  }

  /// Every text with a mark in it becomes the unknown value that the mark stands for.
  private static func restored(_ value: TerraformValue, _ reasons: [String]) -> TerraformValue {
    switch value {
    case .string(let text):
      reason(in: text, reasons).map { .unknown($0) } ?? value
    case .list(let list): .list(list.elements.map { restored($0, reasons) })
    case .object(let object):
      .object(
        object.entries.map { key, value in
          if let reason = reason(in: key, reasons) { return ("(unknown)", .unknown(reason)) }
          return (key, restored(value, reasons))
        })
    default: value
    }
  }

  private static func reason(in text: String, _ reasons: [String]) -> String? {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(of: opening),
      let end = scalars[start...].firstIndex(of: closing)
    else { return nil }
    let number = Int(String(scalars[scalars.index(after: start)..<end]))
    return number.flatMap { reasons.indices.contains($0) ? reasons[$0] : nil }
  }
}
