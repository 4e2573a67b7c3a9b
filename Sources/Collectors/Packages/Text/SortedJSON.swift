import Model

/// Writes values as Python's `json.dumps` does with sorted keys and without spaces.
enum SortedJSON {
  /// Nil for numbers with a fraction and for unknown values, whose form is not certain.
  static func text(of node: Node) -> String? {
    switch node.content {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .string(let text): return quoted(text)
    case .number, .unknown: return nil
    case .sequence(let elements):
      var parts: [String] = []
      for element in elements {
        guard let part = text(of: element) else { return nil }
        parts.append(part)
      }
      return "[" + parts.joined(separator: ",") + "]"
    case .mapping(let entries):
      var parts: [String] = []
      let sorted = entries.sorted {
        $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
      }
      for entry in sorted {
        guard let value = text(of: entry.value) else { return nil }
        parts.append(quoted(entry.key) + ":" + value)
      }
      return "{" + parts.joined(separator: ",") + "}"
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case " "..."~": result.unicodeScalars.append(scalar)
      default: for unit in String(scalar).utf16 { result += "\\u" + hexadecimal(unit) }
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}
