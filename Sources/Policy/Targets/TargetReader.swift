import Model
import StructuredData

/// Reads the declared targets.
struct TargetReader {
  /// Every name that was declared, and the targets that could be read; no names when they cannot be
  /// known.
  struct Declared {
    let names: [String]?
    let targets: [Target]
  }

  static let kinds = ["url", "repository", "files", "postgres"]

  let root: String
  let environment: [String: String]

  static func targets(
    _ node: Node?, root: String, environment: [String: String], decoder: inout FieldDecoder
  ) -> Declared {
    guard let node else {
      // After a misspelt key, to call every target unknown too would only hide the one error.
      return Declared(names: decoder.errorCount == 0 ? [] : nil, targets: [])
    }
    guard let entries = node.entries else {
      decoder.report(
        "\"targets\": expected a mapping of names to targets, found \(node.seen)", at: node.span)
      return Declared(names: nil, targets: [])
    }
    let reader = TargetReader(root: root, environment: environment)
    let targets = entries.compactMap { reader.target($0, &decoder) }
    return Declared(names: entries.map(\.key), targets: targets)
  }

  private func target(_ entry: Node.Entry, _ decoder: inout FieldDecoder) -> Target? {
    if !Identifier.isValid(entry.key) {
      decoder.report(
        "\"\(entry.key.shortened)\" cannot name a target: expected "
          + FieldType.identifier.expectation, at: entry.keySpan)
    }
    let before = decoder.errorCount
    let what = "the target \"\(entry.key.shortened)\""
    guard
      let values = decoder.decodeValid(
        entry.value, fields: PostureDefinitions.target, as: what),
      decoder.errorCount == before, let kind = oneKind(values, what, &decoder)
    else { return nil }
    reportForeignKeys(values, kind, &decoder)
    let text = values.text(kind) ?? ""
    let result = resolved(kind, text, values, &decoder)
    guard decoder.errorCount == before else { return nil }
    return Target(
      name: entry.key, kind: result.kind, label: result.label,
      location: Location(path: decoder.path, span: entry.keySpan))
  }

  private func oneKind(
    _ values: Arguments, _ what: String, _ decoder: inout FieldDecoder
  ) -> String? {
    let given = Self.kinds.filter { values.has($0) }
    if given.count == 1 { return given.first }
    decoder.report(
      "\(what) needs exactly one of \(Self.kinds.joined(separator: ", ")); found "
        + (given.isEmpty ? "none" : given.joined(separator: " and ")), at: values.span)
    return nil
  }

  private func reportForeignKeys(
    _ values: Arguments, _ kind: String, _ decoder: inout FieldDecoder
  ) {
    guard kind != "url" else { return }
    for key in ["paths", "headers", "certificate-authority", "resolve", "proxy"] {
      guard let node = values.node(key) else { continue }
      decoder.report("\"\(key)\" belongs to a target with \"url\"", at: node.span)
    }
  }

  private func resolved(
    _ kind: String, _ text: String, _ values: Arguments, _ decoder: inout FieldDecoder
  ) -> (kind: Result<Target.Kind, Unavailable>, label: String) {
    switch kind {
    case "url":
      return EndpointReader(root: root, environment: environment)
        .endpoint(text, values, &decoder)
    case "postgres":
      if let problem = ConnectionText.problem(with: text) {
        decoder.report(
          "\"postgres\": \(problem)", at: values.node(kind)?.span ?? values.span,
          suggestion: "write the name of an environment variable: $DATABASE_URL")
      }
      return (value(text).map { .database(connection: $0) }, text)
    case "repository": return (folder(text).map { .repository(path: $0) }, text)
    default: return (folder(text).map { .files(path: $0) }, text)
    }
  }

  private func folder(_ text: String) -> Result<String, Unavailable> {
    value(text).map { PathText.absolute($0, from: root) }
  }

  /// The text itself, or the variable that it names.
  private func value(_ text: String) -> Result<String, Unavailable> {
    guard let name = EnvironmentText(text).onlyVariable else { return .success(text) }
    return Result { () throws(Unavailable) in
      try EnvironmentText.value(of: name, in: environment)
    }
  }
}
