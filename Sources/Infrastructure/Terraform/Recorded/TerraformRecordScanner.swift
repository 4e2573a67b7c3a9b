import Model

/// Why a recorded plan or state cannot be read further.
struct TerraformRecordProblem: Error {
  let message: String
  let span: TextSpan
}

/// Walks over a JSON file (RFC 8259) that may be large, and makes trees only of the parts asked for.
struct TerraformRecordScanner {
  /// Values of which trees are made, in one file.
  static let maximumNodes = 2_000_000
  static let maximumDepth = 100

  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  /// Where the line would begin if each of its code points were one byte.
  private var columnBase = 0
  private var depth = 0
  private var nodes = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      offset = 3
      columnBase = 3
    }
  }

  private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  var span: TextSpan { TextSpan(line: line, column: offset - columnBase + 1) }

  private func span(from start: TextSpan) -> TextSpan {
    TextSpan(
      line: start.line, column: start.column, endLine: line, endColumn: offset - columnBase + 1)
  }

  func problem(_ message: String) -> TerraformRecordProblem {
    TerraformRecordProblem(message: message, span: span)
  }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0D: offset += 1
      case 0x0A:
        offset += 1
        line += 1
        columnBase = offset
      default: return
      }
    }
  }

  private mutating func pass(_ expected: UInt8, _ name: String) throws(TerraformRecordProblem) {
    skipBlanks()
    guard byte == expected else { throw problem("expected \(name)") }
    offset += 1
  }

  private mutating func enter() throws(TerraformRecordProblem) {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw problem("the values are nested deeper than \(Self.maximumDepth) levels")
    }
  }

  // MARK: Parts

  /// Goes through the members of an object; what the closure does not read must be passed with `skip`.
  mutating func object(
    _ visit: (inout TerraformRecordScanner, String) throws(TerraformRecordProblem) -> Void
  ) throws(TerraformRecordProblem) {
    try pass(0x7B, "an object")
    try enter()
    defer { depth -= 1 }
    skipBlanks()
    if byte == 0x7D {
      offset += 1
      return
    }
    while true {
      skipBlanks()
      let key = try string()
      try pass(0x3A, "`:`")
      skipBlanks()
      try visit(&self, key)
      skipBlanks()
      guard byte == 0x2C else {
        return try pass(0x7D, "`,` or `}`")
      }
      offset += 1
    }
  }

  /// Goes through the elements of an array; one that is null has none.
  mutating func array(
    _ visit: (inout TerraformRecordScanner) throws(TerraformRecordProblem) -> Void
  ) throws(TerraformRecordProblem) {
    skipBlanks()
    guard byte == 0x5B else { return try skip() }
    offset += 1
    try enter()
    defer { depth -= 1 }
    skipBlanks()
    if byte == 0x5D {
      offset += 1
      return
    }
    while true {
      skipBlanks()
      try visit(&self)
      skipBlanks()
      guard byte == 0x2C else {
        return try pass(0x5D, "`,` or `]`")
      }
      offset += 1
    }
  }

  var isObject: Bool { byte == 0x7B }

  /// Passes a value without looking at more of it than its strings and brackets.
  mutating func skip() throws(TerraformRecordProblem) {
    skipBlanks()
    var open = 0
    repeat {
      skipBlanks()
      switch byte {
      case 0x22: try skipString()
      case 0x7B, 0x5B:
        open += 1
        offset += 1
      case 0x7D, 0x5D:
        guard open > 0 else { throw problem("expected a value") }
        open -= 1
        offset += 1
      case 0x2C where open > 0, 0x3A where open > 0: offset += 1
      default: try skipWord()
      }
    } while open > 0
  }

  private mutating func skipWord() throws(TerraformRecordProblem) {
    let start = offset
    while offset < bytes.count, Self.isWord(bytes[offset]) { offset += 1 }
    guard offset > start else { throw problem("expected a value") }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    HCLScanner.isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x2D
      || byte == 0x2B || byte == 0x2E
  }

  private mutating func skipString() throws(TerraformRecordProblem) {
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case 0x22: return
      case 0x5C: offset += 1
      case 0x80...0xBF: columnBase += 1
      case 0..<0x20: throw problem("a string may not hold a control character")
      default: break
      }
    }
    throw problem("the string has no closing quote")
  }

  // MARK: Values

  /// The value here; members that are null are left out, as they are absent.
  mutating func node() throws(TerraformRecordProblem) -> Node {
    skipBlanks()
    nodes += 1
    guard nodes <= Self.maximumNodes else {
      throw problem("the file holds more than \(Self.maximumNodes) values")
    }
    let start = span
    let content: Node.Content
    switch byte {
    case 0x7B:
      var entries: [Node.Entry] = []
      try object { (scanner, key) throws(TerraformRecordProblem) in
        let value = try scanner.node()
        if !value.isNull { entries.append(Node.Entry(key: key, keySpan: value.span, value: value)) }
      }
      content = .mapping(entries)
    case 0x5B:
      var elements: [Node] = []
      try array { (scanner) throws(TerraformRecordProblem) in elements.append(try scanner.node()) }
      content = .sequence(elements)
    case 0x22: content = .string(try string())
    default: content = try word()
    }
    return Node(content, at: span(from: start))
  }

  /// The text of a string; nil for another value, which is passed.
  mutating func text() throws(TerraformRecordProblem) -> String? {
    skipBlanks()
    if byte == 0x22 { return try string() }
    try skip()
    return nil
  }

  private mutating func word() throws(TerraformRecordProblem) -> Node.Content {
    let start = offset
    try skipWord()
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      if let integer = Int(text) { return .integer(integer) }
      guard let number = Double(text), number.isFinite else { throw problem("expected a value") }
      return .number(number)
    }
  }

  private mutating func string() throws(TerraformRecordProblem) -> String {
    guard byte == 0x22 else { throw problem("expected a key in double quotes") }
    let start = offset + 1
    var isPlain = true
    var position = start
    while position < bytes.count, bytes[position] != 0x22 {
      if bytes[position] == 0x5C {
        isPlain = false
        position += 1
      }
      position += 1
    }
    try skipString()
    let raw = bytes[start..<max(start, min(position, bytes.count))]
    return isPlain ? String(decoding: raw, as: UTF8.self) : try unescaped(raw)
  }

  private func unescaped(_ raw: ArraySlice<UInt8>) throws(TerraformRecordProblem) -> String {
    var units: [UInt16] = []
    var rest = raw
    while let byte = rest.first {
      guard byte == 0x5C else {
        let plain = rest.prefix { $0 != 0x5C }
        units += Array(String(decoding: plain, as: UTF8.self).utf16)
        rest = rest.dropFirst(plain.count)
        continue
      }
      rest = rest.dropFirst()
      guard let letter = rest.popFirst() else { break }
      switch letter {
      case 0x62: units.append(0x08)
      case 0x66: units.append(0x0C)
      case 0x6E: units.append(0x0A)
      case 0x72: units.append(0x0D)
      case 0x74: units.append(0x09)
      case 0x75:
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else {
          throw problem("expected four hexadecimal digits after `\\u`")
        }
        units.append(unit)
        rest = rest.dropFirst(4)
      default: units.append(UInt16(letter))
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
