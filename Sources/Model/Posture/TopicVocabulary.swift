/// How the words of questions are read when they are held against controls.
package struct TopicVocabulary: Hashable, Sendable {
  /// Words and phrases that say the same; `word` stands for all of them.
  package struct Synonyms: Hashable, Sendable {
    package let word: String
    package let means: [String]

    package init(word: String, means: [String]) {
      self.word = word
      self.means = means
    }
  }

  package var synonyms: [Synonyms] = []
  /// Words that ask for nothing by themselves: `please`, `implement`.
  package var neutral: [String] = []
  /// Words that only narrow what a statement about all of something says already: `sensitive`.
  package var narrowing: [String] = []
  /// Who acts: a control about one of them says nothing about another.
  package var actors: [String] = []
  /// Actors, each with those that include it: every `administrator` is `staff`.
  package var broader: [String: [String]] = [:]
  /// Words that turn a sentence round: `not`, `without`, `planned`.
  package var negations: [String] = []

  package init() {}
}
