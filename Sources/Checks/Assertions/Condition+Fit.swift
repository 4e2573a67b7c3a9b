import Model

extension Condition {
  /// How a value that exists stands to the condition.
  package func fit(_ node: Node, patterns: any PatternMatching) -> Fit {
    if case .unknown(let reason) = node.content { return .unknown(reason) }
    switch self {
    // A key without a value is as good as none in every format read here.
    case .present: return Fit(!node.isNull)
    case .equals(let expected): return Equality.fit(node, expected)
    case .isOneOf(let members): return .any(members.map { Equality.fit(node, $0) })
    case .type(let type): return Fit(type.includes(node.content))
    case .empty: return Self.emptiness(of: node)
    default: return node.isNull ? .doubtful("it is null") : valueFit(node, patterns: patterns)
    }
  }

  private func valueFit(_ node: Node, patterns: any PatternMatching) -> Fit {
    switch self {
    case .matches(let pattern):
      Self.textFit(node, to: "match a pattern") {
        Self.fit(patterns.firstMatch(of: pattern, in: $0), pattern: pattern)
      }
    case .startsWith(let prefix):
      Self.textFit(node, to: "start with text") { Fit($0.utf8.starts(with: prefix.utf8)) }
    case .endsWith(let suffix):
      Self.textFit(node, to: "end with text") {
        Fit($0.utf8.reversed().starts(with: suffix.utf8.reversed()))
      }
    case .contains(let part): Self.containment(of: part, in: node)
    case .ordered(let ordering, let limit): Self.order(of: node, to: limit, ordering)
    case .length(let ordering, let count): Self.length(of: node, ordering, count)
    case .present, .equals, .isOneOf, .type, .empty: .unmet
    }
  }

  private static func textFit(_ node: Node, to verb: String, _ judge: (String) -> Fit) -> Fit {
    guard let text = node.string else { return .unknown("\(node.kindName) cannot \(verb)") }
    return judge(text)
  }

  private static func fit(_ outcome: PatternOutcome, pattern: String) -> Fit {
    switch outcome {
    case .match: .met
    case .noMatch: .unmet
    case .exceededLimit:
      .unknown("the pattern \(ValueText.quoted(pattern)) needs more steps than are allowed")
    case .invalid(let problem): .unknown("the pattern cannot be used: \(problem.message)")
    }
  }

  private static func emptiness(of node: Node) -> Fit {
    switch node.content {
    case .null: .met
    case .string(let text): Fit(text.isEmpty)
    case .sequence(let elements): Fit(elements.isEmpty)
    case .mapping(let entries): Fit(entries.isEmpty)
    default: .unknown("\(node.kindName) is neither empty nor filled")
    }
  }

  private static func containment(of part: Node, in node: Node) -> Fit {
    switch node.content {
    case .sequence(let elements): return .any(elements.map { Equality.fit($0, part) })
    case .string(let text):
      guard let part = part.scalarText else {
        return .unknown("text cannot contain \(part.kindName)")
      }
      return Fit(text.utf8.contains(Array(part.utf8)))
    case .mapping:
      guard let key = part.scalarText else {
        return .unknown("a mapping has keys, and \(part.kindName) is none")
      }
      return Fit(node.entry(key) != nil)
    default: return .unknown("\(node.kindName) cannot contain anything")
    }
  }

  private static func order(of node: Node, to limit: Node, _ ordering: Ordering) -> Fit {
    guard let order = Magnitude.compare(node, with: limit) else {
      return .unknown("\(node.kindName) cannot be compared with \(ValueText.shown(limit))")
    }
    return Fit(ordering.admits(order))
  }

  private static func length(of node: Node, _ ordering: Ordering, _ count: Int) -> Fit {
    let length: Int
    switch node.content {
    case .string(let text): length = text.unicodeScalars.count
    case .sequence(let elements): length = elements.count
    case .mapping(let entries): length = entries.count
    default: return .unknown("\(node.kindName) has no length")
    }
    return Fit(ordering.admits(length < count ? .less : length > count ? .greater : .equal))
  }
}

extension String.UTF8View {
  /// Whether the bytes occur anywhere; the empty sequence occurs everywhere.
  fileprivate func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    let bytes = Array(self)
    guard bytes.count >= needle.count else { return false }
    return (0...(bytes.count - needle.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + needle.count)].elementsEqual(needle)
    }
  }
}
