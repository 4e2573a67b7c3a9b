extension HCLParser {
  /// Text between quotes.
  mutating func quotedTemplate() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    scanner.offset += 1
    if let text = plainText() { return HCLExpression(.string(text), scanner.range(from: start)) }
    var pieces: [HCLTemplatePiece] = []
    var text: [UInt8] = []
    while true {
      let here = scanner.byte
      if here == 0x22 { break }
      guard !scanner.isAtEnd, here != 0x0A else {
        throw scanner.error("the text has no closing quote on its line", at: start)
      }
      if here == 0x5C {
        text += try escape()
      } else if try !sequence(into: &pieces, text: &text) {
        text.append(here)
        scanner.offset += 1
      }
    }
    scanner.offset += 1
    flushText(&text, into: &pieces)
    return try template(of: pieces, flushes: false, from: start)
  }

  /// Passes text without escapes and values up to its quote; stays where it was when there are some.
  private mutating func plainText() -> String? {
    let start = scanner.offset
    var position = start
    let bytes = scanner.text.bytes
    while true {
      let byte = bytes[position]
      if byte == 0x22 { break }
      guard byte != 0x5C, byte != 0x24, byte != 0x25, byte != 0x0A, byte != 0 else { return nil }
      position += 1
    }
    scanner.offset = position + 1
    return scanner.text.string(from: start, to: position)
  }

  /// Text that stands in a file of its own or in a JSON string: everything up to the end.
  mutating func wholeTemplate() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    var pieces: [HCLTemplatePiece] = []
    var text: [UInt8] = []
    while !scanner.isAtEnd {
      if try !sequence(into: &pieces, text: &text) {
        text.append(scanner.byte)
        scanner.offset += 1
      }
    }
    flushText(&text, into: &pieces)
    return try template(of: pieces, flushes: false, from: start)
  }

  func template(of pieces: [HCLTemplatePiece], flushes: Bool, from start: Int)
    throws(HCLSyntaxError) -> HCLExpression
  {
    let range = scanner.range(from: start)
    if pieces.count == 1, case .value(let value)? = pieces.first?.form {
      return HCLExpression(.wrapped(value), range)
    }
    let parts = try HCLTemplateBuilder.parts(of: pieces, flushes: flushes)
    if parts.isEmpty { return HCLExpression(.string(""), range) }
    if parts.count == 1, case .text(let text)? = parts.first {
      return HCLExpression(.string(text), range)
    }
    return HCLExpression(.template(parts), range)
  }

  func flushText(_ text: inout [UInt8], into pieces: inout [HCLTemplatePiece]) {
    guard !text.isEmpty else { return }
    pieces.append(HCLTemplatePiece(form: .text(text), offset: scanner.offset))
    text = []
  }

  /// Passes `${ … }`, `%{ … }` and their escapes; says no where none stands.
  mutating func sequence(into pieces: inout [HCLTemplatePiece], text: inout [UInt8])
    throws(HCLSyntaxError) -> Bool
  {
    let mark = scanner.byte
    guard mark == 0x24 || mark == 0x25 else { return false }
    if scanner.byte(ahead: 1) == mark, scanner.byte(ahead: 2) == 0x7B {
      text += [mark, 0x7B]
      scanner.offset += 3
      return true
    }
    guard scanner.byte(ahead: 1) == 0x7B else { return false }
    flushText(&text, into: &pieces)
    let start = scanner.offset
    scanner.offset += 2
    let stripsLeft = scanner.skip(0x7E)
    let outer = scanner.ignoresLineBreaks
    scanner.ignoresLineBreaks = true
    try scanner.skipBlanks()
    let form = mark == 0x24 ? HCLTemplatePiece.Form.value(try expression()) : try directive()
    try scanner.skipBlanks()
    let stripsRight = scanner.skip(0x7E)
    guard scanner.skip(0x7D) else { throw scanner.unexpected("`}` of the template") }
    scanner.ignoresLineBreaks = outer
    pieces.append(
      HCLTemplatePiece(
        form: form, stripsLeft: stripsLeft, stripsRight: stripsRight, offset: start))
    return true
  }

  private mutating func directive() throws(HCLSyntaxError) -> HCLTemplatePiece.Form {
    if scanner.skip(word: "if") { return .conditionStart(try expression()) }
    if scanner.skip(word: "else") { return .conditionElse }
    if scanner.skip(word: "endif") { return .conditionEnd }
    if scanner.skip(word: "endfor") { return .loopEnd }
    guard scanner.skip(word: "for") else {
      throw scanner.unexpected("`if`, `else`, `endif`, `for` or `endfor`")
    }
    try scanner.skipBlanks()
    var names = [try scanner.word()]
    try scanner.skipBlanks()
    if scanner.skip(0x2C) {
      try scanner.skipBlanks()
      names.append(try scanner.word())
      try scanner.skipBlanks()
    }
    guard scanner.skip(word: "in") else { throw scanner.unexpected("`in`") }
    return .loopStart(
      keyName: names.count > 1 ? names.first : nil, valueName: names.last ?? "",
      collection: try expression())
  }

  private mutating func escape() throws(HCLSyntaxError) -> [UInt8] {
    let start = scanner.offset
    let letter = scanner.byte(ahead: 1)
    scanner.offset = min(scanner.offset + 2, scanner.end)
    switch letter {
    case 0x6E: return [0x0A]
    case 0x72: return [0x0D]
    case 0x74: return [0x09]
    case 0x22, 0x5C: return [letter]
    case 0x75: return try codePoint(digits: 4, from: start)
    case 0x55: return try codePoint(digits: 8, from: start)
    default:
      throw scanner.error(
        "there is no such escape; after `\\` stands one of n r t \" \\ u U", at: start)
    }
  }

  private mutating func codePoint(digits: Int, from start: Int) throws(HCLSyntaxError) -> [UInt8] {
    let text = scanner.text.string(
      from: scanner.offset, to: min(scanner.offset + digits, scanner.end))
    guard text.utf8.count == digits, let value = UInt32(text, radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw scanner.error("expected \(digits) hexadecimal digits of a character", at: start) }
    scanner.offset += digits
    return Array(String(scalar).utf8)
  }

  // MARK: Here documents

  /// `<<WORD` and `<<-WORD`: the lines up to the one that holds only the word.
  mutating func heredoc() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    scanner.offset += 2
    let flushes = scanner.skip(0x2D)
    let marker = Array(try scanner.word().utf8)
    _ = scanner.skip(0x0D)
    guard scanner.skip(0x0A) else { throw scanner.unexpected("the end of the line") }
    var pieces: [HCLTemplatePiece] = []
    var text: [UInt8] = []
    var isLineStart = true
    while true {
      if isLineStart, passMarker(marker) { break }
      guard !scanner.isAtEnd else {
        throw scanner.error(
          "the text has no closing line `\(String(decoding: marker, as: UTF8.self))`", at: start)
      }
      isLineStart = scanner.byte == 0x0A
      if try !sequence(into: &pieces, text: &text) {
        text.append(scanner.byte)
        scanner.offset += 1
      }
    }
    flushText(&text, into: &pieces)
    let range = scanner.range(from: start)
    let parts = try HCLTemplateBuilder.parts(of: pieces, flushes: flushes)
    if parts.count == 1, case .text(let text)? = parts.first {
      return HCLExpression(.string(text), range)
    }
    return HCLExpression(parts.isEmpty ? .string("") : .template(parts), range)
  }

  /// Passes a line that holds only the marker, but not its line break.
  private mutating func passMarker(_ marker: [UInt8]) -> Bool {
    let bytes = scanner.text.bytes
    var position = scanner.offset
    while bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    for expected in marker {
      guard bytes[position] == expected else { return false }
      position += 1
    }
    let end = position
    while bytes[position] == 0x20 || bytes[position] == 0x09 || bytes[position] == 0x0D {
      position += 1
    }
    guard bytes[position] == 0x0A || position >= scanner.end else { return false }
    scanner.offset = end
    return true
  }
}
