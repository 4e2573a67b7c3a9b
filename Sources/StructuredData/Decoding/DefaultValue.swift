import Model

/// Turns a field's default, as it would be written in YAML, into a value.
///
/// Defaults are written by this project: scalars, `[a, b]` and `{}` are all that is needed.
package enum DefaultValue {
  package static func node(_ text: String, of type: FieldType, at span: TextSpan) -> Node {
    switch type {
    case .list(let element): return list(text, of: element, at: span)
    case .oneOrMany(let element):
      return text.hasPrefix("[")
        ? list(text, of: element, at: span) : node(text, of: element, at: span)
    case .mapping, .object: return Node(.mapping([]), at: span)
    case .either(let types): return either(text, of: types, at: span)
    case .boolean where text == "true" || text == "false":
      return Node(.boolean(text == "true"), at: span)
    case .integer, .anything:
      return Node(Int(text).map { .integer($0) } ?? .string(text), at: span)
    default: return Node(.string(text), at: span)
    }
  }

  private static func list(_ text: String, of element: FieldType, at span: TextSpan) -> Node {
    let inside =
      text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text[...]
    let elements = inside.split(separator: ",").map { part in
      node(String(part.drop { $0 == " " }), of: element, at: span)
    }
    return Node(.sequence(elements), at: span)
  }

  private static func either(_ text: String, of types: [FieldType], at span: TextSpan) -> Node {
    let candidates = types.map { node(text, of: $0, at: span) }
    let fitting = zip(types, candidates).first { type, node in
      if case .text = type { return false }
      return type.fitsKind(of: node)
    }
    return fitting?.1 ?? Node(.string(text), at: span)
  }
}
