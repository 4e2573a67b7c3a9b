import CVectorscan
import Model

extension Literal {
  /// How many bytes from its beginning on decide whether an occurrence counts.
  package var reach: Int {
    switch condition {
    case .none: bytes.count
    case .token(let length): max(bytes.count, length)
    case .assignment: bytes.count + Self.longestName + Self.longestSign
    case .userInformation: bytes.count + Self.longestUserInformation
    }
  }

  static let longestName = 64
  static let longestSign = 8
  static let longestUserInformation = 256
}

extension LiteralScanner {
  /// The most bytes that decide on an occurrence, from its beginning on.
  package var longestReach: Int { database.longestReach }

  /// Every occurrence whose reach touches something new, each for itself.
  ///
  /// What carries them over to a changed content takes as the context of each the bytes that make it
  /// count.
  ///
  /// - Parameters:
  ///   - content: The whole content; conditions look beyond the windows that are searched.
  ///   - changes: What is new in it.
  /// - Returns: The occurrences, their literal's index as the identifier.
  /// - Throws: `Unavailable` for more bytes than can be searched at once.
  package func occurrences(
    in content: Span<UInt8>, changes: ContentChanges
  ) throws(Unavailable) -> [ContentMatch] {
    let windows = unsafe content.withUnsafeBytes { bytes in
      // Read for the length of the call alone.
      let surroundings = unsafe LiteralSurroundings(bytes)
      return changes.windows(after: database.longestLiteral, joiningWithin: 64) { place in
        surroundings.searchStart(
          before: place, longestLiteral: database.longestLiteral,
          longestReach: database.longestReach)
      }
    }
    var matches: [ContentMatch] = []
    for window in windows where window.upperBound <= content.count {
      guard let length = UInt32(exactly: window.count) else {
        throw Unavailable("more than 4 GB cannot be searched at once")
      }
      let code = unsafe content.withUnsafeBytes { bytes in
        var collection = unsafe OccurrenceCollection(
          literals: database.literals, bytes: bytes, offset: window.lowerBound)
        let code = unsafe withUnsafeMutablePointer(to: &collection) { context in
          // Bytes, scratch and context outlive the call, and the scan keeps none of them. The window
          // lies in the content, which was checked.
          unsafe hs_scan(
            database.handle,
            bytes.baseAddress?.advanced(by: window.lowerBound).assumingMemoryBound(to: CChar.self),
            length, 0, scratch, Self.collectOccurrence, context)
        }
        matches += collection.matches
        return code
      }
      guard code == HS_SUCCESS else {
        throw Unavailable("the search for literals failed with code \(code)")
      }
    }
    return matches
  }

  private static let collectOccurrence: match_event_handler = { identifier, _, end, _, context in
    // The context is the collection that `occurrences` passes for the length of its call.
    unsafe context?.assumingMemoryBound(to: OccurrenceCollection.self).pointee
      .add(literal: Int(identifier), end: Int(truncatingIfNeeded: end))
    return 0
  }
}

/// Takes occurrences as the search of a window reports them.
@safe
private struct OccurrenceCollection {
  private(set) var matches: [ContentMatch] = []
  private let literals: [Literal]
  private let surroundings: LiteralSurroundings
  private let count: Int
  private let offset: Int

  @unsafe init(literals: [Literal], bytes: UnsafeRawBufferPointer, offset: Int) {
    self.literals = literals
    surroundings = unsafe LiteralSurroundings(bytes)
    count = bytes.count
    self.offset = offset
  }

  mutating func add(literal: Int, end: Int) {
    let end = offset + end
    guard literals.indices.contains(literal), end <= count else { return }
    let start = max(0, end - literals[literal].bytes.count)
    guard
      let decided = surroundings.deciding(literals[literal].condition, from: start, end: end)
    else { return }
    matches.append(
      ContentMatch(range: start..<end, context: start..<decided, identifier: literal))
  }
}

extension LiteralHit {
  /// Hits as a search of the whole content gives them.
  ///
  /// - Parameters:
  ///   - occurrences: Every occurrence in the content that counts, in any order.
  ///   - gap: Occurrences of one literal no further apart than this are one hit.
  /// - Returns: The hits in order of their beginnings, then of their literals.
  package static func joining(
    _ occurrences: [ContentMatch], within gap: Int
  ) -> [LiteralHit] {
    var hits: [LiteralHit] = []
    var last: [Int: Int] = [:]
    hits.reserveCapacity(occurrences.count)
    for match in occurrences.inOrderOfRanges {
      if let index = last[match.identifier],
        match.range.lowerBound - hits[index].range.upperBound <= gap
      {
        let range = hits[index].range
        hits[index] = LiteralHit(
          literal: match.identifier,
          range: range.lowerBound..<max(range.upperBound, match.range.upperBound))
      } else {
        last[match.identifier] = hits.count
        hits.append(LiteralHit(literal: match.identifier, range: match.range))
      }
    }
    return hits.inOrder
  }
}

extension [ContentMatch] {
  /// By the beginning of what matched, as they mostly are already.
  fileprivate var inOrderOfRanges: [ContentMatch] {
    let isSorted = zip(self, dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound }
    return isSorted ? self : sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension [LiteralHit] {
  /// By beginning, then by literal: an order that depends on the hits alone.
  package var inOrder: [LiteralHit] {
    let isSorted = zip(self, dropFirst()).allSatisfy { first, second in
      (first.range.lowerBound, first.literal) < (second.range.lowerBound, second.literal)
    }
    return isSorted
      ? self : sorted { ($0.range.lowerBound, $0.literal) < ($1.range.lowerBound, $1.literal) }
  }
}
