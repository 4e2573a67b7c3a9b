import Model

/// A question of a JSON or YAML file with the places of its answer.
struct TreeQuestion: Sendable {
  enum Place: Sendable {
    /// A scalar that is there, by its path in the file.
    case value(Node, path: [String])
    /// A new entry of a mapping.
    case entry(key: String, of: Node, after: Node.Entry?, path: [String])
  }

  let question: Question
  let answer: Place
  let comment: Place?
  /// Whether the answer is `true` or `false` without quotes.
  let isBoolean: Bool
}
