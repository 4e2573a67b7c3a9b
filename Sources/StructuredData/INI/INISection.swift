import Model

/// One section of an INI file while it is read.
struct INISection {
  let name: String
  let nameSpan: TextSpan
  /// The heading with its brackets.
  let span: TextSpan
  private(set) var mapping = MappingBuilder()

  init(name: String, nameSpan: TextSpan, span: TextSpan) {
    self.name = name
    self.nameSpan = nameSpan
    self.span = span
  }

  mutating func append(_ entry: Node.Entry) -> Node.Entry? { mapping.append(entry) }

  /// The section as an entry of the file, from its heading to the end of its last value.
  var entry: Node.Entry {
    let end = mapping.entries.last?.value.span ?? span
    let whole = TextSpan(
      line: span.line, column: span.column, endLine: end.endLine, endColumn: end.endColumn)
    return Node.Entry(
      key: name, keySpan: nameSpan, value: Node(.mapping(mapping.entries), at: whole))
  }
}
