/// What kind of answer a question asks for.
enum QuestionForm: Hashable, Sendable {
  /// Yes or no; a sentence to be confirmed, too.
  case closed
  /// A description.
  case description
  /// An amount: how long, how often.
  case amount
  /// Something that a statement does not tell: who, when, why, how many.
  case particulars

  private static let describing: Set<String> = [
    "describe", "explain", "how", "what", "which", "list", "provide", "state", "specify", "outline",
    "detail", "name", "where", "summarise", "summarize", "elaborate", "give",
  ]
  private static let particular: Set<String> = ["who", "whom", "whose", "when", "why"]
  private static let measured: Set<String> = [
    "long", "often", "frequently", "quickly", "soon", "fast",
  ]
  private static let fillers: Set<String> = ["please", "kindly", "after", "for", "in", "to", "and"]

  /// Read from the words of the main sentence.
  init(_ words: [String]) {
    let rest = words.prefix(6).drop { Self.fillers.contains($0) }
    guard let first = rest.first else {
      self = .closed
      return
    }
    let second = rest.dropFirst().first ?? ""
    if Self.particular.contains(first) || (first == "how" && ["many", "much"].contains(second)) {
      self = .particulars
    } else if first == "how", Self.measured.contains(second) {
      self = .amount
    } else {
      self = Self.describing.contains(first) ? .description : .closed
    }
  }
}
