/// Follows the formula of a drop-down list to its values; nothing is ever calculated.
struct ListResolver {
  private static let mostSteps = 5

  private let sheets: [String: SheetContent]
  private let names: [String: String]
  private let tables: [String: SheetTable]
  private let limits: WorkbookLimits
  private var known: [String: [String]?] = [:]

  init(
    sheets: [(name: String, content: SheetContent)], names: [String: String],
    tables: [SheetTable], limits: WorkbookLimits
  ) {
    let named = sheets.map { ($0.name.lowercased(), $0.content) }
    self.sheets = Dictionary(named, uniquingKeysWith: { first, _ in first })
    self.names = names
    self.tables = Dictionary(
      tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.limits = limits
  }

  /// The values, or nil when the formula is none of those that can be followed: values in quotes, a
  /// range, a name, a column of a table, or `INDIRECT` of one of these in quotes.
  mutating func choices(_ formula: String, on sheet: String) -> [String]? {
    let key = sheet + "\u{0}" + formula
    if let known = known[key] { return known }
    let choices = resolve(formula, on: sheet, steps: Self.mostSteps)
    known[key] = .some(choices)
    return choices
  }

  private func resolve(_ formula: String, on sheet: String, steps: Int) -> [String]? {
    guard steps > 0 else { return nil }
    var text = Substring(formula.trimmed)
    if text.hasPrefix("=") { text = text.dropFirst() }
    if let literal = Self.quoted(text) {
      return literal.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    if text.lowercased().hasPrefix("indirect("), text.hasSuffix(")"),
      let inner = Self.quoted(Substring(String(text.dropFirst(9).dropLast()).trimmed))
    {
      return resolve(inner, on: sheet, steps: steps - 1)
    }
    if let (name, range) = Self.split(text, on: sheet), let range = CellRange(range) {
      return values(range, on: name)
    }
    if let bracket = text.firstIndex(of: "["), text.hasSuffix("]"),
      let table = tables[text[..<bracket].lowercased()],
      let range = table.columns[
        text[text.index(after: bracket)...].dropLast().lowercased()]
    {
      return values(range, on: table.sheet)
    }
    let name = text.lowercased()
    guard let named = names["\(sheet.lowercased())!\(name)"] ?? names[name] else { return nil }
    return resolve(named, on: sheet, steps: steps - 1)
  }

  private func values(_ range: CellRange, on sheet: String) -> [String]? {
    guard let content = sheets[sheet.lowercased()] else { return nil }
    let cells = content.cells.filter { range.contains($0.key) && !$0.value.text.isEmpty }
    guard cells.count <= limits.maximumChoices else { return nil }
    return cells.sorted { $0.key < $1.key }.map(\.value.text.trimmed).filter { !$0.isEmpty }
  }

  /// The text in quotes, when that is all there is.
  private static func quoted(_ text: Substring) -> String? {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
    let inner = text.dropFirst().dropLast()
    let bare = inner.replacing("\"\"", with: "")
    guard !bare.contains("\"") else { return nil }
    return String(inner.replacing("\"\"", with: "\""))
  }

  /// The sheet and the range of `'My sheet'!$A$1:$A$5`, or of a range on the same sheet.
  private static func split(_ text: Substring, on sheet: String) -> (String, String)? {
    guard let mark = text.lastIndex(of: "!") else { return (sheet, String(text)) }
    var name = String(text[..<mark])
    if name.hasPrefix("'"), name.hasSuffix("'"), name.utf8.count >= 2 {
      name = String(name.dropFirst().dropLast()).replacing("''", with: "'")
    }
    return (name, String(text[text.index(after: mark)...]))
  }
}

extension String {
  /// Without white space at both ends.
  package var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
