/// Looks at what stands around an occurrence of a literal.
@safe
struct LiteralSurroundings {
  /// The bytes under search; used only while the scan of them runs.
  private let bytes: UnsafeRawBufferPointer
  private let count: Int

  @unsafe init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = bytes
    count = bytes.count
  }

  /// Where the bytes end that make an occurrence count; nil when it does not count.
  ///
  /// Its place must lie in the bytes.
  func deciding(_ condition: Literal.Condition, from start: Int, end: Int) -> Int? {
    switch condition {
    case .none: end
    case .token(let length): isToken(from: start, length: length) ? max(end, start + length) : nil
    case .assignment: assignment(after: end)
    case .userInformation: userInformation(after: end)
    }
  }

  private func isToken(from start: Int, length: Int) -> Bool {
    guard count - start >= length else { return false }
    var position = start
    let end = start + length
    // Inside the buffer: the end was just checked.
    while position < end, unsafe Self.isTokenCharacter(bytes[position]) { position += 1 }
    return position == end
  }

  private func assignment(after end: Int) -> Int? {
    var position = end
    let nameEnd = min(count, end + Literal.longestName)
    // Both loops stay inside the buffer by their conditions.
    while position < nameEnd, unsafe Self.isNameCharacter(bytes[position]) { position += 1 }
    let signEnd = min(count, position + Literal.longestSign)
    while position < signEnd {
      switch unsafe bytes[position] {
      case 0x3A, 0x3D, 0x2C: return position + 1
      case 0x20, 0x09, 0x22, 0x27, 0x60, 0x5D: position += 1
      default: return nil
      }
    }
    return nil
  }

  private func userInformation(after end: Int) -> Int? {
    var position = end
    let limit = min(count, end + Literal.longestUserInformation)
    // Inside the buffer by the loop's condition.
    while position < limit {
      switch unsafe bytes[position] {
      case 0x40: return position + 1
      case 0x00...0x20, 0x22, 0x27, 0x2F, 0x3C, 0x3E, 0x60: return nil
      default: position += 1
      }
    }
    return nil
  }

  /// Where the search has to begin so that it finds every occurrence that something new at a place
  /// decides on.
  ///
  /// What makes a token or an address count is a run without a break that goes on to the place.
  func searchStart(before place: Int, longestLiteral: Int, longestReach: Int) -> Int {
    let place = min(place, count)
    let limit = max(0, place - longestReach)
    var run = place
    // Inside the buffer by the loop's condition.
    while run > limit, unsafe !Self.isBreak(bytes[run - 1]) { run -= 1 }
    return min(run, place - Literal.longestName - Literal.longestSign) - longestLiteral
  }

  /// What neither a token nor a user's name and password in an address go over.
  private static func isBreak(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, 0x22, 0x27, 0x3C, 0x3E, 0x60: true
    default: false
    }
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
