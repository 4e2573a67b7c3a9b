import Model

/// Why a path leads to no value.
package enum DeadEnd: Error, Hashable, Sendable {
  /// A key or position that is not there; `hint` offers the nearest key that is.
  case absent(path: String, hint: String?, at: TextSpan)
  /// A path that no such data can have, as a key below a number.
  case impossible(reason: String, at: TextSpan)
  case unknown(reason: String, at: TextSpan)
}

extension Subject {
  /// Keys that are compared with a missing one at most; more would let one file cost too much.
  private static let offeredKeys = 200

  /// Follows steps without `[*]`.
  package func resolve(_ steps: [DataPath.Step]) throws(DeadEnd) -> Subject {
    var reached = self
    for step in steps { reached = try reached.resolve(step) }
    return reached
  }

  /// Follows any steps; each `[*]` branches into every element.
  ///
  /// - Returns: What was reached, and each dead end on the way.
  package func resolveAll(_ steps: [DataPath.Step]) -> (found: [Subject], deadEnds: [DeadEnd]) {
    var reached = [self]
    var deadEnds: [DeadEnd] = []
    for step in steps {
      var next: [Subject] = []
      for subject in reached {
        do throws(DeadEnd) {
          next += step == .every ? try subject.members() : [try subject.resolve(step)]
        } catch {
          deadEnds.append(error)
        }
      }
      reached = next
    }
    return (reached, deadEnds)
  }

  /// Every element of a list or value of a mapping.
  package func members() throws(DeadEnd) -> [Subject] {
    switch node.content {
    case .sequence(let elements): return elements.enumerated().map { element($1, at: $0) }
    case .mapping(let entries): return entries.map { member($0, of: entries) }
    case .null: throw .absent(path: path + "[*]", hint: nil, at: anchor)
    case .unknown(let reason): throw .unknown(reason: unknown(reason), at: node.span)
    case .boolean, .integer, .number, .string: throw impossible(.every)
    }
  }

  private func resolve(_ step: DataPath.Step) throws(DeadEnd) -> Subject {
    switch (step, node.content) {
    case (_, .unknown(let reason)): throw .unknown(reason: unknown(reason), at: node.span)
    case (_, .null): throw absent(step, hint: nil)
    case (.key(let key), .mapping(let entries)):
      guard let entry = node.entry(key) else { throw absent(step, hint: nearest(key, entries)) }
      return member(entry, of: entries)
    case (.index(let index), .sequence(let elements)):
      guard index >= 0, index < elements.count else {
        throw absent(
          step, hint: "the list has \(elements.count) element\(elements.count == 1 ? "" : "s")")
      }
      return element(elements[index], at: index)
    default: throw impossible(step)
    }
  }

  private func absent(_ step: DataPath.Step, hint: String?) -> DeadEnd {
    .absent(path: PathText.appending(step, to: path), hint: hint, at: anchor)
  }

  private func nearest(_ key: String, _ entries: [Node.Entry]) -> String? {
    let keys = entries.prefix(Self.offeredKeys).map(\.key)
    return NearestName.find(key, among: keys).map { "there is `\(ValueText.plain($0))`" }
  }

  private func impossible(_ step: DataPath.Step) -> DeadEnd {
    let wanted = PathText.appending(step, to: path)
    let isList = if case .key = step { node.elements != nil } else { false }
    return .impossible(
      reason: "`\(wanted)` cannot exist: \(PathText.shown(path)) is \(node.kindName)"
        + (isList ? "; write `\(path)[*]` for its elements" : ""), at: node.span)
  }

  private func unknown(_ reason: String) -> String {
    "\(PathText.shown(path)) is unknown: \(reason)"
  }
}
