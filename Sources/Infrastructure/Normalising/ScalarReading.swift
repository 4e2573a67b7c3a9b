import Model

/// What scalars mean where several dialects write them differently.
enum ScalarReading {
  /// True or false, also as a text, which templates and modules often make of it.
  static func boolean(_ node: Node) -> Bool? {
    switch node.content {
    case .boolean(let value): return value
    case .string(let text):
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return nil
      }
    default: return nil
    }
  }

  static func integer(_ node: Node) -> Int? {
    switch node.content {
    case .integer(let value): return value
    case .number(let value): return Int(exactly: value)
    case .string(let text): return Int(text)
    default: return nil
    }
  }

  /// Why nothing can be said of a value that is no such thing.
  static func reason(_ node: Node, expected: String) -> String {
    if case .unknown(let reason) = node.content { return reason }
    return "\(node.kindName) stands where \(expected) is expected"
  }
}
