import Model

/// Holds every word of a question against what controls say.
///
/// A yes is given only when nothing is left over: each word is part of a phrase that means the topic,
/// stands in the controls' own sentences, or asks for nothing.
struct Coverage {
  let index: TopicIndex
  let text: WordedText
  /// The tokens that phrases of the topics take.
  let positions: Set<Int>
  let topics: [Topic]
  let footings: [AnswerGround.Footing]
  /// Whether the question asks for the opposite, so that "any" and "ever" ask for nothing more.
  var isInverted = false

  private var lexicon: Lexicon { index.lexicon }

  /// The words that nothing accounts for, as the reader knows them.
  var unexplained: [String] {
    let words = ControlWords(footings, lexicon: lexicon, includesNegated: isInverted)
    var left: [String] = []
    for (position, token) in text.tokens.enumerated() where !token.isAmount {
      if !isExplained(token.stem, at: position, by: words) { left.append(token.stem) }
    }
    return left
  }

  /// The amounts that no control promises.
  var unkeptAmounts: [Amount] {
    let stated = footings.map(\.text.amounts)
    if isInverted {
      return text.amounts.filter { amount in !stated.contains { amount.isRuledOut(by: $0) } }
    }
    return text.amounts.filter { amount in !stated.contains { amount.isKept(by: $0) } }
  }

  /// Whether words turn the question round that no phrase of the topic holds.
  var hasNegation: Bool {
    text.tokens.enumerated().contains { position, token in
      lexicon.negations.contains(token.stem) && !positions.contains(position)
        && !isPromise(token.stem) && !(isInverted && token.stem == "ever")
    }
  }

  /// How much of what the question says belongs to the topics, from 0 to 1.
  var score: Double {
    let words = ControlWords(footings, lexicon: lexicon, includesNegated: true)
    var total = 0.0
    var covered = 0.0
    for (position, token) in text.tokens.enumerated() where !token.isAmount {
      let stem = token.stem
      let weight = index.weight(of: stem)
      total += weight
      if positions.contains(position) || words.stems.contains(stem)
        || lexicon.neutral.contains(stem) || lexicon.narrowing.contains(stem)
        || Lexicon.quantifiers.contains(stem) || Lexicon.compulsion.contains(stem)
        || topics.contains(where: { index.knows(stem, for: $0) })
      {
        covered += weight
      }
    }
    return total > 0 ? covered / total : 0
  }

  private func isExplained(_ stem: String, at position: Int, by words: ControlWords) -> Bool {
    if Lexicon.quantifiers.contains(stem) {
      return (isInverted && stem == "any") || isUniversal(stem, at: position, by: words)
    }
    if Lexicon.compulsion.contains(stem) { return !words.onlyPermits }
    if Lexicon.regularity.contains(stem), words.hasPeriod { return true }
    if lexicon.negations.contains(stem) {
      return positions.contains(position) || isPromise(stem) || (isInverted && stem == "ever")
    }
    if lexicon.actors.contains(stem) {
      let including = lexicon.actors(including: stem)
      return !words.stems.isDisjoint(with: including)
        || (words.actors.isEmpty && positions.contains(position))
    }
    return positions.contains(position) || lexicon.neutral.contains(stem)
      || words.lend(stem, after: position > 0 ? text.tokens[position - 1].stem : nil)
      || (words.isUniversal && lexicon.narrowing.contains(stem))
  }

  /// What a question says of all of something a control must say of all of the same.
  private func isUniversal(_ stem: String, at position: Int, by words: ControlWords) -> Bool {
    guard words.isUniversal else { return false }
    if ["always", "fully", "entir", "whole", "complet"].contains(stem) {
      return words.stems.contains(stem)
    }
    let next = position + 1
    guard text.tokens.indices.contains(next) else { return false }
    return !words.stems.isDisjoint(with: lexicon.actors(including: text.tokens[next].stem))
  }

  /// "Will you" asks for a promise, and that is what a commitment is.
  private func isPromise(_ stem: String) -> Bool {
    stem == "will" && !footings.isEmpty && footings.allSatisfy { $0.control.kind == .commitment }
  }
}
