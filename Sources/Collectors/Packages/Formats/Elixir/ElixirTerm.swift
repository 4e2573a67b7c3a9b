import Model

/// A value as Elixir writes it in `mix.lock`.
struct ElixirTerm {
  enum Content {
    case text(String)
    case atom(String)
    case list([ElixirTerm])
    case tuple([ElixirTerm])
    case map([(key: ElixirTerm, value: ElixirTerm)])
  }

  let content: Content
  let span: TextSpan

  var text: String? {
    guard case .text(let text) = content else { return nil }
    return text
  }

  var atom: String? {
    guard case .atom(let name) = content else { return nil }
    return name
  }

  var tuple: [ElixirTerm]? {
    guard case .tuple(let elements) = content else { return nil }
    return elements
  }

  var list: [ElixirTerm]? {
    guard case .list(let elements) = content else { return nil }
    return elements
  }

  /// The value of a key in a list of pairs: `[hex: :jason, optional: true]`.
  subscript(key: String) -> ElixirTerm? {
    for element in list ?? [] {
      if let pair = element.tuple, pair.count == 2, pair[0].atom == key { return pair[1] }
    }
    return nil
  }
}

/// Reads the few kinds of Elixir values that `mix.lock` has; nothing is evaluated.
struct ElixirReader {
  private static let deepest = 32

  private let bytes: [UInt8]
  private let path: String
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: Substring, path: String) {
    bytes = Array(text.utf8)
    self.path = path
  }

  mutating func read() throws(Diagnostics) -> ElixirTerm {
    skipSpace()
    let term = try term(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw unexpected() }
    return term
  }

  private mutating func term(depth: Int) throws(Diagnostics) -> ElixirTerm {
    guard depth < Self.deepest else {
      throw Diagnostics("values are nested deeper than \(Self.deepest)", path: path, at: place)
    }
    let start = place
    let content: ElixirTerm.Content
    switch byte {
    case UInt8(ascii: "\""): content = .text(try string())
    case UInt8(ascii: "["):
      content = .list(try elements(closing: UInt8(ascii: "]"), depth: depth))
    case UInt8(ascii: "{"):
      content = .tuple(try elements(closing: UInt8(ascii: "}"), depth: depth))
    case UInt8(ascii: "%"):
      position += 1
      guard byte == UInt8(ascii: "{") else { throw unexpected() }
      content = .map(try pairs(depth: depth))
    case UInt8(ascii: ":"):
      position += 1
      content = .atom(byte == UInt8(ascii: "\"") ? try string() : try word())
    default: content = .atom(try word())
    }
    return ElixirTerm(content: content, span: start)
  }

  private mutating func elements(
    closing: UInt8, depth: Int
  ) throws(Diagnostics) -> [ElixirTerm] {
    position += 1
    skipSpace()
    var elements: [ElixirTerm] = []
    while byte != closing {
      let start = place
      let term = try term(depth: depth + 1)
      // `key: value` is a pair.
      if byte == UInt8(ascii: ":") {
        position += 1
        skipSpace()
        let value = try self.term(depth: depth + 1)
        let key = ElixirTerm(content: .atom(term.atom ?? term.text ?? ""), span: start)
        elements.append(ElixirTerm(content: .tuple([key, value]), span: start))
      } else {
        elements.append(term)
      }
      try passComma(orAt: closing)
    }
    position += 1
    return elements
  }

  private mutating func pairs(
    depth: Int
  ) throws(Diagnostics) -> [(key: ElixirTerm, value: ElixirTerm)] {
    position += 1
    skipSpace()
    var pairs: [(key: ElixirTerm, value: ElixirTerm)] = []
    while byte != UInt8(ascii: "}") {
      let key = try term(depth: depth + 1)
      if byte == UInt8(ascii: ":") {
        position += 1
      } else {
        skipSpace()
        guard byte == UInt8(ascii: "="), position + 1 < bytes.count,
          bytes[position + 1] == UInt8(ascii: ">")
        else { throw unexpected() }
        position += 2
      }
      skipSpace()
      pairs.append((key, try term(depth: depth + 1)))
      try passComma(orAt: UInt8(ascii: "}"))
    }
    position += 1
    return pairs
  }

  private mutating func passComma(orAt closing: UInt8) throws(Diagnostics) {
    skipSpace()
    if byte == UInt8(ascii: ",") {
      position += 1
      skipSpace()
    } else if byte != closing {
      throw unexpected()
    }
  }

  private mutating func string() throws(Diagnostics) -> String {
    let start = place
    position += 1
    var text: [UInt8] = []
    while byte != UInt8(ascii: "\"") {
      guard position < bytes.count, byte != 0x0A else {
        throw Diagnostics("this quote is not closed", path: path, at: start)
      }
      if byte == UInt8(ascii: "\\") { position += 1 }
      text.append(byte)
      position += 1
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// An atom, `true`, `nil` or a number.
  private mutating func word() throws(Diagnostics) -> String {
    let start = position
    while byte.isPartOfWord { position += 1 }
    guard position > start else { throw unexpected() }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Spaces, line ends and comments.
  private mutating func skipSpace() {
    while position < bytes.count {
      switch byte {
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
      case 0x20, 0x09, 0x0D: position += 1
      case UInt8(ascii: "#"): while position < bytes.count, byte != 0x0A { position += 1 }
      default: return
      }
    }
  }

  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private var place: TextSpan {
    let before = bytes[lineStart..<min(position, bytes.count)].count { $0 & 0xC0 != 0x80 }
    return TextSpan(line: line, column: before + 1)
  }

  private func unexpected() -> Diagnostics {
    Diagnostics("this is no value that a mix.lock holds", path: path, at: place)
  }
}

extension UInt8 {
  fileprivate var isPartOfWord: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "_.@?!-".utf8.contains(self)
    }
  }
}
