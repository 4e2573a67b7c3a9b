import Model

/// Reads the part of YAML that package managers write: block mappings and lists, collections on one
/// line, plain and quoted scalars, literal blocks.
///
/// Lockfiles are large, and this takes a fraction of the time of the full parser. Scalars stay the text
/// that was written, since `1.10` is a version here, not a number; `true`, `false` and null excepted.
/// Whatever lies outside the part (anchors, tags, folded text) makes the whole file one for the full
/// parser, so nothing is read in two ways.
package struct PlainYAML {
  private static let deepest = 64

  private let bytes: [UInt8]
  /// Where the line begins, where its text does, and where it ends.
  private var lineStart = 0
  private var start = 0
  private var end = 0
  private var line = 0
  private var isAtEnd = false

  private var indent: Int { start - lineStart }

  /// The value of a file, or nil where the full parser has to look at it.
  package static func read(_ bytes: [UInt8]) -> Node? {
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }),
      String(validating: bytes, as: UTF8.self) != nil
    else { return nil }
    var parser = PlainYAML(bytes: bytes)
    parser.advance()
    guard !parser.isAtEnd, parser.indent == 0, let node = parser.block(depth: 0), parser.isAtEnd
    else { return nil }
    return node
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  // MARK: Lines

  /// Goes to the next line that holds something.
  private mutating func advance() {
    var next = line == 0 ? 0 : end + 1
    while next < bytes.count {
      line += 1
      lineStart = next
      end = bytes[next...].firstIndex(of: 0x0A) ?? bytes.count
      start = next
      while start < end, bytes[start] == 0x20 { start += 1 }
      if start < end, bytes[start] != UInt8(ascii: "#") { return }
      next = end + 1
    }
    isAtEnd = true
  }

  private func span(_ from: Int, _ to: Int) -> TextSpan {
    TextSpan(line: line, column: column(from), endLine: line, endColumn: column(to))
  }

  private func column(_ offset: Int) -> Int {
    var column = 1
    for byte in bytes[lineStart..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return column
  }

  private func text(_ from: Int, _ to: Int) -> String {
    String(decoding: bytes[from..<to], as: UTF8.self)
  }

  private func byte(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  private func afterSpaces(_ offset: Int) -> Int {
    var offset = offset
    while byte(offset) == 0x20 { offset += 1 }
    return offset
  }

  private var isAtDash: Bool {
    byte(start) == UInt8(ascii: "-") && (start + 1 >= end || bytes[start + 1] == 0x20)
  }

  // MARK: Blocks

  private mutating func block(depth: Int) -> Node? {
    guard depth < Self.deepest else { return nil }
    return isAtDash ? list(depth: depth) : mapping(depth: depth)
  }

  private mutating func mapping(depth: Int) -> Node? {
    let own = indent
    let place = span(start, start)
    var entries: [Node.Entry] = []
    var keys: Set<String> = []
    while !isAtEnd, indent == own, !isAtDash {
      guard let key = key(at: start), keys.insert(key.text).inserted else { return nil }
      let keySpan = span(start, key.end)
      let value = afterSpaces(key.end + 1)
      guard let node = mappingValue(at: value, own: own, depth: depth) else { return nil }
      entries.append(Node.Entry(key: key.text, keySpan: keySpan, value: node))
    }
    guard isAtEnd || indent < own || isAtDash && indent == own else { return nil }
    return Node(.mapping(entries), at: place)
  }

  private mutating func mappingValue(at offset: Int, own: Int, depth: Int) -> Node? {
    let place = span(offset, offset)
    if byte(offset) == UInt8(ascii: "|") { return literal(at: offset, own: own) }
    if offset < end {
      guard let node = inline(at: offset) else { return nil }
      advance()
      return isAtEnd || indent <= own ? node : nil
    }
    advance()
    if !isAtEnd, indent > own || indent == own && isAtDash { return block(depth: depth + 1) }
    return Node(.null, at: place)
  }

  private mutating func list(depth: Int) -> Node? {
    let own = indent
    let place = span(start, start)
    var elements: [Node] = []
    while !isAtEnd, indent == own, isAtDash {
      let value = afterSpaces(start + 1)
      if value >= end {
        advance()
        guard !isAtEnd, indent > own, let node = block(depth: depth + 1) else { return nil }
        elements.append(node)
      } else if key(at: value) != nil {
        start = value
        guard let node = mapping(depth: depth + 1) else { return nil }
        elements.append(node)
      } else {
        guard let node = inline(at: value) else { return nil }
        elements.append(node)
        advance()
        guard isAtEnd || indent <= own else { return nil }
      }
    }
    guard isAtEnd || indent <= own else { return nil }
    return Node(.sequence(elements), at: place)
  }

  /// `|` and `|-`, without a number.
  private mutating func literal(at offset: Int, own: Int) -> Node? {
    let place = span(offset, end)
    let head = text(offset, end)
    guard head == "|" || head == "|-" else { return nil }
    var lines: [String] = []
    var inner: Int?
    var next = end + 1
    while next < bytes.count {
      let lineEnd = bytes[next...].firstIndex(of: 0x0A) ?? bytes.count
      var first = next
      while first < lineEnd, bytes[first] == 0x20 { first += 1 }
      if first == lineEnd {
        lines.append("")
      } else {
        let indent = inner ?? (first - next)
        guard first - next >= indent, indent > own else { break }
        inner = indent
        lines.append(text(next + indent, lineEnd))
      }
      end = lineEnd
      line += 1
      next = lineEnd + 1
    }
    advance()
    while lines.last?.isEmpty == true { lines.removeLast() }
    // Without a last line break the two ways of ending are one; the full parser knows.
    guard !lines.isEmpty, !isAtEnd || bytes.last == 0x0A else { return nil }
    return Node(
      .string(lines.joined(separator: "\n") + (head == "|" ? "\n" : "")), at: place)
  }

  // MARK: Scalars

  /// A key and where its colon stands; nil where none begins here.
  private func key(at offset: Int) -> (text: String, end: Int)? {
    if let quoted = quoted(at: offset) {
      guard byte(quoted.end) == UInt8(ascii: ":"), isGap(quoted.end + 1) else { return nil }
      return quoted
    }
    guard canBeginPlain(offset) else { return nil }
    var position = offset
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: ":"), isGap(position + 1) {
        return bytes[position - 1] == 0x20 ? nil : (text(offset, position), position)
      }
      if byte == UInt8(ascii: "#"), bytes[position - 1] == 0x20 { return nil }
      position += 1
    }
    return nil
  }

  private func isGap(_ offset: Int) -> Bool { offset >= end || bytes[offset] == 0x20 }

  private func canBeginPlain(_ offset: Int) -> Bool {
    let first = byte(offset)
    if first == UInt8(ascii: "-") { return !isGap(offset + 1) && byte(offset + 1) != first }
    return !"?:,[]{}#&*!|>'\"%@`".utf8.contains(first) && first > 0x20
      && !(first == UInt8(ascii: ".") && byte(offset + 1) == first)
  }

  /// What stands between quotes, and the offset behind them.
  private func quoted(at offset: Int) -> (text: String, end: Int)? {
    let quote = byte(offset)
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    var position = offset + 1
    var hasDoubled = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { return nil }
      if byte == quote {
        guard quote == UInt8(ascii: "'"), self.byte(position + 1) == quote else { break }
        hasDoubled = true
        position += 1
      }
      position += 1
    }
    guard position < end else { return nil }
    let inner = text(offset + 1, position)
    return (hasDoubled ? inner.replacing("''", with: "'") : inner, position + 1)
  }

  /// A value that takes the rest of the line.
  private func inline(at offset: Int) -> Node? {
    let first = byte(offset)
    var last = end
    while last > offset, bytes[last - 1] == 0x20 { last -= 1 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      guard let (node, next) = flow(at: offset, depth: 0), next == last else { return nil }
      return node
    }
    if let quoted = quoted(at: offset) {
      return quoted.end == last ? Node(.string(quoted.text), at: span(offset, last)) : nil
    }
    guard canBeginPlain(offset) else { return nil }
    for position in offset..<last {
      let byte = bytes[position]
      if byte == UInt8(ascii: ":"), position + 1 >= last || bytes[position + 1] == 0x20 {
        return nil
      }
      if byte == UInt8(ascii: "#"), bytes[position - 1] == 0x20 { return nil }
    }
    return plain(offset, last)
  }

  private func plain(_ from: Int, _ to: Int) -> Node {
    let text = text(from, to)
    let content: Node.Content =
      switch text {
      case "true": .boolean(true)
      case "false": .boolean(false)
      case "null", "~", "Null", "NULL": .null
      default: .string(text)
      }
    return Node(content, at: span(from, to))
  }
}

