import Model

/// A control's published sentence, cut into words once for all rules.
package struct Statement: Sendable {
  /// A phrase that was found.
  struct Match: Hashable {
    /// Indices of its words.
    let words: Range<Int>
    /// Its code points.
    let range: Range<Int>
  }

  /// A sentence longer than this is no sentence; the rest is not looked at.
  private static let limit = 10_000

  private static let negations: Set<String> = [
    "not", "no", "never", "without", "cannot", "neither", "nor", "isn't", "aren't", "don't",
    "doesn't", "can't", "won't", "hasn't", "haven't", "nobody", "none",
    "nothing",
  ]

  let kind: Control.Kind
  let now: Instant
  let scalars: [Unicode.Scalar]
  let segments: [StatementTemplate.Segment]
  let words: [StatementWord]
  let quantities: [Quantity]
  let parameters: [Parameter]
  /// What the control's checks are given.
  let checkedValues: [String]
  /// What kinds of checks the control has.
  let checkNames: Set<String>
  private let positions: [String: [Int]]
  private let sentencesWithParameters: Set<Int>

  package init(of control: Control, now: Instant) {
    let aligned = StatementTemplate(
      template: control.statementTemplate, statement: control.statement,
      parameters: control.parameters, limit: Self.limit)
    kind = control.kind
    self.now = now
    scalars = aligned.text
    segments = aligned.segments
    parameters = control.parameters
    checkedValues = control.checks.flatMap(\.values)
    checkNames = Set(control.checks.map(\.name))
    let words = StatementWord.split(aligned.text)
    self.words = words
    quantities = QuantityScanner(scalars: aligned.text, segments: aligned.segments).quantities
    var positions: [String: [Int]] = [:]
    for (index, word) in words.enumerated() { positions[word.text, default: []].append(index) }
    self.positions = positions
    let parameterRanges = aligned.segments.filter(\.isParameter).map(\.text)
    sentencesWithParameters = Set(
      words.filter { word in parameterRanges.contains { $0.overlaps(word.range) } }.map(\.sentence))
  }

  var isEmpty: Bool { words.isEmpty }

  /// Every place of any of the phrases, in order and without overlaps; a phrase does not cross the
  /// end of a sentence.
  func matches(of phrases: Phrases) -> [Match] {
    var found: [Match] = []
    // Whichever is shorter is gone through, and the other one is asked.
    if phrases.byFirstWord.count < positions.count {
      for (first, candidates) in phrases.byFirstWord {
        guard let starts = positions[first] else { continue }
        found += starts.compactMap { match(of: candidates, at: $0) }
      }
    } else {
      for (first, starts) in positions {
        guard let candidates = phrases.byFirstWord[first] else { continue }
        found += starts.compactMap { match(of: candidates, at: $0) }
      }
    }
    guard found.count > 1 else { return found }
    var kept: [Match] = []
    for match in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where match.words.lowerBound >= kept.last?.words.upperBound ?? 0 { kept.append(match) }
    return kept
  }

  func contains(_ phrases: Phrases) -> Bool { !matches(of: phrases).isEmpty }

  /// Whether one of the phrases stands in the same sentence as a match.
  func contains(_ phrases: Phrases, beside match: Match) -> Bool {
    matches(of: phrases).contains { sentence(of: $0) == sentence(of: match) }
  }

  func sentence(of match: Match) -> Int { words[match.words.lowerBound].sentence }

  /// Whether a word of denial stands shortly before a match, in its sentence.
  func isNegated(_ match: Match, within reach: Int = 4) -> Bool {
    let start = match.words.lowerBound
    return words.indices[max(0, start - reach)..<start].contains { index in
      let word = words[index]
      // "Nothing but TLS" affirms it.
      return word.sentence == sentence(of: match) && Self.negations.contains(word.text)
        && !(word.text == "nothing" && words[index + 1].text == "but")
    }
  }

  /// Whether a number or a parameter stands in the sentence of a match.
  func hasQuantity(beside match: Match) -> Bool {
    let wanted = sentence(of: match)
    if sentencesWithParameters.contains(wanted) { return true }
    return quantities.contains { quantity in
      words.contains { $0.sentence == wanted && $0.range.overlaps(quantity.range) }
    }
  }

  /// The words between two matches, empty when they touch or overlap.
  func between(_ left: Match, _ right: Match) -> ArraySlice<StatementWord> {
    let (first, second) =
      left.words.lowerBound <= right.words.lowerBound ? (left, right) : (right, left)
    guard first.words.upperBound < second.words.lowerBound else { return [] }
    return words[first.words.upperBound..<second.words.lowerBound]
  }

  func text(of range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return String(text)
  }

  private func match(of candidates: [[String]], at start: Int) -> Match? {
    guard let phrase = candidates.first(where: { isPhrase($0, at: start) }) else { return nil }
    let end = start + phrase.count
    let range = words[start].range.lowerBound..<words[end - 1].range.upperBound
    return Match(words: start..<end, range: range)
  }

  private func isPhrase(_ phrase: [String], at start: Int) -> Bool {
    guard start + phrase.count <= words.count else { return false }
    return zip(phrase, words[start...]).allSatisfy { wanted, word in
      word.text == wanted && word.sentence == words[start].sentence
    }
  }
}
