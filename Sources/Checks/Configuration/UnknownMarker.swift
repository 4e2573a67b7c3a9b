import Model

/// Turns texts that stand for values known only elsewhere, such as `${REGION}`, into unknown values.
struct UnknownMarker {
  let pattern: String
  let patterns: any PatternMatching

  func marking(_ node: Node) -> Node {
    switch node.content {
    case .string(let text): Node(content(of: text), at: node.span)
    case .sequence(let elements): Node(.sequence(elements.map(marking)), at: node.span)
    case .mapping(let entries):
      Node(
        .mapping(
          entries.map { Node.Entry(key: $0.key, keySpan: $0.keySpan, value: marking($0.value)) }),
        at: node.span)
    case .null, .boolean, .integer, .number, .unknown: node
    }
  }

  private func content(of text: String) -> Node.Content {
    switch patterns.firstMatch(of: pattern, in: text) {
    case .noMatch: .string(text)
    case .match: .unknown(reason: "its text matches `unknown-when` \(ValueText.quoted(pattern))")
    case .exceededLimit:
      .unknown(reason: "`unknown-when` \(ValueText.quoted(pattern)) exceeds its step limit on it")
    case .invalid(let problem):
      .unknown(reason: "`unknown-when` cannot be used: \(problem.message)")
    }
  }
}
