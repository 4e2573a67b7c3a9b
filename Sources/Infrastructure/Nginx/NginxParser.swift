import Model

/// Reads the directives of an nginx configuration file.
///
/// nginx, "Beginner's Guide: Configuration File's Structure": simple directives end at `;`, blocks
/// stand in braces, texts in quotes, `#` begins a comment where a word may begin, and `${name}` is
/// part of a word. Blocks of Lua are passed over.
struct NginxParser {
  private static let maximumBytes = 4 << 20
  private static let maximumDirectives = 100_000
  private static let maximumDepth = 64

  private let bytes: [UInt8]
  private let index: LineIndex
  private let file: String
  private var position = 0
  private var count = 0

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    index = LineIndex(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func directives() throws(NginxProblem) -> [NginxDirective] {
    guard bytes.count <= Self.maximumBytes else {
      throw problem("the file is larger than 4 MiB", at: 0)
    }
    if let offset = bytes.firstIndex(of: 0) { throw problem("this is not a text file", at: offset) }
    return try block(openedAt: nil, depth: 0)
  }

  private mutating func block(
    openedAt start: Int?, depth: Int
  ) throws(NginxProblem) -> [NginxDirective] {
    guard depth <= Self.maximumDepth else {
      throw problem("blocks are nested deeper than \(Self.maximumDepth) levels", at: position)
    }
    var found: [NginxDirective] = []
    while true {
      skipBlanks()
      guard position < bytes.count else {
        guard let start else { return found }
        throw problem("the block has no closing `}`", at: start)
      }
      if bytes[position] == UInt8(ascii: "}") {
        guard start != nil else { throw problem("unexpected `}`", at: position) }
        position += 1
        return found
      }
      found.append(try directive(depth: depth))
      count += 1
      guard count <= Self.maximumDirectives else {
        throw problem("there are more than \(Self.maximumDirectives) directives", at: position)
      }
    }
  }

  private mutating func directive(depth: Int) throws(NginxProblem) -> NginxDirective {
    let start = position
    guard let name = try word() else {
      throw problem("expected the name of a directive", at: position)
    }
    var arguments: [PlacedText] = []
    var end = position
    while true {
      skipBlanks()
      guard position < bytes.count else {
        throw problem("expected `;` or `{` behind the directive", at: start)
      }
      switch bytes[position] {
      case UInt8(ascii: ";"):
        position += 1
        return make(name, arguments, nil, start..<end)
      case UInt8(ascii: "{"):
        let open = position
        position += 1
        if name.text.hasSuffix("_by_lua_block") || name.text == "lua_block" {
          try skipForeignBlock(openedAt: open)
          return make(name, arguments, nil, start..<end)
        }
        let block = try block(openedAt: open, depth: depth + 1)
        return make(name, arguments, block, start..<end)
      case UInt8(ascii: "}"):
        throw problem("expected `;` before `}`", at: position)
      default:
        guard let argument = try word() else {
          throw problem("expected an argument, `;` or `{`", at: position)
        }
        arguments.append(argument)
        end = position
      }
    }
  }

  private func make(
    _ name: PlacedText, _ arguments: [PlacedText], _ block: [NginxDirective]?, _ range: Range<Int>
  ) -> NginxDirective {
    NginxDirective(
      name: name.text, arguments: arguments, block: block, span: index.span(range), file: file)
  }

  // MARK: Words

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      if Self.isBlank(bytes[position]) {
        position += 1
      } else if bytes[position] == 0x23 {
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      } else {
        return
      }
    }
  }

  private mutating func word() throws(NginxProblem) -> PlacedText? {
    guard position < bytes.count else { return nil }
    let start = position
    let quote = bytes[position]
    if quote == 0x22 || quote == 0x27 { return try quotedWord(quote, from: start) }
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if Self.isBlank(byte) || byte == UInt8(ascii: ";") { break }
      if byte == UInt8(ascii: "{") {
        // `${name}` goes on; any other brace begins a block.
        guard text.last == UInt8(ascii: "$") else { break }
        while position < bytes.count, bytes[position] != UInt8(ascii: "}"),
          !Self.isBlank(bytes[position])
        {
          text.append(bytes[position])
          position += 1
        }
        continue
      }
      if byte == UInt8(ascii: "}"), !text.contains(UInt8(ascii: "{")) { break }
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
        appendEscaped(to: &text)
      } else {
        text.append(byte)
        position += 1
      }
    }
    guard position > start else { return nil }
    return PlacedText(
      text: String(decoding: text, as: UTF8.self), span: index.span(start..<position))
  }

  /// A backslash takes the meaning from a quote, a blank or itself, and stays before anything else,
  /// as in a regular expression.
  private mutating func appendEscaped(to text: inout [UInt8]) {
    let next = bytes[position + 1]
    let isTaken = [0x22, 0x27, 0x20, 0x3B, 0x7B, 0x7D].contains(next)
    text += isTaken ? [next] : [bytes[position], next]
    position += 2
  }

  private mutating func quotedWord(
    _ quote: UInt8, from start: Int
  ) throws(NginxProblem) -> PlacedText {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
        let next = bytes[position + 1]
        text += next == quote || next == UInt8(ascii: "\\") ? [next] : [bytes[position], next]
        position += 2
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    guard position < bytes.count else { throw problem("the text has no closing quote", at: start) }
    position += 1
    return PlacedText(
      text: String(decoding: text, as: UTF8.self), span: index.span(start..<position))
  }

  /// Passes over code of another language up to the brace that closes it.
  private mutating func skipForeignBlock(openedAt start: Int) throws(NginxProblem) {
    var open = 1
    var quote: UInt8?
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if let current = quote {
        if byte == UInt8(ascii: "\\") { position += 1 } else if byte == current { quote = nil }
        continue
      }
      switch byte {
      case 0x22, 0x27: quote = byte
      case UInt8(ascii: "-") where position < bytes.count && bytes[position] == byte:
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      case UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "}"):
        open -= 1
        if open == 0 { return }
      default: continue
      }
    }
    throw problem("the block has no closing `}`", at: start)
  }

  private func problem(_ message: String, at offset: Int) -> NginxProblem {
    NginxProblem(message: message, span: index.span(offset..<offset))
  }
}
