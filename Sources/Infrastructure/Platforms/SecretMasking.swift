import Model

/// Takes credentials out of what is kept: the user information of addresses, and texts under the
/// names of secrets.
///
/// What only refers to a secret (`env(NAME)`, `$NAME`) is kept.
enum SecretMasking {
  static func masking(_ node: Node, isSecret: Bool = false) -> Node {
    switch node.content {
    case .string(let text):
      if isSecret, !text.isEmpty, !isReference(text) {
        return Node(.unknown(reason: "the value of a secret is not kept"), at: node.span)
      }
      return Node(.string(withoutUserInformation(text)), at: node.span)
    case .sequence(let elements):
      return Node(
        .sequence(elements.map { masking($0, isSecret: isSecret) }), at: node.span)
    case .mapping(let entries):
      let named = name(in: entries)
      let masked = entries.map { entry in
        let hidden = SecretName.isSecret(entry.key) || (entry.key == "value" && named)
        return Node.Entry(
          key: entry.key, keySpan: entry.keySpan, value: masking(entry.value, isSecret: hidden))
      }
      return Node(.mapping(masked), at: node.span)
    case .null, .boolean, .integer, .number, .unknown: return node
    }
  }

  /// Lists of variables write the name beside the value: `{key: API_KEY, value: …}`.
  private static func name(in entries: [Node.Entry]) -> Bool {
    entries.contains { entry in
      ["key", "name"].contains(entry.key)
        && entry.value.string.map(SecretName.isSecret) == true
    }
  }

  private static func isReference(_ text: String) -> Bool {
    text.hasPrefix("env(") || text.hasPrefix("$") || text.hasPrefix("@") || text.contains("${")
      || text.hasPrefix("op://") || text.hasPrefix("secret:")
  }

  /// `postgres://user:password@host/db` without what stands before the host.
  static func withoutUserInformation(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { !["/", "?", "#", " ", "\"", "'"].contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return text }
    return text[..<scheme.upperBound] + "***" + text[at...]
  }
}
