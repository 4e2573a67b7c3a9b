/// Takes occurrences as the search reports them, and keeps those whose surroundings fit.
@safe
struct LiteralCollection {
  private(set) var hits: [LiteralHit] = []
  private let literals: [Literal]
  private let gap: Int
  /// The bytes under search; set and read only while the scan of them runs.
  private let bytes: UnsafeRawBufferPointer
  private let count: Int
  /// The index of each literal's last hit, -1 for none; small, because it is made for every text.
  private var last: [Int32]
  /// The stretch of token characters looked at last, so that a long one is walked once.
  private var token = 0..<0

  @unsafe init(literals: [Literal], bytes: UnsafeRawBufferPointer, gap: Int) {
    self.literals = literals
    self.gap = gap
    unsafe self.bytes = bytes
    count = bytes.count
    last = Array(repeating: -1, count: literals.count)
  }

  mutating func add(literal: Int, end: Int) {
    guard literals.indices.contains(literal), end <= count else { return }
    let start = max(0, end - literals[literal].bytes.count)
    guard holds(literals[literal].condition, from: start, end: end) else { return }
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

  private mutating func holds(_ condition: Literal.Condition, from start: Int, end: Int) -> Bool {
    switch condition {
    case .none: true
    case .token(let length): tokenEnd(from: start) - start >= length
    case .assignment: isAssigned(after: end)
    case .userInformation: hasUserInformation(after: end)
    }
  }

  private mutating func tokenEnd(from start: Int) -> Int {
    if token.contains(start) { return token.upperBound }
    var end = start
    // Inside the buffer: the loop's condition is checked first.
    while end < count, unsafe Self.isTokenCharacter(bytes[end]) { end += 1 }
    token = start..<end
    return end
  }

  private func isAssigned(after end: Int) -> Bool {
    var position = end
    let nameEnd = min(count, end + 64)
    // Both loops stay inside the buffer by their conditions.
    while position < nameEnd, unsafe Self.isNameCharacter(bytes[position]) { position += 1 }
    let signEnd = min(count, position + 8)
    while position < signEnd {
      switch unsafe bytes[position] {
      case 0x3A, 0x3D, 0x2C: return true
      case 0x20, 0x09, 0x22, 0x27, 0x60, 0x5D: position += 1
      default: return false
      }
    }
    return false
  }

  private func hasUserInformation(after end: Int) -> Bool {
    var position = end
    let limit = min(count, end + 256)
    // Inside the buffer by the loop's condition.
    while position < limit {
      switch unsafe bytes[position] {
      case 0x40: return true
      case 0x00...0x20, 0x22, 0x27, 0x2F, 0x3C, 0x3E, 0x60: return false
      default: position += 1
      }
    }
    return false
  }

  /// Letters, digits and what else tokens are made of.
  private static func isTokenCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x5F, 0x2E, 0x2F, 0x2B, 0x3D, 0x3A, 0x24, 0x2D: true
    default: false
    }
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E: true
    default: false
    }
  }
}
