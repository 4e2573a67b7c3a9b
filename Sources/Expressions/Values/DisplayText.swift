/// Writes values as an expression would, on one line and shortened.
package enum DisplayText {
  private static let longest = 80

  package static func literal(_ value: ExpressionValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .unsigned(let value): "\(value)u"
    case .double(let value): NumberText.shortest(value)
    case .string(let text): "\"\(escaped(text))\""
    case .bytes(let bytes): "\(bytes.count) byte\(bytes.count == 1 ? "" : "s")"
    case .list(let list): self.list(list)
    case .map(let map): self.map(map)
    case .timestamp(let moment): moment.description
    case .duration(let interval): interval.description
    case .type(let type): type.name
    case .optional(let value): value.map { "optional.of(\(literal($0)))" } ?? "optional.none()"
    case .address(let address): address.description
    case .network(let network): network.description
    case .quantity(let quantity): quantity.description
    case .failure(let failure): "error: \(failure.message)"
    case .unknown(let unknowns):
      "unknown" + (unknowns.list.first.map { ": \($0.reason)" } ?? "")
    }
  }

  private static func list(_ list: ListValue) -> String {
    var parts: [String] = []
    var length = 0
    for index in 0..<list.count {
      let part = list.element(index).map(member) ?? ""
      length += part.unicodeScalars.count + 2
      guard length <= longest else {
        return "[\((parts + ["…"]).joined(separator: ", "))] (\(list.count) elements)"
      }
      parts.append(part)
    }
    return "[\(parts.joined(separator: ", "))]"
  }

  private static func map(_ map: MapValue) -> String {
    guard let first = map.keys.first else { return "{}" }
    let keys = map.count == 1 ? "the key" : "\(map.count) keys, first"
    return "a mapping with \(keys) \(member(first))"
  }

  private static func member(_ value: ExpressionValue) -> String {
    switch value {
    case .list(let list): list.count == 0 ? "[]" : "[…]"
    case .map(let map): map.count == 0 ? "{}" : "{…}"
    case .optional: "optional"
    default: literal(value)
    }
  }

  /// A text on one line, shortened, with control characters and bidirectional marks written out.
  package static func escaped(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var shown = ""
    for scalar in scalars.prefix(longest) { shown += escaped(scalar) }
    return scalars.dropFirst(longest).isEmpty ? shown : shown + "…"
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
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
