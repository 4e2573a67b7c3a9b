import Model

/// The words that the sentences of some controls lend to an answer.
struct ControlWords {
  private(set) var stems: Set<String> = []
  private(set) var actors: Set<String> = []
  /// Words with the one behind it, since a number says nothing without the name it belongs to.
  private var pairs: Set<[String]> = []
  /// Whether one of them speaks of all of something.
  private(set) var isUniversal = false
  /// Whether all of them say what can be done and not what is.
  private(set) var onlyPermits = true
  /// Whether one of them says how often.
  private(set) var hasPeriod = false

  /// The words of footings.
  ///
  /// - Parameters:
  ///   - footings: Whose title and statement are read.
  ///   - lexicon: How words are read.
  ///   - includesNegated: Whether a sentence with a "not" in it lends its words: "data is not sold"
  ///     must not say yes to "is data sold". Without it only the clauses before the "not" do.
  init(_ footings: [AnswerGround.Footing], lexicon: Lexicon, includesNegated: Bool) {
    for footing in footings {
      let words = footing.text.tokenStems
      actors.formUnion(words.intersection(lexicon.actors))
      if !words.isDisjoint(with: Lexicon.quantifiers) { isUniversal = true }
      if footing.text.stems.isDisjoint(with: Lexicon.permission) { onlyPermits = false }
      if footing.text.amounts.contains(where: { $0.measure == .period }) { hasPeriod = true }
      let isWhole = includesNegated || words.isDisjoint(with: lexicon.negations)
      stems.formUnion(isWhole ? words : footing.affirmed)
      pairs.formUnion(
        zip(footing.text.tokens, footing.text.tokens.dropFirst()).map { [$0.stem, $1.stem] })
    }
  }

  /// Whether a word stands in one of the sentences; a number only behind the same word.
  func lend(_ stem: String, after previous: String?) -> Bool {
    guard stems.contains(stem) else { return false }
    guard stem.first?.isNumber == true else { return true }
    return previous.map { pairs.contains([$0, stem]) } ?? false
  }
}
