import Model

/// Several products or measures in one row, of which at most one is in use.
struct AlternativesInOneRow: WordingRule {
  static let id = "alternatives-in-one-row"
  static let severity = Severity.low
  static let summary =
    "A row such as \"Neon / RDS / Supabase\" does not tell who holds the data, nor one such as "
    + "\"kept or deleted\" what is done; each gets its own row."
  static let faulty: [WordingExample] = [
    "Vercel / Render | Hosting of the application", "Neon / RDS / Supabase host the database.",
    "Uploads | Held in memory or removed by the system",
  ]
  static let sound: [WordingExample] = [
    "GDPR / UK GDPR requests are answered.", "SSO / SAML is supported.",
    "Postgres | Relational database", "Read / write access is logged.",
    "https://example.com/Security/Docs", "Export | CSV or JSON",
    "Uploads are held in memory or removed by the system.",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    products(in: statement) + measures(in: statement)
  }

  /// "or" before a participle in the last cell of a row.
  private func measures(in statement: Statement) -> [WordingIssue] {
    guard let bar = statement.scalars.lastIndex(of: "|") else { return [] }
    let cell = statement.words.filter { $0.range.lowerBound > bar }
    return zip(cell, cell.dropFirst()).filter { word, next in
      word.text == "or" && next.text.count > 4 && next.text.hasSuffix("ed")
    }.prefix(1).map { word, next in
      WordingIssue(
        "\"or\" gives two measures of which neither is promised",
        at: word.range.lowerBound..<next.range.upperBound,
        fix: "say which of them is done, and where")
    }
  }

  private func products(in statement: Statement) -> [WordingIssue] {
    let parts = names(in: statement)
    guard parts.filter(\.isMixedCase).count >= 2, let first = parts.first, let last = parts.last
    else {
      return []
    }
    let range = first.range.lowerBound..<last.range.upperBound
    return [
      WordingIssue(
        "\"\(RecordText.shown(statement.text(of: range)))\" lists alternatives as one: it does "
          + "not say which is in use", at: range, fix: "give each product in use its own row")
    ]
  }

  /// The capitalised words around each ` / `.
  private func names(in statement: Statement) -> [(range: Range<Int>, isMixedCase: Bool)] {
    var found: [(range: Range<Int>, isMixedCase: Bool)] = []
    for (left, right) in zip(statement.words, statement.words.dropFirst()) {
      let gap = statement.scalars[left.range.upperBound..<right.range.lowerBound]
      guard gap.elementsEqual(" / ".unicodeScalars), isName(left, statement),
        isName(right, statement)
      else { continue }
      if found.last?.range != left.range {
        found.append((left.range, isMixedCase(left, statement)))
      }
      found.append((right.range, isMixedCase(right, statement)))
    }
    return found
  }

  private func isName(_ word: StatementWord, _ statement: Statement) -> Bool {
    statement.scalars[word.range.lowerBound].properties.isUppercase
  }

  /// Products are written in mixed case, abbreviations of laws and protocols are not.
  private func isMixedCase(_ word: StatementWord, _ statement: Statement) -> Bool {
    statement.scalars[word.range].contains { $0.properties.isLowercase }
  }
}
