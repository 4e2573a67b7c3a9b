/// Splits an expression into words (CEL language definition, Syntax).
struct Lexer {
  let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String, limits: ExpressionLimits) throws(ExpressionProblem) {
    scalars = Array(text.unicodeScalars.prefix(limits.codePoints + 1))
    guard scalars.count <= limits.codePoints else {
      throw ExpressionProblem(
        message: "the expression is longer than \(limits.codePoints) characters",
        offset: limits.codePoints)
    }
  }

  mutating func tokens() throws(ExpressionProblem) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(scalars.count / 3 + 1)
    while true {
      skipBlanks()
      let start = position
      guard let first = current else {
        tokens.append(Token(kind: .end, range: start..<start))
        return tokens
      }
      let kind = try token(startingWith: first)
      tokens.append(Token(kind: kind, range: start..<position))
    }
  }

  var current: Unicode.Scalar? { peek(0) }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    let index = position + distance
    return index < scalars.count ? scalars[index] : nil
  }

  func problem(_ message: String, at offset: Int? = nil) -> ExpressionProblem {
    ExpressionProblem(message: message, offset: offset ?? position)
  }

  private mutating func skipBlanks() {
    while let scalar = current {
      if scalar == "/", peek(1) == "/" {
        while let next = current, next != "\n" { position += 1 }
      } else if [" ", "\t", "\n", "\r", "\u{C}"].contains(scalar) {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func token(
    startingWith first: Unicode.Scalar
  ) throws(ExpressionProblem) -> Token.Kind {
    if Self.isDigit(first) || (first == "." && peek(1).map(Self.isDigit) == true) {
      return try number()
    }
    if first == "\"" || first == "'" { return try text(isRaw: false, isBytes: false) }
    if let prefix = textPrefix() {
      position += prefix.length
      return try text(isRaw: prefix.isRaw, isBytes: prefix.isBytes)
    }
    if Self.startsIdentifier(first) { return .identifier(word()) }
    if first == "`" { return try quotedField() }
    return try symbol(startingWith: first)
  }

  /// `r`, `b` and both before a quote.
  private func textPrefix() -> (length: Int, isRaw: Bool, isBytes: Bool)? {
    var isRaw = false
    var isBytes = false
    var length = 0
    while let scalar = peek(length) {
      switch scalar {
      case "r", "R":
        guard !isRaw else { return nil }
        isRaw = true
      case "b", "B":
        guard !isBytes else { return nil }
        isBytes = true
      case "\"", "'": return length == 0 ? nil : (length, isRaw, isBytes)
      default: return nil
      }
      length += 1
    }
    return nil
  }

  private mutating func word() -> String {
    let start = position
    while let scalar = current, Self.startsIdentifier(scalar) || Self.isDigit(scalar) {
      position += 1
    }
    return string(start..<position)
  }

  private mutating func quotedField() throws(ExpressionProblem) -> Token.Kind {
    let start = position
    position += 1
    while let scalar = current, scalar != "`" {
      let isPlain =
        Self.startsIdentifier(scalar) || Self.isDigit(scalar)
        || [".", "-", "/", " "].contains(scalar)
      guard isPlain else {
        throw problem("a name in backquotes has letters, digits, `_`, `.`, `-`, `/` and spaces")
      }
      position += 1
    }
    guard current == "`", position > start + 1 else {
      throw problem("expected a name and a closing backquote", at: start)
    }
    position += 1
    return .quotedField(string((start + 1)..<(position - 1)))
  }

  private mutating func symbol(
    startingWith first: Unicode.Scalar
  ) throws(ExpressionProblem) -> Token.Kind {
    if let second = peek(1) {
      let pair = String(String.UnicodeScalarView([first, second]))
      // `a ?.5 : b` is no optional selection, and `.?` is written with the dot first.
      if let symbol = Token.Symbol(rawValue: pair) {
        position += 2
        return .symbol(symbol)
      }
    }
    if let symbol = Token.Symbol(rawValue: String(first)) {
      position += 1
      return .symbol(symbol)
    }
    throw problem("unexpected character `\(DisplayText.escaped(String(first)))`")
  }

  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func startsIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }
}

// Numbers.
extension Lexer {
  private mutating func number() throws(ExpressionProblem) -> Token.Kind {
    let start = position
    if current == "0", peek(1) == "x" || peek(1) == "X" { return try hexadecimal() }
    digits()
    var isDouble = false
    if current == ".", peek(1).map(Self.isDigit) == true {
      isDouble = true
      position += 1
      digits()
    }
    if current == "e" || current == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      guard peek(signed ? 2 : 1).map(Self.isDigit) == true else {
        throw problem("expected digits after the exponent's `e`")
      }
      isDouble = true
      position += signed ? 2 : 1
      digits()
    }
    let written = string(start..<position)
    if isDouble {
      guard let value = Double(written) else { throw problem("not a number", at: start) }
      return .double(value)
    }
    return try whole(written, radix: 10, at: start)
  }

  private mutating func hexadecimal() throws(ExpressionProblem) -> Token.Kind {
    let start = position
    position += 2
    while let scalar = current, scalar.properties.isASCIIHexDigit { position += 1 }
    return try whole(string((start + 2)..<position), radix: 16, at: start)
  }

  private mutating func whole(
    _ written: String, radix: Int, at start: Int
  ) throws(ExpressionProblem) -> Token.Kind {
    guard let value = UInt(written, radix: radix) else {
      throw problem("the number does not fit in 64 bits", at: start)
    }
    guard current == "u" || current == "U" else { return .integer(value) }
    position += 1
    return .unsigned(value)
  }

  private mutating func digits() {
    while let scalar = current, Self.isDigit(scalar) { position += 1 }
  }
}
