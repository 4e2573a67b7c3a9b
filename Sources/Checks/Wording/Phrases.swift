/// Sequences of words to look for, without regard to case, hyphens and spacing.
///
/// They are kept by their first word, so that a sentence without any costs one look-up each.
struct Phrases: Sendable, ExpressibleByArrayLiteral {
  let byFirstWord: [String: [[String]]]

  init(arrayLiteral phrases: String...) { self.init(phrases) }

  init(_ phrases: [String]) {
    var table: [String: [[String]]] = [:]
    for phrase in phrases {
      let words = phrase.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      table[first, default: []].append(words)
    }
    // The longest first, so that a match says as much as it can.
    byFirstWord = table.mapValues { $0.sorted { $0.count > $1.count } }
  }
}
