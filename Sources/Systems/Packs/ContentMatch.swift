/// Something found in a content.
package struct ContentMatch: Hashable, Comparable, Sendable {
  package let range: Range<Int>
  /// All bytes that the decision rested on, the match among them.
  ///
  /// One that begins at 0 is taken to rest on the content's beginning as well, and one that ends with
  /// the content on its end.
  package let context: Range<Int>
  /// What was found, in the finder's own numbers.
  package let identifier: Int

  package init(range: Range<Int>, context: Range<Int>, identifier: Int) {
    self.range = range
    self.context = context
    self.identifier = identifier
  }

  package static func < (left: Self, right: Self) -> Bool {
    if left.context.lowerBound != right.context.lowerBound {
      return left.context.lowerBound < right.context.lowerBound
    }
    return left.order < right.order
  }

  private var order: (Int, Int, Int, Int) {
    (context.upperBound, range.lowerBound, range.upperBound, identifier)
  }

  fileprivate func moved(by distance: Int) -> ContentMatch {
    ContentMatch(
      range: range.moved(by: distance), context: context.moved(by: distance),
      identifier: identifier)
  }
}

extension Range<Int> {
  // Both ends stay inside a content, so they do not overflow.
  fileprivate func moved(by distance: Int) -> Range<Int> {
    (lowerBound + distance)..<(upperBound + distance)
  }
}

extension [ContentMatch] {
  /// Adds what the base's matches become in a content that copies from it.
  ///
  /// - Parameters:
  ///   - base: The base's matches in order.
  ///   - copies: What the content copies.
  ///   - count: How long the content is.
  ///   - baseCount: How long the base is.
  ///   - limit: How many matches are kept.
  /// - Returns: Whether all of them were.
  mutating func carry(
    _ base: [ContentMatch], over copies: [CopiedRange], count: Int, baseCount: Int, limit: Int
  ) -> Bool {
    guard !base.isEmpty else { return true }
    for copy in copies {
      for match in base[base.firstIndex(beginningAt: copy.source)...] {
        guard match.context.lowerBound < copy.sourceEnd else { break }
        guard match.context.upperBound <= copy.sourceEnd,
          match.context.lowerBound > 0 || copy.target == 0,
          match.context.upperBound < baseCount || copy.targetEnd == count
        else { continue }
        guard self.count < limit else { return false }
        append(match.moved(by: copy.target - copy.source))
      }
    }
    return true
  }

  /// The first of matches in order whose context does not begin before a place.
  private func firstIndex(beginningAt place: Int) -> Int {
    var lower = 0
    var upper = count
    while lower < upper {
      let middle = (lower + upper) / 2
      if self[middle].context.lowerBound < place { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }

  /// These and others, both in order, in order and each once.
  ///
  /// What is carried over is mostly in order and far more than what is new, so it is not sorted again.
  func merged(with others: [ContentMatch]) -> [ContentMatch] {
    var others = others
    if !zip(others, others.dropFirst()).allSatisfy({ $0 < $1 }) { others.arrange() }
    guard !isEmpty else { return others }
    var merged: [ContentMatch] = []
    merged.reserveCapacity(count + others.count)
    var place = 0
    for match in self {
      while place < others.count, others[place] < match {
        merged.append(others[place])
        place += 1
      }
      if place < others.count, others[place] == match { place += 1 }
      merged.append(match)
    }
    merged += others[place...]
    return merged
  }

  /// In order, each once.
  mutating func arrange() {
    guard count > 1 else { return }
    sort()
    var kept = 1
    for place in 1..<count where self[place] != self[kept - 1] {
      self[kept] = self[place]
      kept += 1
    }
    removeLast(count - kept)
  }
}
