// Text and bytes.
extension Lexer {
  mutating func text(isRaw: Bool, isBytes: Bool) throws(ExpressionProblem) -> Token.Kind {
    let start = position
    guard let quote = current else { throw problem("expected a quote") }
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var content = LiteralContent(isBytes: isBytes)
    while true {
      guard let scalar = current else { throw problem("the text has no closing quote", at: start) }
      if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        return isBytes ? .bytes(content.bytes) : .string(content.string)
      }
      guard isTriple || (scalar != "\n" && scalar != "\r") else {
        throw problem("the text has no closing quote on its line", at: start)
      }
      if scalar == "\\", !isRaw {
        try escape(into: &content)
      } else {
        content.append(scalar)
        position += 1
      }
    }
  }

  private mutating func escape(into content: inout LiteralContent) throws(ExpressionProblem) {
    let start = position
    position += 1
    guard let kind = current else { throw problem("nothing after `\\`", at: start) }
    switch kind {
    case "\\", "?", "\"", "'", "`": content.append(kind)
    case "a": content.append("\u{7}")
    case "b": content.append("\u{8}")
    case "f": content.append("\u{C}")
    case "n": content.append("\n")
    case "r": content.append("\r")
    case "t": content.append("\t")
    case "v": content.append("\u{B}")
    case "x", "X": return try append(digits: 2, radix: 16, from: start, to: &content)
    case "u": return try appendScalar(digits: 4, from: start, to: &content)
    case "U": return try appendScalar(digits: 8, from: start, to: &content)
    case "0"..."3":
      position -= 1
      return try append(digits: 3, radix: 8, from: start, to: &content)
    default:
      throw ExpressionProblem(
        message: "unknown escape `\\\(DisplayText.escaped(String(kind)))`", offset: start,
        suggestion: "write `\\\\` for a backslash, or r\"…\" for a pattern")
    }
    position += 1
  }

  /// One octet of bytes, one code point of a text.
  private mutating func append(
    digits: Int, radix: Int, from start: Int, to content: inout LiteralContent
  ) throws(ExpressionProblem) {
    let value = try escapedNumber(digits: digits, radix: radix, from: start)
    guard let octet = UInt8(exactly: value) else {
      throw problem("the escape is past \\377", at: start)
    }
    content.append(octet: octet)
  }

  private mutating func appendScalar(
    digits: Int, from start: Int, to content: inout LiteralContent
  ) throws(ExpressionProblem) {
    guard !content.isBytes else {
      throw problem("bytes have no code points: write \\x and two digits", at: start)
    }
    let value = try escapedNumber(digits: digits, radix: 16, from: start)
    guard let scalar = Unicode.Scalar(value) else {
      throw problem("no such code point", at: start)
    }
    content.append(scalar)
  }

  private mutating func escapedNumber(
    digits: Int, radix: Int, from start: Int
  ) throws(ExpressionProblem) -> UInt32 {
    let first = position + 1
    guard first + digits <= scalars.count else {
      throw problem("expected \(digits) digits after the backslash", at: start)
    }
    let written = string(first..<(first + digits))
    guard written.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
      let value = UInt32(written, radix: radix)
    else { throw problem("expected \(digits) digits after the backslash", at: start) }
    position = first + digits
    return value
  }
}

/// What a quoted literal holds so far.
private struct LiteralContent {
  let isBytes: Bool
  private(set) var bytes: [UInt8] = []
  private var scalars = String.UnicodeScalarView()

  init(isBytes: Bool) { self.isBytes = isBytes }

  var string: String { String(scalars) }

  mutating func append(_ scalar: Unicode.Scalar) {
    if isBytes {
      bytes.append(contentsOf: String(scalar).utf8)
    } else {
      scalars.append(scalar)
    }
  }

  mutating func append(octet: UInt8) {
    if isBytes {
      bytes.append(octet)
    } else {
      scalars.append(Unicode.Scalar(octet))
    }
  }
}
