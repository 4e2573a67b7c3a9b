import Model

/// A list or mapping whose end has not been read yet.
struct YAMLFrame {
  /// A key whose value has not been read yet; its text is nil when it was unusable.
  struct Key {
    let text: String?
    let span: TextSpan
    /// A plain `<<`.
    let isMerge: Bool
  }

  let isMapping: Bool
  let isFlow: Bool
  /// Stands where only a key may stand, which was reported.
  let isKey: Bool
  let anchor: String?
  /// As written before the collection.
  let tag: String?
  let span: TextSpan
  var elements: [Node] = []
  var mapping = MappingBuilder()
  var key: Key?
  /// What `<<` merges, in order of precedence.
  var merged: [Node] = []
  /// Where `<<` stands.
  var mergeSpan: TextSpan?
  /// Values so far with this one, those reached through aliases included.
  var count = 1
  /// Levels below this one.
  var height = 0
  /// Where the last thing inside ended.
  var end: TextSpan

  init(isMapping: Bool, isFlow: Bool, isKey: Bool, event: YAMLEvent) {
    self.isMapping = isMapping
    self.isFlow = isFlow
    self.isKey = isKey
    anchor = event.anchor
    tag = event.tag
    span = event.span
    end = event.span
  }

  var awaitsKey: Bool { isMapping && key == nil }

  /// The finished value.
  ///
  /// A flow collection ends behind its bracket. libyaml ends a block collection where the next token
  /// begins, behind comments and empty lines; here it ends with its last entry.
  func value(endingAt event: YAMLEvent) -> YAMLValue {
    let last = isFlow ? event.span : end
    let span = TextSpan(
      line: span.line, column: span.column, endLine: last.endLine, endColumn: last.endColumn)
    let content: Node.Content = isMapping ? .mapping(mergedEntries) : .sequence(elements)
    return YAMLValue(node: Node(content, at: span), count: count, height: height + 1, text: nil)
  }

  /// The entries, then those of the merged mappings whose keys are not there yet.
  private var mergedEntries: [Node.Entry] {
    guard !merged.isEmpty else { return mapping.entries }
    var builder = mapping
    for source in merged {
      for entry in source.entries ?? [] { builder.appendIfAbsent(entry) }
    }
    return builder.entries
  }
}

/// A finished value with what it costs to repeat it.
struct YAMLValue {
  let node: Node
  let count: Int
  let height: Int
  /// A scalar as it was written, for use as a key.
  let text: String?
}
