/// One word that counts.
struct Token: Hashable, Sendable {
  let stem: String
  /// Whether it is part of an amount (`within 24 hours`), which is compared as such.
  let isAmount: Bool
}

/// A text as it is compared.
struct WordedText: Sendable {
  /// Its words as written, in lower case.
  let words: [String]
  /// The stems of all words, those of grammar too.
  let stems: Set<String>
  /// What counts, with synonyms put in.
  let tokens: [Token]
  let amounts: [Amount]
  /// Whether the text was longer than is read.
  let isCut: Bool

  var tokenStems: Set<String> { Set(tokens.map(\.stem)) }
}
