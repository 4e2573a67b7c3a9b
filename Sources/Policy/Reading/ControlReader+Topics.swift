import Model
import StructuredData

/// The subjects that a control speaks of.
extension ControlReader {
  /// The topics under a key; a name that does not exist would guard nothing and is an error.
  mutating func topics(_ arguments: Arguments, key: String) -> [String] {
    let names = arguments.texts(key)
    guard !names.isEmpty else { return [] }
    for (name, node) in zip(names, arguments.node(key)?.elements ?? [])
    where !knownTopics.contains(name) {
      decoder.report(
        "unknown topic \"\(name.shortened)\"", at: node.span,
        suggestion: Suggestion.nearest(name, among: knownTopics, called: "known topics"))
    }
    return names
  }
}
