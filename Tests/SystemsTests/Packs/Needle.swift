import Systems

/// A rule whose decision rests on every byte near a match, and on whether the content ends there.
enum Needle {
  /// How many bytes on either side count.
  static let reach = 12
  /// The longest stretch that counts.
  static let extent = 4 + 6 + 2 * reach

  /// All matches whose contexts lie in a window.
  static func matches(in content: Span<UInt8>, window: Range<Int>) -> [ContentMatch] {
    var matches: [ContentMatch] = []
    guard window.count >= 10 else { return [] }
    for start in window.lowerBound...(window.upperBound - 10)
    where content[start] == 0x6B && content[start + 1] == 0x65 && content[start + 2] == 0x79
      && content[start + 3] == 0x3D
    {
      let context = max(0, start - reach)..<min(content.count, start + 10 + reach)
      guard context.lowerBound >= window.lowerBound, context.upperBound <= window.upperBound else {
        continue
      }
      let isWord = (start + 4..<start + 10).allSatisfy { (0x61...0x66).contains(content[$0]) }
      var sum = isWord ? 1 : 2
      for place in context { sum = (sum * 31 + Int(content[place])) % 65_537 }
      if start < reach { sum += 7 }
      if start + 10 + reach > content.count { sum += 11 }
      // Most remain, and which do changes with any of the bytes.
      guard sum % 4 != 0 else { continue }
      matches.append(
        ContentMatch(range: start..<(start + 10), context: context, identifier: sum % 4))
    }
    return matches
  }
}

/// Looks for needles where something is new.
struct WindowVisitor: ObjectVisitor {
  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]? {
    changes.windows(widenedBy: Needle.extent).flatMap {
      Needle.matches(in: content, window: $0)
    }
  }

  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> [ContentMatch]? {
    matches ?? Needle.matches(in: content, window: 0..<content.count).sorted()
  }
}

/// Looks for needles everywhere.
struct WholeVisitor: ObjectVisitor {
  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]? { [] }

  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> [ContentMatch]? {
    Needle.matches(in: content, window: 0..<content.count).sorted()
  }
}
