import Model

/// The licence of an npm package, in today's form and in those of its first years.
enum NodeLicense {
  /// `"MIT"`, `{ "type": "MIT" }`, or a list of either, which leaves the choice.
  static func text(_ node: Node?) -> String? {
    guard let node else { return nil }
    if let text = node.string { return text.isEmpty ? nil : text }
    if let type = node["type"]?.string { return type }
    let choices = (node.elements ?? []).compactMap { $0.string ?? $0["type"]?.string }
    guard choices.count > 1 else { return choices.first }
    return "(" + choices.joined(separator: " OR ") + ")"
  }
}
