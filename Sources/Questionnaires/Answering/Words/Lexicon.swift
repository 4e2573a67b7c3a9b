import Model

/// The vocabulary, ready to read texts with.
struct Lexicon: Sendable {
  /// Words of grammar, which stand for nothing and are left out.
  private static let grammar: Set<String> = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "from", "as", "is", "are",
    "be", "been", "being", "was", "were", "do", "does", "did", "done", "have", "has", "had", "can",
    "may", "shall", "must", "that", "this", "these", "those", "which", "who", "whom", "whose",
    "what", "how", "when", "where", "why", "it", "its", "their", "they", "them", "there", "then",
    "than", "so", "such", "you", "your", "yours", "we", "our", "us", "i", "me", "my", "he", "she",
    "his", "her", "and", "or", "if", "while", "during", "after", "before", "about", "up", "out",
    "off", "over", "under", "per", "eg", "ie", "etc", "s", "t", "e", "g", "one", "n", "am", "upon",
    "least", "most", "more", "less", "case", "event", "describe", "explain", "outline", "elaborate",
    "specify", "summarise", "summarize",
  ]
  static let quantifiers: Set<String> = [
    "all", "every", "each", "any", "always", "entire", "whole", "fully", "everyone", "everything",
    "complet", "anyone", "anybody", "everybody",
  ]
  /// Words that ask for compulsion, which a statement about what can be done does not hold.
  static let compulsion: Set<String> = [
    "requir", "mandatory", "enforc", "compulsory", "obligatory", "mandat", "forc",
  ]
  static let permission: Set<String> = ["can", "may", "able", "option", "offer", "support"]
  static let regularity: Set<String> = ["regular", "periodic", "period", "routin", "ongo"]

  private let replacements: [String: [(stems: [String], instead: [String])]]
  let neutral: Set<String>
  let narrowing: Set<String>
  let actors: Set<String>
  let negations: Set<String>
  private let broader: [String: Set<String>]

  init(_ vocabulary: TopicVocabulary) {
    var replacements: [String: [(stems: [String], instead: [String])]] = [:]
    func replace(_ text: String, by instead: [String]) {
      let stems = Self.stems(text)
      guard let first = stems.first, stems != instead else { return }
      replacements[first, default: []].append((stems, instead))
    }
    for synonyms in vocabulary.synonyms {
      let instead = Self.stems(synonyms.word)
      for text in synonyms.means { replace(text, by: instead) }
    }
    for text in vocabulary.neutral where Self.stems(text).count > 1 { replace(text, by: []) }
    self.replacements = replacements.mapValues { list in
      list.sorted { $0.stems.count > $1.stems.count }
    }
    neutral = Set(vocabulary.neutral.map(Self.stems).filter { $0.count == 1 }.flatMap { $0 })
    narrowing = Set(vocabulary.narrowing.flatMap(Self.stems))
    actors = Set(vocabulary.actors.flatMap(Self.stems))
    negations = Set(vocabulary.negations.map(Self.stems).filter { $0.count == 1 }.flatMap { $0 })
    broader = Dictionary(
      vocabulary.broader.map { (WordStem.of($0.key), Set($0.value.map(WordStem.of))) },
      uniquingKeysWith: { $0.union($1) })
  }

  private static func stems(_ text: String) -> [String] {
    WordSplitter.words(text, limit: 40).words.map(WordStem.of)
  }

  /// The actors that include this one, itself among them.
  func actors(including actor: String) -> Set<String> {
    (broader[actor] ?? []).union([actor])
  }

  /// A text as tokens: synonyms put in, grammar left out, amounts recognised.
  func read(_ text: String, limit: Int = 400) -> WordedText {
    let (raw, isCut) = WordSplitter.words(text, limit: limit)
    let scan = AmountScanner.scan(raw)
    let stems = raw.map(WordStem.of)
    var tokens: [Token] = []
    var index = 0
    while index < raw.count {
      if let (length, instead) = replacement(at: index, in: stems) {
        let isAmount = scan.words[index..<index + length].contains(true)
        for stem in instead { tokens.append(Token(stem: stem, isAmount: isAmount)) }
        index += length
      } else {
        if scan.words[index] || !Self.grammar.contains(raw[index]) {
          tokens.append(Token(stem: stems[index], isAmount: scan.words[index]))
        }
        index += 1
      }
    }
    return WordedText(
      words: raw, stems: Set(stems), tokens: tokens, amounts: scan.amounts, isCut: isCut)
  }

  private func replacement(at index: Int, in stems: [String]) -> (Int, [String])? {
    for (candidate, instead) in replacements[stems[index]] ?? []
    where stems.count - index >= candidate.count
      && stems[index..<index + candidate.count].elementsEqual(candidate)
    {
      return (candidate.count, instead)
    }
    return nil
  }
}
