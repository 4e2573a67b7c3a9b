import Model

/// Splits a script into words and operators.
struct ShellLexer {
  enum Token: Equatable {
    case word(ShellWord, isQuoted: Bool)
    /// `&&`, `||`, `;`, `;;`, `&`, `|`, `(`, `)` and the line break.
    case mark(String)
    case end
  }

  private let bytes: [UInt8]
  private var index = 0
  private(set) var line: Int
  /// Words that end the here-documents of this line, with whether tabs before them are dropped.
  private var pendingDocuments: [(end: [UInt8], dropsTabs: Bool)] = []
  /// The texts of the substitutions in the last word, with their lines.
  private(set) var substitutions: [(text: [UInt8], line: Int)] = []

  init(_ bytes: [UInt8], firstLine: Int) {
    self.bytes = bytes
    line = firstLine
  }

  mutating func next() throws(ShellProblem) -> Token {
    substitutions = []
    while true {
      skipBlanks()
      guard let byte = peek() else { return .end }
      switch byte {
      case UInt8(ascii: "#"):
        while let byte = peek(), byte != 0x0A { _ = byte; index += 1 }
      case 0x0A:
        index += 1
        line += 1
        skipDocuments()
        return .mark("\n")
      case UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"):
        return .mark(readMark(byte))
      case UInt8(ascii: "|"): return .mark(readMark(byte))
      case UInt8(ascii: "&"):
        if peek(1) == UInt8(ascii: ">") {
          try readRedirection()
          continue
        }
        return .mark(readMark(byte))
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if peek(1) == UInt8(ascii: "(") { return try readWord() }
        try readRedirection()
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var ahead = 0
        while let digit = peek(ahead), (0x30...0x39).contains(digit) { ahead += 1 }
        guard let after = peek(ahead), after == UInt8(ascii: "<") || after == UInt8(ascii: ">")
        else { return try readWord() }
        index += ahead
        try readRedirection()
      default: return try readWord()
      }
    }
  }

