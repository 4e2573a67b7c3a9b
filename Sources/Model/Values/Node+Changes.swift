extension Node {
  /// The value with what stands at a path set to another, or taken away where none is given.
  ///
  /// A key that is not there yet is added to the mapping above it. What is set takes the place of what
  /// stood there, so that places stay those of the file.
  ///
  /// - Parameters:
  ///   - steps: The way to the value; `.every` goes every way.
  ///   - value: What is set; nil removes.
  /// - Returns: The changed value, or nil when the path leads nowhere.
  package func changing(_ steps: ArraySlice<DataPath.Step>, to value: Node?) -> Node? {
    guard let step = steps.first else { return value.map { $0.moved(to: span) } }
    let rest = steps.dropFirst()
    switch (step, content) {
    case (.key(let key), .mapping(let entries)):
      return changing(key, of: entries, rest, to: value)
    case (.index(let index), .sequence(let elements)):
      return changing(elements, at: index, rest, to: value)
    case (.every, .sequence(let elements)):
      var hasChanged = false
      let changed = elements.map { element in
        guard let changed = element.changing(rest, to: value) else { return element }
        hasChanged = true
        return changed
      }
      return hasChanged ? Node(.sequence(changed), at: span) : nil
    case (.every, .mapping(let entries)):
      var hasChanged = false
      let changed = entries.map { entry in
        guard let changed = entry.value.changing(rest, to: value) else { return entry }
        hasChanged = true
        return Entry(key: entry.key, keySpan: entry.keySpan, value: changed)
      }
      return hasChanged ? Node(.mapping(changed), at: span) : nil
    default: return nil
    }
  }

  private func changing(
    _ key: String, of entries: [Entry], _ rest: ArraySlice<DataPath.Step>, to value: Node?
  ) -> Node? {
    guard let index = entries.firstIndex(where: { $0.key == key }) else {
      guard rest.isEmpty, let value else { return nil }
      let place = TextSpan(line: span.line, column: span.column)
      let entry = Entry(key: key, keySpan: place, value: value.moved(to: place))
      return Node(.mapping(entries + [entry]), at: span)
    }
    var changed = entries
    if rest.isEmpty, value == nil {
      changed.remove(at: index)
    } else {
      guard let inner = entries[index].value.changing(rest, to: value) else { return nil }
      changed[index] = Entry(key: key, keySpan: entries[index].keySpan, value: inner)
    }
    return Node(.mapping(changed), at: span)
  }

  private func changing(
    _ elements: [Node], at index: Int, _ rest: ArraySlice<DataPath.Step>, to value: Node?
  ) -> Node? {
    guard elements.indices.contains(index) else { return nil }
    var changed = elements
    if rest.isEmpty, value == nil {
      changed.remove(at: index)
    } else {
      guard let inner = elements[index].changing(rest, to: value) else { return nil }
      changed[index] = inner
    }
    return Node(.sequence(changed), at: span)
  }

  /// The same value as if all of it stood at one place.
  private func moved(to span: TextSpan) -> Node {
    switch content {
    case .sequence(let elements):
      Node(.sequence(elements.map { $0.moved(to: span) }), at: span)
    case .mapping(let entries):
      Node(
        .mapping(
          entries.map { Entry(key: $0.key, keySpan: span, value: $0.value.moved(to: span)) }),
        at: span)
    default: Node(content, at: span)
    }
  }
}
