/// Takes occurrences as the search reports them, and keeps those whose surroundings fit.
@safe
struct LiteralCollection {
  private(set) var hits: [LiteralHit] = []
  private let shapes: [LiteralShape]
  private let gap: Int
  private let surroundings: LiteralSurroundings
  /// The index of each literal's last hit, -1 for none; small, because it is made for every text.
  private var last: [Int32]

  @unsafe init(_ database: LiteralDatabase, bytes: UnsafeRawBufferPointer, gap: Int) {
    shapes = database.shapes
    self.gap = gap
    surroundings = unsafe LiteralSurroundings(bytes)
    last = Array(repeating: -1, count: shapes.count)
  }

  /// Takes an occurrence of a literal's searched part.
  ///
  /// - Parameters:
  ///   - literal: Its index.
  ///   - searchedEnd: Where the part ends.
  mutating func add(literal: Int, searchedEnd: Int) {
    guard shapes.indices.contains(literal),
      let (start, end, _) = surroundings.occurrence(of: shapes[literal], searchedEnd: searchedEnd)
    else { return }
    let index = Int(last[literal])
    if hits.indices.contains(index), start - hits[index].range.upperBound <= gap {
      let range = hits[index].range
      hits[index] = LiteralHit(
        literal: literal, range: range.lowerBound..<max(range.upperBound, end))
    } else {
      last[literal] = Int32(truncatingIfNeeded: hits.count)
      hits.append(LiteralHit(literal: literal, range: start..<end))
    }
  }
}
