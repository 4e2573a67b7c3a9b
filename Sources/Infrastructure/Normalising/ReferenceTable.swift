/// Which of a list of resources stand behind a name or an address, by their positions.
struct ReferenceTable: Sendable {
  private var byWord: [String: [Int]] = [:]
  /// The first whose owner cannot be told, by the folder or file in which it could be.
  private(set) var unclear: [String: Int] = [:]

  mutating func add(_ word: String, _ index: Int) {
    if byWord[word]?.last != index { byWord[word, default: []].append(index) }
  }

  mutating func addUnclear(_ scope: String, _ index: Int) {
    if unclear[scope] == nil { unclear[scope] = index }
  }

  /// In the order of the list, each once.
  func indices(of words: [String]) -> [Int] {
    Set(words.flatMap { byWord[$0] ?? [] }).sorted()
  }
}
