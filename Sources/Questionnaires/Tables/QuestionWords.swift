import Spreadsheets

/// The words by which a table shows what its columns hold.
enum QuestionWords {
  /// What a column is for.
  enum Role: Hashable, Sendable {
    case question
    case answer
    case comment
    case identifier
    /// One of several columns of which one gets a mark; the text is its title.
    case choice(String)
  }

  /// The role that a title gives a column and how surely, from 1 to 3; nil for none.
  static func role(ofTitle title: String) -> (role: Role, weight: Int)? {
    let text = normalized(title)
    guard !text.isEmpty, text.utf8.count <= 120 else { return nil }
    if choiceTitles.contains(text) { return (.choice(title.trimmed), 2) }
    if identifierTitles.contains(text) { return (.identifier, 3) }
    if others.contains(where: { text.contains($0) }) { return nil }
    if questionTitles.contains(text) { return (.question, 3) }
    if answerTitles.contains(text) { return (.answer, 3) }
    if commentTitles.contains(text) { return (.comment, 3) }
    let words = Set(text.split(separator: " ").map(String.init))
    if !words.isDisjoint(with: ["id", "identifier", "number", "ref"]), words.count <= 4 {
      return (.identifier, 2)
    }
    if !words.isDisjoint(with: commentWords) { return (.comment, 2) }
    if !words.isDisjoint(with: ["answer", "answers", "response", "responses", "reply"]) {
      return (.answer, 2)
    }
    if !words.isDisjoint(with: ["question", "questions"]) { return (.question, 2) }
    if !words.isDisjoint(with: ["requirement", "requirements", "control"]) {
      return (.question, 1)
    }
    return words.isDisjoint(with: ["status", "compliant", "compliance"]) ? nil : (.answer, 1)
  }

  /// Lower case, everything but letters and digits as single spaces.
  static func normalized(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isBetween = false
    for scalar in text.lowercased().unicodeScalars {
      guard isWordPart(scalar) else {
        isBetween = !result.isEmpty
        continue
      }
      if isBetween { result.append(" ") }
      isBetween = false
      result.append(scalar)
    }
    return String(result)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x23, 0x2F, 0x30...0x39, 0x61...0x7A: true
    case 0..<0x80: false
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }

  /// Whether a text asks something: it ends with a question mark, or begins as questions do.
  static func asks(_ text: String) -> Bool {
    let text = text.trimmed
    guard text.utf8.count >= 8, text.utf8.count <= 8_000 else { return false }
    let words = normalized(String(text.prefix(200))).split(separator: " ")
    guard words.count >= 3 else { return false }
    if text.hasSuffix("?") || text.contains("? ") || text.contains("?\n") { return true }
    // An identifier may stand before the first word.
    return words.prefix(3).contains { beginnings.contains(String($0)) } && words.count >= 4
  }

  private static let choiceTitles: Set<String> = [
    "yes", "no", "na", "n/a", "n a", "not applicable", "partial", "partially", "y", "n", "oui",
    "non", "ja", "nein",
  ]

  private static let identifierTitles: Set<String> = [
    "id", "#", "no", "nr", "ref", "qid", "cid", "number", "question id", "control id", "item",
    "question number", "s no", "sl no", "question no", "question #", "reference", "ref no",
  ]

  private static let questionTitles: Set<String> = [
    "question", "questions", "question text", "control question", "assessment question",
    "consensus assessment question", "consensus assessment questions", "security question",
    "requirement", "requirements", "query",
  ]

  private static let answerTitles: Set<String> = [
    "answer", "answers", "response", "responses", "reply", "vendor answer", "vendor answers",
    "vendor response", "supplier response", "supplier answer", "your answer", "your response",
    "yes/no", "yes / no", "yes/no/na", "y/n", "csp caiq answer", "consensus assessment answers",
    "compliant", "status",
  ]

  private static let commentTitles: Set<String> = [
    "comment", "comments", "notes", "note", "remarks", "remark", "additional information",
    "additional info", "details", "explanation", "justification", "comments and notes",
  ]

  private static let commentWords: Set<String> = [
    "comment", "comments", "remark", "remarks", "explanation", "explain", "additional",
    "implementation", "justification", "details", "elaborate", "evidence", "notes",
  ]

  /// Columns for the reader of the answers, or with help for who writes them.
  private static let others = [
    "guidance", "instruction", "analyst", "reviewer", "example", "score", "scoring", "weight",
    "internal", "assessor", "risk rating", "responsibilities", "ownership", "guideline",
  ]

  private static let beginnings: Set<String> = [
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "can", "could", "will", "would",
    "should", "what", "how", "which", "who", "whom", "when", "where", "why", "describe", "please",
    "list", "provide", "explain", "confirm", "state", "indicate", "specify", "if",
  ]
}
