import Model

/// Compares values by type and value, with the places that cannot be told kept unknown.
package enum Equality {
  package static func fit(_ seen: Node, _ expected: Node) -> Fit {
    switch (seen.content, expected.content) {
    case (.unknown(let reason), _), (_, .unknown(let reason)): return .unknown(reason)
    case (.null, .null): return .met
    case (.null, _): return .doubtful("it is null")
    case (_, .null): return .unmet
    case (.sequence(let seen), .sequence(let expected)): return fit(seen, expected)
    case (.mapping(let seen), .mapping(let expected)): return fit(seen, expected)
    case (.sequence, _), (.mapping, _), (_, .sequence), (_, .mapping):
      return .doubtful("it is \(seen.kindName), not \(expected.kindName)")
    default: return scalarFit(seen, expected)
    }
  }

  private static func fit(_ seen: [Node], _ expected: [Node]) -> Fit {
    guard seen.count == expected.count else { return .unmet }
    return .all(zip(seen, expected).map { fit($0, $1) })
  }

  private static func fit(_ seen: [Node.Entry], _ expected: [Node.Entry]) -> Fit {
    guard seen.count == expected.count else { return .unmet }
    let known = Dictionary(
      seen.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    return .all(expected.map { entry in known[entry.key].map { fit($0, entry.value) } ?? .unmet })
  }

  private static func scalarFit(_ seen: Node, _ expected: Node) -> Fit {
    switch (seen.content, expected.content) {
    case (.boolean(let seen), .boolean(let expected)): Fit(seen == expected)
    case (.string(let seen), .string(let expected)):
      // Bytes, not canonical equivalence: what a program compares.
      Fit(seen.utf8.elementsEqual(expected.utf8))
    case (.integer(let seen), .integer(let expected)): Fit(seen == expected)
    case (.number(let seen), .number(let expected)): Fit(seen == expected)
    case (.integer(let whole), .number(let number)), (.number(let number), .integer(let whole)):
      Fit(Magnitude.compare(whole, with: number) == .equal)
    default:
      readsAlike(seen, expected)
        ? .doubtful(
          "\(described(seen)) is not \(described(expected)), though a program may read it so")
        : .unmet
    }
  }

  /// Whether two scalars of different types could be taken for each other by a program that is less
  /// strict, such as a YAML 1.1 reader, for which `yes` is true.
  private static func readsAlike(_ seen: Node, _ expected: Node) -> Bool {
    if let left = looseBoolean(seen), let right = looseBoolean(expected) { return left == right }
    return seen.scalarText?.lowercased() == expected.scalarText?.lowercased()
  }

  private static func looseBoolean(_ node: Node) -> Bool? {
    switch node.scalarText?.lowercased() {
    case "true", "yes", "on", "y", "1": true
    case "false", "no", "off", "n", "0": false
    default: nil
    }
  }

  private static func described(_ node: Node) -> String {
    let word: String
    switch node.content {
    case .string: word = "the text "
    case .integer, .number: word = "the number "
    default: word = ""
    }
    return word + ValueText.shown(node)
  }
}
