import CVectorscan
import Model

extension LiteralScanner {
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
    guard UInt32(exactly: content.count) != nil else {
      throw Unavailable("more than 4 GB cannot be searched at once")
    }
    let (matches, code) = unsafe content.withUnsafeBytes { bytes in
      // Read for the length of the call alone.
      var collection = unsafe OccurrenceCollection(database, bytes: bytes)
      let surroundings = unsafe LiteralSurroundings(bytes)
      let windows = changes.windows(
        after: LiteralShape.searchedLength, joiningWithin: Self.joinedGap
      ) { surroundings.searchStart(before: $0, database.reach, notBefore: $1) }
      var code = HS_SUCCESS
      for window in windows where window.upperBound <= bytes.count && code == HS_SUCCESS {
        collection.offset = window.lowerBound
        code = unsafe withUnsafeMutablePointer(to: &collection) { context in
          // Bytes, scratch and context outlive the call, and the scan keeps none of them. The window
          // lies in the content, which was checked, and so its length fits into 32 bits.
          unsafe hs_scan(
            database.handle,
            bytes.baseAddress?.advanced(by: window.lowerBound).assumingMemoryBound(to: CChar.self),
            UInt32(truncatingIfNeeded: window.count), 0, scratch, Self.collectOccurrence, context)
        }
      }
      return (collection.matches, code)
    }
    guard code == HS_SUCCESS else {
      throw Unavailable("the search for literals failed with code \(code)")
    }
    return matches
  }

  /// Beginning a search anew costs about as much as so many bytes.
  private static var joinedGap: Int { 160 }

  private static let collectOccurrence: match_event_handler = { identifier, _, end, _, context in
    // The context is the collection that `occurrences` passes for the length of its call.
    unsafe context?.assumingMemoryBound(to: OccurrenceCollection.self).pointee
      .add(literal: Int(identifier), searchedEnd: Int(truncatingIfNeeded: end))
    return 0
  }
}

/// Takes occurrences as the searches of windows report them.
@safe
private struct OccurrenceCollection {
  private(set) var matches: [ContentMatch] = []
  /// Where the window begins that is searched.
  var offset = 0
  private let shapes: [LiteralShape]
  private let surroundings: LiteralSurroundings

  @unsafe init(_ database: LiteralDatabase, bytes: UnsafeRawBufferPointer) {
    shapes = database.shapes
    surroundings = unsafe LiteralSurroundings(bytes)
  }

  mutating func add(literal: Int, searchedEnd: Int) {
    guard shapes.indices.contains(literal),
      let (start, end, decided) = surroundings.occurrence(
        of: shapes[literal], searchedEnd: offset + searchedEnd)
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