  /// Skips the rest of `[[ … ]]` or `(( … ))`.
  mutating func skip(to closing: String) throws(ShellProblem) {
    let wanted = Array(closing.utf8)
    let start = line
    while let byte = peek() {
      if bytes[index...].starts(with: wanted) {
        index += wanted.count
        return
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "$"),
        UInt8(ascii: "\\"):
        var word: [UInt8] = []
        var isLiteral = true
        try readPiece(into: &word, &isLiteral)
      default:
        if byte == 0x0A { line += 1 }
        index += 1
      }
    }
    throw ShellProblem(reason: "`\(closing)` is missing", line: start)
  }

  private mutating func readMark(_ byte: UInt8) -> String {
    index += 1
    // Two of the same, `|&`, or one alone.
    let isDouble = peek() == byte && byte != UInt8(ascii: "(") && byte != UInt8(ascii: ")")
    if isDouble {
      index += 1
      if byte == UInt8(ascii: ";"), peek() == UInt8(ascii: "&") { index += 1 }
      return String(decoding: [byte, byte], as: UTF8.self)
    }
    if byte == UInt8(ascii: "|"), peek() == UInt8(ascii: "&") { index += 1 }
    return String(decoding: [byte], as: UTF8.self)
  }

  // MARK: Words

  private mutating func readWord() throws(ShellProblem) -> Token {
    var text: [UInt8] = []
    var isLiteral = true
    var isQuoted = false
    while let byte = peek() {
      if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { break }
      if (byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")), peek(1) == UInt8(ascii: "(") {
        index += 1
        _ = try readBalanced()
        text += "<()".utf8
        isLiteral = false
        continue
      }
      if Self.endsWord(byte) { break }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { isQuoted = true }
      try readPiece(into: &text, &isLiteral)
    }
    let word = ShellWord(String(decoding: text, as: UTF8.self), isLiteral: isLiteral)
    return .word(word, isQuoted: isQuoted)
  }

  /// One character, quoted stretch or expansion.
  private mutating func readPiece(
    into text: inout [UInt8], _ isLiteral: inout Bool
  ) throws(ShellProblem) {
    guard let byte = peek() else { return }
    switch byte {
    case UInt8(ascii: "\\"):
      index += 1
      if peek() == 0x0D, peek(1) == 0x0A { index += 1 }
      guard let next = peek() else { return }
      index += 1
      if next == 0x0A { line += 1 } else { text.append(next) }
    case UInt8(ascii: "'"):
      let start = line
      index += 1
      while let inner = peek(), inner != byte {
        if inner == 0x0A { line += 1 }
        text.append(inner)
        index += 1
      }
      guard peek() != nil else { throw ShellProblem(reason: "a ' is not closed", line: start) }
      index += 1
    case UInt8(ascii: "\""): try readDoubleQuoted(into: &text, &isLiteral)
    case UInt8(ascii: "`"):
      isLiteral = false
      let start = line
      index += 1
      let from = index
      while let inner = peek(), inner != byte {
        if inner == UInt8(ascii: "\\") { index += 1 }
        if peek() == 0x0A { line += 1 }
        index += 1
      }
      guard peek() != nil, from <= index else {
        throw ShellProblem(reason: "a ` is not closed", line: start)
      }
      substitutions.append((Array(bytes[from..<index]), start))
      index += 1
      text += "$()".utf8
    case UInt8(ascii: "$"): try readExpansion(into: &text, &isLiteral)
    default:
      text.append(byte)
      index += 1
    }
  }

  private mutating func readDoubleQuoted(
    into text: inout [UInt8], _ isLiteral: inout Bool
  ) throws(ShellProblem) {
    let start = line
    index += 1
    while let byte = peek(), byte != UInt8(ascii: "\"") {
      switch byte {
      case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\\"):
        try readPiece(into: &text, &isLiteral)
      default:
        if byte == 0x0A { line += 1 }
        text.append(byte)
        index += 1
      }
    }
    guard peek() != nil else { throw ShellProblem(reason: "a \" is not closed", line: start) }
    index += 1
  }

  private mutating func readExpansion(
    into text: inout [UInt8], _ isLiteral: inout Bool
  ) throws(ShellProblem) {
    let from = index
    let start = line
    index += 1
    switch peek() {
    case UInt8(ascii: "{"):
      isLiteral = false
      // `${{ … }}` of GitHub ends at `}}`, and `${ … }` may hold others.
      let isInsertion = peek(1) == UInt8(ascii: "{")
      var depth = 0
      while let byte = peek() {
        index += 1
        if byte == 0x0A { line += 1 }
        if byte == UInt8(ascii: "\\"), !isInsertion, peek() != nil { index += 1 }
        if byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "}") { depth -= 1 }
        if depth == 0 { break }
      }
      guard depth == 0 else { throw ShellProblem(reason: "a ${ is not closed", line: start) }
      text += bytes[from..<index]
    case UInt8(ascii: "("):
      isLiteral = false
      let isArithmetic = peek(1) == UInt8(ascii: "(")
      let inner = try readBalanced()
      if !isArithmetic { substitutions.append((inner, start)) }
      text += "$()".utf8
    case UInt8(ascii: "'"):
      try readPiece(into: &text, &isLiteral)
    case let byte?:
      let isName = byte == UInt8(ascii: "_") || Self.isLetter(byte) || (0x30...0x39).contains(byte)
      let isSpecial = "?#@*!-$".utf8.contains(byte)
      guard isName || isSpecial else {
        text.append(UInt8(ascii: "$"))
        return
      }
      isLiteral = false
      index += 1
      while isName, let next = peek(),
        next == UInt8(ascii: "_") || Self.isLetter(next) || (0x30...0x39).contains(next)
      {
        index += 1
      }
      text += bytes[from..<index]
    case nil: text.append(UInt8(ascii: "$"))
    }
  }

  /// What stands between `(` and the `)` that closes it, quotes regarded.
  private mutating func readBalanced() throws(ShellProblem) -> [UInt8] {
    let start = line
    let from = index + 1
    var depth = 0
    while let byte = peek() {
      index += 1
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return Array(bytes[from..<(index - 1)]) }
      case UInt8(ascii: "\\"): if peek() != nil { index += 1 }
      case UInt8(ascii: "'"):
        while let inner = peek(), inner != byte {
          if inner == 0x0A { line += 1 }
          index += 1
        }
        if peek() != nil { index += 1 }
      case 0x0A: line += 1
      default: break
      }
    }
    throw ShellProblem(reason: "a ( is not closed", line: start)
  }

  // MARK: Redirections

  private mutating func readRedirection() throws(ShellProblem) {
    let from = index
    while let byte = peek(),
      byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|")
    {
      index += 1
      if index - from >= 3 { break }
    }
    let mark = bytes[from..<index]
    let isDocument = mark.elementsEqual("<<".utf8)
    let dropsTabs = isDocument && peek() == UInt8(ascii: "-")
    if dropsTabs { index += 1 }
    skipBlanks()
    if peek() == UInt8(ascii: "-"), mark.last == UInt8(ascii: "&") { index += 1 }
    guard let byte = peek(), byte != 0x0A, !Self.endsWord(byte) else { return }
    let kept = substitutions
    guard case .word(let word, _) = try readWord() else { return }
    substitutions = kept
    if isDocument { pendingDocuments.append((Array(word.text.utf8), dropsTabs)) }
  }

  private mutating func skipDocuments() {
    for document in pendingDocuments {
      while index < bytes.count {
        var end = index
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        var text = bytes[index..<end]
        if document.dropsTabs { text = text.drop { $0 == 0x09 } }
        if text.last == 0x0D { text = text.dropLast() }
        index = min(end + 1, bytes.count)
        line += 1
        if text.elementsEqual(document.end) { break }
      }
    }
    pendingDocuments = []
  }

  // MARK: Bytes

  private func peek(_ ahead: Int = 0) -> UInt8? {
    index + ahead < bytes.count ? bytes[index + ahead] : nil
  }

  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == 0x20 || byte == 0x09 || byte == 0x0D {
        index += 1
      } else if byte == UInt8(ascii: "\\"), peek(1) == 0x0A {
        index += 2
        line += 1
      } else if byte == UInt8(ascii: "\\"), peek(1) == 0x0D, peek(2) == 0x0A {
        index += 3
        line += 1
      } else {
        return
      }
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
