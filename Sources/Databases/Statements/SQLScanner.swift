/// Takes SQL apart into tokens as PostgreSQL's own scanner does (src/backend/parser/scan.l), without
/// ever failing: what is not closed ends with the text.
struct SQLScanner {
  enum Kind {
    /// A keyword or an unquoted name.
    case word
    case quotedName
    case string
    case dollarString
    case number
    /// `$1`.
    case parameter
    /// One byte of punctuation or of an operator.
    case sign
  }

  struct Token {
    let kind: Kind
    let range: Range<Int>
    /// False for a literal whose end is missing.
    var isClosed = true
  }

  let bytes: [UInt8]
  var position: Int
  let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  /// The next token after blanks and comments.
  mutating func next() -> Token? {
    skipBlanks()
    guard position < end else { return nil }
    let start = position
    let byte = bytes[position]
    switch byte {
    case 0x27: return closed(.string, start, string(from: start, escapes: false))
    case 0x22: return closed(.quotedName, start, quotedName())
    case 0x24: return dollar(start)
    case 0x30...0x39: return number(start)
    case 0x2E where digit(at: start + 1): return number(start)
    case let byte where Self.beginsWord(byte): return word(start)
    default:
      position += 1
      return Token(kind: .sign, range: start..<position)
    }
  }

  private mutating func closed(_ kind: Kind, _ start: Int, _ isClosed: Bool) -> Token {
    Token(kind: kind, range: start..<position, isClosed: isClosed)
  }