// Collections on one line.
extension PlainYAML {
  private func flow(at offset: Int, depth: Int) -> (Node, Int)? {
    guard depth < Self.deepest else { return nil }
    switch byte(offset) {
    case UInt8(ascii: "{"): return flowMapping(at: offset, depth: depth)
    case UInt8(ascii: "["): return flowList(at: offset, depth: depth)
    default: break
    }
    if let quoted = quoted(at: offset) {
      return (Node(.string(quoted.text), at: span(offset, quoted.end)), quoted.end)
    }
    guard let last = flowPlainEnd(from: offset) else { return nil }
    return (plain(offset, last), last)
  }

  private func flowPlainEnd(from offset: Int) -> Int? {
    guard canBeginPlain(offset) else { return nil }
    var position = offset
    while position < end, !",[]{}".utf8.contains(bytes[position]) {
      if bytes[position] == UInt8(ascii: ":"),
        isGap(position + 1) || ",[]{}".utf8.contains(bytes[position + 1])
      {
        break
      }
      if bytes[position] == UInt8(ascii: "#"), bytes[position - 1] == 0x20 { return nil }
      position += 1
    }
    while position > offset, bytes[position - 1] == 0x20 { position -= 1 }
    return position > offset ? position : nil
  }

  private func flowMapping(at offset: Int, depth: Int) -> (Node, Int)? {
    var entries: [Node.Entry] = []
    var position = afterSpaces(offset + 1)
    while byte(position) != UInt8(ascii: "}") {
      guard
        let key = quoted(at: position)
          ?? flowPlainEnd(from: position).map({ (text(position, $0), $0) }),
        byte(key.end) == UInt8(ascii: ":"), isGap(key.end + 1),
        !entries.contains(where: { $0.key == key.text }),
        let (value, next) = flow(at: afterSpaces(key.end + 1), depth: depth + 1)
      else { return nil }
      entries.append(
        Node.Entry(key: key.text, keySpan: span(position, key.end), value: value))
      guard let after = afterSeparator(next, closing: UInt8(ascii: "}")) else { return nil }
      position = after
    }
    return (Node(.mapping(entries), at: span(offset, position + 1)), position + 1)
  }

  private func flowList(at offset: Int, depth: Int) -> (Node, Int)? {
    var elements: [Node] = []
    var position = afterSpaces(offset + 1)
    while byte(position) != UInt8(ascii: "]") {
      guard let (value, next) = flow(at: position, depth: depth + 1),
        let after = afterSeparator(next, closing: UInt8(ascii: "]"))
      else { return nil }
      elements.append(value)
      position = after
    }
    return (Node(.sequence(elements), at: span(offset, position + 1)), position + 1)
  }

  /// Past a comma, or at the closing bracket.
  private func afterSeparator(_ offset: Int, closing: UInt8) -> Int? {
    let next = afterSpaces(offset)
    if byte(next) == closing { return next }
    guard byte(next) == UInt8(ascii: ",") else { return nil }
    let after = afterSpaces(next + 1)
    return byte(after) == closing ? nil : after
  }
}
