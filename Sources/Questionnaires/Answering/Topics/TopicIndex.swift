import Foundation
import Model
import Systems

/// Finds the topics that a text is about: by phrases that mean one, and by full-text search.
///
/// One thread uses one value.
package final class TopicIndex {
  private struct Phrase {
    let topic: Int
    let stems: [String]
    let isOpposite: Bool
  }

  let lexicon: Lexicon
  package let topics: [Topic]
  private let byID: [String: Topic]
  /// The stems of everything that is written about a topic.
  private let vocabulary: [String: Set<String>]
  /// Phrases by the one of their stems that the fewest phrases have.
  private let phrases: [String: [Phrase]]
  private let rarity: [String: Double]
  private let unknownRarity: Double
  private let database: SQLiteDatabase
  private let search: SQLiteStatement

  /// An index of topics.
  ///
  /// - Throws: `SQLiteError` when the search cannot be set up.
  package init(topics: [Topic], vocabulary words: TopicVocabulary) throws(SQLiteError) {
    let lexicon = Lexicon(words)
    self.lexicon = lexicon
    self.topics = topics
    byID = Dictionary(topics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [Phrase] = []
    var vocabulary: [String: Set<String>] = [:]
    for (index, topic) in topics.enumerated() {
      for (texts, isOpposite) in [(topic.phrases, false), (topic.opposites, true)] {
        for text in texts {
          let stems = Self.unique(lexicon.read(text).tokens.map(\.stem))
          if !stems.isEmpty {
            found.append(Phrase(topic: index, stems: stems, isOpposite: isOpposite))
          }
        }
      }
      vocabulary[topic.id] = Set(
        (topic.phrases + topic.hints + [topic.title]).flatMap {
          lexicon.read($0).tokens.map(\.stem)
        })
    }
    var counts: [String: Int] = [:]
    for stems in vocabulary.values { for stem in stems { counts[stem, default: 0] += 1 } }
    let total = Double(topics.count)
    rarity = counts.mapValues { log((total + 1) / (Double($0) + 0.5)) }
    unknownRarity = log((total + 1) / 1.5)
    var phrases: [String: [Phrase]] = [:]
    for phrase in found {
      guard let key = phrase.stems.min(by: { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) })
      else { continue }
      phrases[key, default: []].append(phrase)
    }
    self.phrases = phrases
    self.vocabulary = vocabulary
    database = try Self.database(of: topics, lexicon)
    search = try database.prepare(
      "SELECT rowid, -bm25(topics, 3.0, 4.0, 1.0) FROM topics WHERE topics MATCH ? "
        + "ORDER BY bm25(topics, 3.0, 4.0, 1.0), rowid LIMIT 8")
  }

  private static func database(
    of topics: [Topic], _ lexicon: Lexicon
  ) throws(SQLiteError) -> SQLiteDatabase {
    let database = try SQLiteDatabase.inMemory()
    try database.execute(
      "CREATE VIRTUAL TABLE topics USING fts5(title, phrases, hints, tokenize = 'unicode61')")
    let insert = try database.prepare(
      "INSERT INTO topics (rowid, title, phrases, hints) VALUES (?, ?, ?, ?)")
    for (index, topic) in topics.enumerated() {
      let columns = [[topic.title], topic.phrases, topic.hints + topic.opposites].map { texts in
        texts.flatMap { lexicon.read($0).tokens.map(\.stem) }.joined(separator: " ")
      }
      try insert.run([.integer(Int64(index))] + columns.map(SQLiteValue.text))
    }
    return database
  }

  package func topic(_ id: String) -> Topic? { byID[id] }

  /// How much a word says: the rarer, the more.
  func weight(of stem: String) -> Double {
    lexicon.neutral.contains(stem) ? 0.1 : rarity[stem] ?? unknownRarity
  }

  /// Whether a word belongs to what is written about a topic.
  func knows(_ stem: String, for topic: Topic) -> Bool {
    vocabulary[topic.id]?.contains(stem) == true
  }

  /// The topics whose phrases are in the text.
  func matches(in text: WordedText) -> TopicMatches {
    var positions: [String: [Int]] = [:]
    for (index, token) in text.tokens.enumerated() {
      positions[token.stem, default: []].append(index)
      // Whose data it is matters elsewhere.
      if token.stem == "customerdata" || token.stem == "personaldata" {
        positions["data", default: []].append(index)
      }
    }
    var meant: [Int: Set<Int>] = [:]
    var opposed: [Int: Set<Int>] = [:]
    for stem in positions.keys {
      for phrase in phrases[stem] ?? [] {
        guard let taken = Self.place(phrase.stems, key: stem, in: positions) else { continue }
        if phrase.isOpposite {
          opposed[phrase.topic, default: []].formUnion(taken)
        } else {
          meant[phrase.topic, default: []].formUnion(taken)
        }
      }
    }
    return TopicMatches(
      meant: TopicMatches.largest(matches(meant, in: text)),
      opposed: TopicMatches.largest(matches(opposed, in: text)))
  }

  private func matches(_ found: [Int: Set<Int>], in text: WordedText) -> [TopicMatch] {
    found.map { index, positions in
      let weight = positions.sorted().reduce(0) { $0 + self.weight(of: text.tokens[$1].stem) }
      return TopicMatch(topic: topics[index], positions: positions, weight: weight)
    }
  }

  /// Where all words of a phrase stand near each other, in any order; nil when they do not.
  private static func place(
    _ stems: [String], key: String, in positions: [String: [Int]]
  ) -> Set<Int>? {
    guard stems.allSatisfy({ positions[$0] != nil }) else { return nil }
    let widest = stems.count + 3
    for start in (positions[key] ?? []).prefix(8) {
      var taken: Set<Int> = [start]
      for stem in stems where stem != key {
        guard
          let nearest = (positions[stem] ?? []).min(by: { abs($0 - start) < abs($1 - start) })
        else { return nil }
        taken.insert(nearest)
      }
      if let first = taken.min(), let last = taken.max(), last - first <= widest { return taken }
    }
    return nil
  }

  /// The topics that share words with a text, the nearest first, by full-text search.
  func nearest(to text: WordedText) throws(SQLiteError) -> [Topic] {
    let words = Self.unique(text.tokens.prefix(60).map(\.stem))
      .filter { !lexicon.neutral.contains($0) && rarity[$0] != nil }
    guard !words.isEmpty else { return [] }
    // A stem is letters, digits and full stops; quotes make it a word and never an operator.
    let query = words.map { "\"\($0)\"" }.joined(separator: " OR ")
    return try search.rows([.text(query)]).compactMap { row in
      row.first?.integer.flatMap { topics.indices.contains($0) ? topics[$0] : nil }
    }
  }

  private static func unique(_ stems: [String]) -> [String] {
    var seen: Set<String> = []
    return stems.filter { seen.insert($0).inserted }
  }
}
