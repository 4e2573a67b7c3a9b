/// Takes occurrences as the search reports them, and keeps those whose surroundings fit.
@safe
struct LiteralCollection {
  private(set) var hits: [LiteralHit] = []
  private let literals: [Literal]
  private let gap: Int
  private let surroundings: LiteralSurroundings
  private let count: Int
  /// The index of each literal's last hit, -1 for none; small, because it is made for every text.
  private var last: [Int32]

  @unsafe init(literals: [Literal], bytes: UnsafeRawBufferPointer, gap: Int) {
    self.literals = literals
    self.gap = gap
    surroundings = unsafe LiteralSurroundings(bytes)
    count = bytes.count
    last = Array(repeating: -1, count: literals.count)
  }

  mutating func add(literal: Int, end: Int) {
    guard literals.indices.contains(literal), end <= count else { return }
    let start = max(0, end - literals[literal].bytes.count)
    guard surroundings.deciding(literals[literal].condition, from: start, end: end) != nil else {
      return
    }
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
