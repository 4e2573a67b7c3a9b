import Model

extension FieldDecoder {
  /// The value with nested defaults filled in, or nil after an error.
  mutating func check(_ node: Node, as type: FieldType, named name: String) -> Node? {
    if node.content == Self.alreadyReported { return node }
    switch type {
    case .anything: return node
    case .list(let element):
      guard let elements = node.elements else { return reject(node, as: type, named: name) }
      return checkElements(elements, of: node, as: element, named: name)
    case .oneOrMany(let element):
      guard let elements = node.elements else {
        guard element.fitsKind(of: node) else { return reject(node, as: type, named: name) }
        return check(node, as: element, named: name)
      }
      return checkElements(elements, of: node, as: element, named: name)
    case .mapping(let value):
      guard let entries = node.entries else { return reject(node, as: type, named: name) }
      return checkEntries(entries, of: node, as: value)
    case .object(let fields):
      guard let entries = node.entries else { return reject(node, as: type, named: name) }
      let before = errorCount
      let found = members(entries, of: fields, as: "\"\(name)\"", at: node.span)
      return errorCount == before ? Node(.mapping(found), at: node.span) : nil
    case .either(let types): return checkEither(node, of: types, named: name)
    default: return checkScalar(node, as: type, named: name)
    }
  }

  private mutating func reject(_ node: Node, as type: FieldType, named name: String) -> Node? {
    let isUnquoted = node.string == nil && node.scalarText != nil && type.acceptsText
    report(
      "\"\(name)\": expected \(type.expectation), found \(node.seen)", at: node.span,
      suggestion: isUnquoted && !type.fitsKind(of: node) ? "write it in quotes" : nil)
    return nil
  }

  private mutating func checkElements(
    _ elements: [Node], of node: Node, as type: FieldType, named name: String
  ) -> Node? {
    let before = errorCount
    var checked: [Node] = []
    checked.reserveCapacity(elements.count)
    for element in elements {
      if let value = check(element, as: type, named: name) { checked.append(value) }
    }
    return errorCount == before ? Node(.sequence(checked), at: node.span) : nil
  }

  private mutating func checkEntries(
    _ entries: [Node.Entry], of node: Node, as type: FieldType
  ) -> Node? {
    let before = errorCount
    var checked: [Node.Entry] = []
    checked.reserveCapacity(entries.count)
    for entry in entries {
      if let value = check(entry.value, as: type, named: entry.key.shortened) {
        checked.append(Node.Entry(key: entry.key, keySpan: entry.keySpan, value: value))
      }
    }
    return errorCount == before ? Node(.mapping(checked), at: node.span) : nil
  }

  /// Takes the first type that the value fits; when none does, the one with the fewest errors is what
  /// the writer most likely meant.
  private mutating func checkEither(
    _ node: Node, of types: [FieldType], named name: String
  ) -> Node? {
    var best: FieldDecoder?
    for type in types where type.fitsKind(of: node) {
      // A decoder of its own, so that what earlier attempts found is neither copied nor kept.
      var attempt = FieldDecoder(path: path, patterns: patterns, targets: targets)
      if let value = attempt.check(node, as: type, named: name) {
        adopt(attempt)
        return value
      }
      if attempt.errorCount < best?.errorCount ?? Int.max { best = attempt }
    }
    guard let best else { return reject(node, as: .either(types), named: name) }
    adopt(best)
    return nil
  }

  private mutating func adopt(_ attempt: FieldDecoder) {
    usedTargets.formUnion(attempt.usedTargets)
    controlReferences += attempt.controlReferences
    for diagnostic in attempt.diagnostics { report(diagnostic) }
  }

  private mutating func checkScalar(_ node: Node, as type: FieldType, named name: String) -> Node? {
    guard type.fitsKind(of: node) else { return reject(node, as: type, named: name) }
    let text = node.scalarText ?? ""
    switch type {
    case .text: return checkText(node, text, named: name)
    case .boolean: return node
    case .integer(let range):
      guard case .integer(let value) = node.content, range.contains(value) else { break }
      return node
    case .identifier: if Identifier.isValid(text) { return node }
    case .duration: if TimeSpan(text) != nil { return node }
    case .size: if ByteSize(text) != nil { return node }
    case .date: if CalendarDate(text) != nil { return node }
    case .severity: return checkWord(node, among: Severity.allCases.map(\.rawValue), named: name)
    case .choice(let words): return checkWord(node, among: words, named: name)
    case .pattern: return checkPattern(node, text, named: name)
    case .dataPath: return checkDataPath(node, text, named: name)
    case .glob: return checkGlob(node, text, named: name)
    case .target: return checkTarget(node, text)
    case .control:
      guard Identifier.isValidGlob(text) else { break }
      controlReferences.append(node)
      return node
    case .list, .oneOrMany, .mapping, .object, .either, .anything: return node
    }
    return reject(node, as: type, named: name)
  }

  /// A number that does not read back as it was written (`1.10`, `012`) would change its text.
  private mutating func checkText(_ node: Node, _ text: String, named name: String) -> Node? {
    guard node.string == nil, node.span.line == node.span.endLine else { return node }
    let width = node.span.endColumn - node.span.column
    guard width > 0, width != text.utf8.count else { return node }
    report(
      "\"\(name)\": this text reads as \(node.seen)", at: node.span,
      suggestion: "write it in quotes")
    return nil
  }

  private mutating func checkWord(_ node: Node, among words: [String], named name: String) -> Node?
  {
    let text = node.scalarText ?? ""
    guard !words.contains(text) else { return node }
    let near = NearestName.find(text, among: words)
    report(
      "\"\(name)\": expected \(FieldType.choice(words).expectation), found \(node.seen)",
      at: node.span, suggestion: near.map { "did you mean \"\($0)\"?" })
    return nil
  }

  private mutating func checkPattern(_ node: Node, _ text: String, named name: String) -> Node? {
    guard let problem = patterns.problem(with: text) else { return node }
    report("\"\(name)\": bad pattern: \(problem.message)", at: node.place(of: problem.offset))
    return nil
  }

  private mutating func checkDataPath(_ node: Node, _ text: String, named name: String) -> Node? {
    do {
      _ = try DataPath(text)
      return node
    } catch {
      report("\"\(name)\": bad data path: \(error.message)", at: node.place(of: error.offset))
      return nil
    }
  }

  private mutating func checkGlob(_ node: Node, _ text: String, named name: String) -> Node? {
    if let problem = RelativePath.problem(with: text) {
      report("\"\(name)\": \(problem)", at: node.span)
      return nil
    }
    return node
  }

  private mutating func checkTarget(_ node: Node, _ text: String) -> Node? {
    guard let targets, !targets.contains(text) else {
      usedTargets.insert(text)
      return node
    }
    let known =
      isFull ? nil : Suggestion.nearest(text, among: targets, called: "declared targets")
    report(
      "unknown target \"\(text.shortened)\"", at: node.span,
      suggestion: known ?? (targets.isEmpty ? "the posture declares no targets" : nil))
    return nil
  }
}
