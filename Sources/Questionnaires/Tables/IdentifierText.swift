import Spreadsheets

/// Identifiers of questions, alone in a cell or at the beginning of the question.
enum IdentifierText {
  /// `HFIH-01 Do you …` as identifier and question; nil when no identifier stands there.
  static func split(_ text: String) -> (identifier: String, rest: String)? {
    let trimmed = text.trimmed
    guard let end = trimmed.firstIndex(where: \.isWhitespace) else { return nil }
    var word = trimmed[..<end]
    while let last = word.last, ":).-–".contains(last) { word.removeLast() }
    while let first = word.first, first == "(" || first == "[" { word.removeFirst() }
    if word.last == "]" { word.removeLast() }
    guard isIdentifier(String(word)) else { return nil }
    var rest = trimmed[end...]
    while let first = rest.first, first.isWhitespace || "-–—:.".contains(first) {
      rest.removeFirst()
    }
    return rest.isEmpty ? nil : (String(word), String(rest))
  }

  /// Whether a text is what questionnaires number questions with: `TVM-03.1`, `A&A-01`, `1.2.3`,
  /// `Q12`, `7`.
  static func isIdentifier(_ text: String) -> Bool {
    guard (1...24).contains(text.utf8.count) else { return false }
    var digits = 0
    var lowercase = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x61...0x7A: lowercase += 1
      case 0x41...0x5A, 0x2D, 0x2E, 0x5F, 0x26, 0x28, 0x29, 0x2F: break
      default: return false
      }
    }
    guard digits > 0, lowercase <= 3 else { return false }
    // A year or an amount at the beginning of a sentence numbers nothing.
    let isPlainNumber = digits == text.utf8.count
    return !isPlainNumber || digits <= 3
  }
}
