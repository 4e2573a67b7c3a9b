/// Parses structured fields as RFC 9651 section 4.2 says, step by step.
struct StructuredFieldParser {
  typealias Malformed = StructuredField.Malformed

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  // MARK: Lists and dictionaries

  mutating func list() throws(Malformed) -> [StructuredField.Member] {
    var members: [StructuredField.Member] = []
    while position < bytes.count {
      members.append(try member())
      guard try separator() else { break }
    }
    return members
  }

  mutating func dictionary() throws(Malformed) -> StructuredField.Dictionary {
    var dictionary = StructuredField.Dictionary()
    while position < bytes.count {
      let key = try key()
      if take(0x3D) {
        dictionary.set(key, to: try member())
      } else {
        dictionary.set(
          key, to: .item(.init(value: .boolean(true), parameters: try parameters())))
      }
      guard try separator() else { break }
    }
    return dictionary
  }

  /// Moves past a comma; false at the end.
  private mutating func separator() throws(Malformed) -> Bool {
    skipOptionalWhitespace()
    guard position < bytes.count else { return false }
    guard take(0x2C) else { throw malformed("expected a comma") }
    skipOptionalWhitespace()
    guard position < bytes.count else { throw malformed("nothing follows the last comma") }
    return true
  }

  private mutating func member() throws(Malformed) -> StructuredField.Member {
    guard peek == 0x28 else { return .item(try item()) }
    return try innerList()
  }

  private mutating func innerList() throws(Malformed) -> StructuredField.Member {
    position += 1
    var items: [StructuredField.Item] = []
    while true {
      skipSpaces()
      if take(0x29) { return .innerList(items, try parameters()) }
      guard peek != nil else { throw malformed("an inner list is not closed") }
      items.append(try item())
      guard peek == 0x20 || peek == 0x29 else {
        throw malformed("expected a space or ) in an inner list")
      }
    }
  }

  // MARK: Items

  mutating func item() throws(Malformed) -> StructuredField.Item {
    StructuredField.Item(value: try bareItem(), parameters: try parameters())
  }

  private mutating func parameters() throws(Malformed) -> StructuredField.Parameters {
    var parameters = StructuredField.Parameters()
    while take(0x3B) {
      skipSpaces()
      let key = try key()
      parameters.set(key, to: take(0x3D) ? try bareItem() : .boolean(true))
    }
    return parameters
  }

  private mutating func key() throws(Malformed) -> String {
    guard let first = peek, Self.isLowercase(first) || first == 0x2A else {
      throw malformed("expected a key in lower case")
    }
    let start = position
    while let byte = peek,
      Self.isLowercase(byte) || Self.isDigit(byte) || [0x5F, 0x2D, 0x2E, 0x2A].contains(byte)
    {
      position += 1
    }
    return text(from: start)
  }

  private mutating func bareItem() throws(Malformed) -> StructuredField.BareItem {
    switch peek {
    case let byte? where Self.isDigit(byte) || byte == 0x2D: return try number()
    case 0x22: return .string(try string())
    case 0x3A: return .bytes(try byteSequence())
    case 0x3F: return .boolean(try boolean())
    case 0x40: return try date()
    case 0x25: return .displayString(try displayString())
    case let byte? where Self.isLetter(byte) || byte == 0x2A: return .token(token())
    default: throw malformed("expected an item")
    }
  }

  private mutating func number() throws(Malformed) -> StructuredField.BareItem {
    let isNegative = take(0x2D)
    let whole = digits()
    guard !whole.isEmpty else { throw malformed("expected a digit") }
    guard peek == 0x2E else {
      guard whole.count <= 15, let value = Int(whole) else {
        throw malformed("an integer has at most 15 digits")
      }
      return .integer(isNegative ? -value : value)
    }
    position += 1
    let fraction = digits()
    guard whole.count <= 12, (1...3).contains(fraction.count),
      let value = Int(whole + fraction.padded(to: 3))
    else { throw malformed("a decimal has at most 12 digits before and 3 after its point") }
    return .decimal(thousandths: isNegative ? -value : value)
  }

  private mutating func date() throws(Malformed) -> StructuredField.BareItem {
    position += 1
    guard case .integer(let seconds) = try number() else {
      throw malformed("a date is a whole number of seconds")
    }
    return .date(seconds)
  }

  private mutating func string() throws(Malformed) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case 0x22: return String(decoding: content, as: UTF8.self)
      case 0x5C:
        guard let escaped = peek, escaped == 0x22 || escaped == 0x5C else {
          throw malformed("only quotes and backslashes are escaped")
        }
        position += 1
        content.append(escaped)
      case 0x20...0x7E: content.append(byte)
      default: throw malformed("a string holds printable ASCII")
      }
    }
    throw malformed("a string is not closed")
  }

  private mutating func displayString() throws(Malformed) -> String {
    position += 1
    guard take(0x22) else { throw malformed("expected a quote after %") }
    var content: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case 0x22:
        guard let text = String(validating: content, as: UTF8.self) else {
          throw malformed("a display string is UTF-8")
        }
        return text
      case 0x25:
        let digits = bytes[position...].prefix(2)
        let isLower =
          digits.count == 2
          && digits.allSatisfy { byte in
            Self.isDigit(byte) || (0x61...0x66).contains(byte)
          }
        guard isLower, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
          throw malformed("expected two lower-case hexadecimal digits after %")
        }
        position += 2
        content.append(value)
      case 0x20...0x7E: content.append(byte)
      default: throw malformed("a display string holds printable ASCII")
      }
    }
    throw malformed("a display string is not closed")
  }

  private mutating func byteSequence() throws(Malformed) -> [UInt8] {
    position += 1
    let start = position
    while let byte = peek, byte != 0x3A { position += 1 }
    let encoded = Array(bytes[start..<position])
    guard take(0x3A) else { throw malformed("a byte sequence is not closed") }
    guard let decoded = Base64Text.decoded(encoded) else {
      throw malformed("a byte sequence is not Base64")
    }
    return decoded
  }

  private mutating func boolean() throws(Malformed) -> Bool {
    position += 1
    if take(0x31) { return true }
    if take(0x30) { return false }
    throw malformed("expected ?0 or ?1")
  }

  private mutating func token() -> String {
    let start = position
    while let byte = peek, HeaderToken.contains(byte) || byte == 0x3A || byte == 0x2F {
      position += 1
    }
    return text(from: start)
  }

  private mutating func digits() -> String {
    let start = position
    while let byte = peek, Self.isDigit(byte) { position += 1 }
    return text(from: start)
  }

  // MARK: Characters

  mutating func skipSpaces() {
    while peek == 0x20 { position += 1 }
  }

  private mutating func skipOptionalWhitespace() {
    while peek == 0x20 || peek == 0x09 { position += 1 }
  }

  func expectEnd() throws(Malformed) {
    guard position == bytes.count else { throw malformed("something follows the value") }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func malformed(_ reason: String) -> Malformed {
    Malformed(reason: reason, offset: position)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLowercase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: "0", count: max(0, count - self.count))
  }
}
