import Model

/// Holds what a person wrote against the fields that may stand there, and collects everything wrong
/// with it.
///
/// One decoder serves one file, so that all its errors come out of one run.
package struct FieldDecoder {
  /// The file, as shown in messages.
  package let path: String
  package private(set) var diagnostics: [Diagnostic] = []
  /// The names of targets that were decoded, for whoever asks which targets are used.
  package internal(set) var usedTargets: Set<String> = []
  /// Identifiers and globs of controls that were decoded, to be resolved when all controls are known.
  package internal(set) var controlReferences: [Node] = []

  /// Errors of one file after which no more are kept, so that a hostile file costs bounded time.
  private static let mostDiagnostics = 500

  /// Errors found, also those that were not kept.
  package private(set) var errorCount = 0

  /// Whether no more errors are kept, so that looking for a nearest name is wasted.
  package var isFull: Bool { diagnostics.count >= Self.mostDiagnostics }

  let patterns: any PatternMatching
  let targets: [String]?

  /// A decoder for one file.
  ///
  /// - Parameters:
  ///   - path: The file, as shown in messages.
  ///   - patterns: Tells whether a pattern can be used.
  ///   - targets: The declared targets; nil leaves target names unchecked.
  package init(path: String, patterns: any PatternMatching, targets: [String]? = nil) {
    self.path = path
    self.patterns = patterns
    self.targets = targets
  }

  /// The values of a mapping with defaults filled in; nil when anything in it is wrong.
  ///
  /// Messages call the thing by `what`: `a control`.
  package mutating func decode(_ node: Node, fields: [Field], as what: String) -> Arguments? {
    let before = errorCount
    let arguments = decodeValid(node, fields: fields, as: what)
    return errorCount == before ? arguments : nil
  }

  /// The values of a mapping that are right, so that the rest of a file can still be looked at; nil
  /// when it is no mapping at all.
  ///
  /// The values of the keys in `leaving` are kept as they are, for a caller that decodes them itself.
  package mutating func decodeValid(
    _ node: Node, fields: [Field], as what: String, leaving left: Set<String> = []
  ) -> Arguments? {
    guard let entries = node.entries else {
      report("expected \(what), a mapping, found \(node.seen)", at: node.span)
      return nil
    }
    let decoded = members(entries, of: fields, as: what, at: node.span, leaving: left)
    let pairs = decoded.map { ($0.key, $0.value) }
    return Arguments(
      path: path, span: node.span,
      values: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
  }

  /// Stands for a value whose error was reported before decoding: it gives no second one.
  package static let alreadyReported = Node.Content.unknown(reason: "already reported")

  /// Adds an error found elsewhere in the same file.
  package mutating func report(_ message: String, at span: TextSpan, suggestion: String? = nil) {
    report(Diagnostic(message, at: Location(path: path, span: span), suggestion: suggestion))
  }

  /// Adds an error that another part found in the same file.
  package mutating func report(_ diagnostic: Diagnostic) {
    errorCount += 1
    guard !isFull else { return }
    diagnostics.append(diagnostic)
  }

  /// The right entries of a mapping, then the defaults of the fields that were left out.
  mutating func members(
    _ entries: [Node.Entry], of fields: [Field], as what: String, at span: TextSpan,
    leaving left: Set<String> = []
  ) -> [Node.Entry] {
    var found: [Node.Entry] = []
    found.reserveCapacity(fields.count)
    var named = Set(entries.map(\.key))
    for entry in entries {
      var known = fields.first { $0.name == entry.key }
      if known == nil {
        reportUnknown(entry, among: fields, in: what)
        known = meant(by: entry, among: fields, apartFrom: named)
      }
      guard let field = known else { continue }
      named.insert(field.name)
      let value = left.contains(field.name) ? entry.value : member(entry, of: field)
      if let value {
        found.append(Node.Entry(key: field.name, keySpan: entry.keySpan, value: value))
      }
    }
    for field in fields where !named.contains(field.name) {
      if field.isRequired {
        report("missing key \"\(field.name)\" in \(what)", at: span, suggestion: field.summary)
      } else if let text = field.defaultText {
        let value = DefaultValue.node(text, of: field.type, at: span)
        if let value = check(value, as: field.type, named: field.name) {
          found.append(Node.Entry(key: field.name, keySpan: span, value: value))
        }
      }
    }
    return found
  }

  private mutating func member(_ entry: Node.Entry, of field: Field) -> Node? {
    if field.isRequired, entry.value.string?.isEmpty == true {
      report(
        "\"\(field.name)\" is empty: expected \(field.type.expectation)", at: entry.value.span)
      return nil
    }
    return check(entry.value, as: field.type, named: field.name)
  }

  /// The field that a misspelt key stands for, so that the slip gives one error and the rest of the
  /// file is looked at as if it had not been made.
  private func meant(
    by entry: Node.Entry, among fields: [Field], apartFrom named: Set<String>
  ) -> Field? {
    guard !isFull else { return nil }
    let free = fields.filter { !named.contains($0.name) }
    guard let name = NearestName.find(entry.key, among: free.map(\.name)) else { return nil }
    return free.first { $0.name == name && $0.type.fitsKind(of: entry.value) }
  }

  private mutating func reportUnknown(_ entry: Node.Entry, among fields: [Field], in what: String) {
    guard !isFull else {
      errorCount += 1
      return
    }
    report(
      "unknown key \"\(entry.key.shortened)\" in \(what)", at: entry.keySpan,
      suggestion: Suggestion.nearest(entry.key, among: fields.map(\.name), called: "known keys"))
  }
}
