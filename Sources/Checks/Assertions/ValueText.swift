import Model

/// Shows values in messages and evidence: short, on one line, without control characters, and never
/// a credential.
package enum ValueText {
  private static let longest = 80

  package static func shown(_ node: Node, secrecy: Secrecy = .none) -> String {
    switch node.content {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer, .number:
      secrecy == .value ? node.kindName : node.scalarText ?? node.kindName
    case .string(let text): shown(text, secrecy: secrecy)
    case .sequence(let elements): list(elements, secrecy: secrecy)
    case .mapping(let entries): mapping(entries)
    case .unknown: "an unknown value"
    }
  }

  /// A text in quotes, shortened.
  package static func quoted(_ text: String) -> String {
    "\"\(plain(text, escapingQuotes: true))\""
  }

  /// A text on one line, shortened, with control characters and bidirectional marks written out.
  package static func plain(_ text: String, escapingQuotes: Bool = false) -> String {
    let scalars = text.unicodeScalars
    var shown = ""
    for scalar in scalars.prefix(longest) {
      shown += escaped(scalar, escapingQuotes: escapingQuotes)
    }
    return scalars.dropFirst(longest).isEmpty ? shown : shown + "…"
  }

  private static func shown(_ text: String, secrecy: Secrecy) -> String {
    guard secrecy == .none else { return length(of: text) }
    return quoted(Secrecy.redacting(text))
  }

  static func length(of text: String) -> String {
    let count = text.unicodeScalars.count
    return "text of \(count) character\(count == 1 ? "" : "s")"
  }

  private static func list(_ elements: [Node], secrecy: Secrecy) -> String {
    var text = "["
    for (index, element) in elements.enumerated() {
      let next = (index == 0 ? "" : ", ") + member(element, secrecy: secrecy)
      guard text.unicodeScalars.count + next.unicodeScalars.count <= longest else {
        return text + "\(index == 0 ? "" : ", ")… \(elements.count) elements]"
      }
      text += next
    }
    return text + "]"
  }

  private static func member(_ node: Node, secrecy: Secrecy) -> String {
    switch node.content {
    case .sequence(let elements): elements.isEmpty ? "[]" : "[…]"
    case .mapping(let entries): entries.isEmpty ? "{}" : "{…}"
    default: shown(node, secrecy: secrecy)
    }
  }

  private static func mapping(_ entries: [Node.Entry]) -> String {
    guard let first = entries.first else { return "an empty mapping" }
    let keys = entries.count == 1 ? "the key" : "\(entries.count) keys, first"
    return "a mapping with \(keys) \(quoted(first.key))"
  }

  private static func escaped(_ scalar: Unicode.Scalar, escapingQuotes: Bool) -> String {
    switch scalar {
    case "\"" where escapingQuotes: return "\\\""
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      return "\\u{\(String(scalar.value, radix: 16))}"
    default: return String(scalar)
    }
  }
}