  mutating func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09...0x0D: position += 1
      case 0x2D where at(position + 1) == 0x2D: skipLine()
      case 0x2F where at(position + 1) == 0x2A: skipComment()
      default: return
      }
    }
  }

  mutating func skipLine() {
    while position < end, bytes[position] != 0x0A { position += 1 }
  }

  /// Comments nest.
  private mutating func skipComment() {
    var depth = 0
    while position < end {
      if bytes[position] == 0x2F, at(position + 1) == 0x2A {
        depth += 1
        position += 2
      } else if bytes[position] == 0x2A, at(position + 1) == 0x2F {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
    position = min(position, end)
  }

  private func at(_ index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

  private func digit(at index: Int) -> Bool { (0x30...0x39).contains(at(index)) }

  /// Reads to the closing quote; two of them stand for one.
  private mutating func string(from start: Int, escapes: Bool) -> Bool {
    position += 1
    while position < end {
      let byte = bytes[position]
      if byte == 0x5C, escapes {
        position = min(position + 2, end)
      } else if byte == 0x27 {
        position += 1
        if at(position) != 0x27 { return true }
        position += 1
      } else {
        position += 1
      }
    }
    return false
  }

  private mutating func quotedName() -> Bool {
    position += 1
    while position < end {
      if bytes[position] == 0x22 {
        position += 1
        if at(position) != 0x22 { return true }
      }
      position += 1
    }
    position = min(position, end)
    return false
  }

  private mutating func dollar(_ start: Int) -> Token {
    if digit(at: start + 1) {
      position += 1
      while digit(at: position) { position += 1 }
      return Token(kind: .parameter, range: start..<position)
    }
    var tagEnd = start + 1
    if Self.beginsWord(at(tagEnd)) {
      while Self.continuesTag(at(tagEnd)) { tagEnd += 1 }
    }
    guard at(tagEnd) == 0x24 else {
      position += 1
      return Token(kind: .sign, range: start..<position)
    }
    let tag = bytes[start...tagEnd]
    position = tagEnd + 1
    while position + tag.count <= end {
      if bytes[position] == 0x24, bytes[position..<(position + tag.count)] == tag {
        position += tag.count
        return Token(kind: .dollarString, range: start..<position)
      }
      position += 1
    }
    position = end
    return Token(kind: .dollarString, range: start..<end, isClosed: false)
  }

  private mutating func number(_ start: Int) -> Token {
    while position < end {
      let byte = bytes[position]
      let isSigned =
        (byte == 0x2B || byte == 0x2D) && (bytes[position - 1] | 0x20) == 0x65 && position > start
        && !hexadecimal(start)
      // Two dots are a range in PL/pgSQL, not a part of the number.
      let isDot = byte == 0x2E && at(position + 1) != 0x2E
      guard Self.continuesTag(byte) || isDot || isSigned else { break }
      position += 1
    }
    return Token(kind: .number, range: start..<position)
  }

  private func hexadecimal(_ start: Int) -> Bool { (at(start + 1) | 0x20) == 0x78 }

  private mutating func word(_ start: Int) -> Token {
    let first = bytes[start] | 0x20
    if at(start + 1) == 0x27, first == 0x65 || first == 0x62 || first == 0x78 || first == 0x6E {
      position += 1
      return closed(.string, start, string(from: start, escapes: first == 0x65))
    }
    if first == 0x75, at(start + 1) == 0x26, at(start + 2) == 0x27 || at(start + 2) == 0x22 {
      position += 2
      return at(position) == 0x27
        ? closed(.string, start, string(from: start, escapes: false))
        : closed(.quotedName, start, quotedName())
    }
    while position < end, Self.continuesWord(bytes[position]) { position += 1 }
    return Token(kind: .word, range: start..<position)
  }

  static func beginsWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 || byte == 0x5F || byte >= 0x80
  }

  private static func continuesTag(_ byte: UInt8) -> Bool {
    beginsWord(byte) || (0x30...0x39).contains(byte)
  }

  static func continuesWord(_ byte: UInt8) -> Bool { continuesTag(byte) || byte == 0x24 }

  /// The token's text in lower case, or the name between quotes.
  func text(_ token: Token) -> String {
    switch token.kind {
    case .word:
      return String(
        decoding: bytes[token.range].lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 },
        as: UTF8.self)
    case .quotedName:
      let inner = bytes[token.range].dropFirst().dropLast(token.isClosed ? 1 : 0)
      return String(decoding: inner, as: UTF8.self).replacing("\"\"", with: "\"")
    default: return String(decoding: bytes[token.range], as: UTF8.self)
    }
  }

  /// Whether the token is this keyword, which is given in lower case.
  func isWord(_ token: Token, _ word: String) -> Bool {
    guard token.kind == .word, token.range.count == word.utf8.count else { return false }
    var index = token.range.lowerBound
    for byte in word.utf8 {
      let mine = bytes[index]
      guard ((0x41...0x5A).contains(mine) ? mine | 0x20 : mine) == byte else { return false }
      index += 1
    }
    return true
  }

  func isSign(_ token: Token, _ byte: UInt8) -> Bool {
    token.kind == .sign && bytes[token.range.lowerBound] == byte
  }

  /// The text that a string literal stands for; nil where it is no literal.
  func content(_ token: Token) -> String? {
    switch token.kind {
    case .string:
      var inner = bytes[token.range]
      var escapes = false
      while let first = inner.first, first != 0x27 {
        escapes = escapes || (first | 0x20) == 0x65
        inner = inner.dropFirst()
      }
      inner = inner.dropFirst().dropLast(token.isClosed ? 1 : 0)
      let text = String(decoding: inner, as: UTF8.self).replacing("''", with: "'")
      return escapes ? Self.unescaped(text) : text
    case .dollarString:
      guard let body = bodyRange(token) else { return nil }
      return String(decoding: bytes[body], as: UTF8.self)
    default: return nil
    }
  }

  /// The bytes between the tags of a dollar-quoted string.
  func bodyRange(_ token: Token) -> Range<Int>? {
    guard token.kind == .dollarString, token.isClosed,
      let second = bytes[(token.range.lowerBound + 1)..<token.range.upperBound].firstIndex(of: 0x24)
    else { return nil }
    let tag = second - token.range.lowerBound + 1
    return (second + 1)..<(token.range.upperBound - tag)
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let first = rest.popFirst() {
      guard first == "\\", let next = rest.popFirst() else {
        result.append(first)
        continue
      }
      switch next {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      default: result.append(next)
      }
    }
    return result
  }
}
