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

  /// Whether an occurrence counts; its place must lie in the bytes.
  func hold(_ condition: Literal.Condition, from start: Int, end: Int) -> Bool {
    switch condition {
    case .none: true
    case .token(let length): isToken(from: start, length: length)
    case .assignment: isAssigned(after: end)
    case .userInformation: hasUserInformation(after: end)
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

  private func isAssigned(after end: Int) -> Bool {
    var position = end
    let nameEnd = min(count, end + Literal.longestName)
    // Both loops stay inside the buffer by their conditions.
    while position < nameEnd, unsafe Self.isNameCharacter(bytes[position]) { position += 1 }
    let signEnd = min(count, position + Literal.longestSign)
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
    let limit = min(count, end + Literal.longestUserInformation)
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
