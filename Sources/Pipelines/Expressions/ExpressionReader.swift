import Model

/// Reads expressions of GitHub Actions, and the conditions of GitLab's rules.
///
/// An expression that cannot be read becomes `unreadable`, never nothing.
package struct ExpressionReader {
  package enum Dialect: Sendable {
    case gitHub
    /// Variables are `$NAME`, texts stand in either quotes, `=~ /…/` matches.
    case gitLab
  }

  private static let longest = 20_000
  private static let deepest = 60

  private let bytes: [UInt8]
  private let dialect: Dialect
  private var index = 0
  private var depth = 0
  /// Operators so far, since a chain of them is as deep as it is long.
  private var operators = 0

  private struct Problem: Error { let reason: String }

  private init(_ text: String, _ dialect: Dialect) {
    bytes = Array(text.utf8)
    self.dialect = dialect
  }

  /// The expression that a text holds.
  package static func read(_ text: String, as dialect: Dialect = .gitHub) -> PipelineExpression {
    guard text.utf8.count <= longest else {
      return .unreadable(reason: "the expression is longer than \(longest) bytes")
    }
    var reader = ExpressionReader(text, dialect)
    do throws(Problem) {
      let expression = try reader.readOr()
      reader.skipSpace()
      guard reader.index == reader.bytes.count else {
        throw Problem(reason: "`\(reader.rest)` is not expected in the expression")
      }
      return expression
    } catch {
      return .unreadable(reason: error.reason)
    }
  }

  // MARK: Operators, loosest first

  private mutating func readOr() throws(Problem) -> PipelineExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw Problem(reason: "the expression is nested deeper than \(Self.deepest) levels")
    }
    var left = try readAnd()
    while take("||") { left = try join(.or, left, try readAnd()) }
    return left
  }

  private mutating func readAnd() throws(Problem) -> PipelineExpression {
    var left = try readEquality()
    while take("&&") { left = try join(.and, left, try readEquality()) }
    return left
  }

  private mutating func readEquality() throws(Problem) -> PipelineExpression {
    var left = try readRelation()
    while true {
      if take("==") {
        left = try join(.equal, left, try readRelation())
      } else if take("!=") {
        left = try join(.notEqual, left, try readRelation())
      } else if dialect == .gitLab, take("=~") {
        left = .call("matches", [left, try readRelation()])
      } else if dialect == .gitLab, take("!~") {
        left = .not(.call("matches", [left, try readRelation()]))
      } else {
        return left
      }
    }
  }

  private mutating func readRelation() throws(Problem) -> PipelineExpression {
    let left = try readUnary()
    if take("<=") { return try join(.lessOrEqual, left, try readUnary()) }
    if take(">=") { return try join(.greaterOrEqual, left, try readUnary()) }
    if take("<") { return try join(.less, left, try readUnary()) }
    if take(">") { return try join(.greater, left, try readUnary()) }
    return left
  }

  private mutating func join(
    _ operation: PipelineExpression.Operator, _ left: PipelineExpression,
    _ right: PipelineExpression
  ) throws(Problem) -> PipelineExpression {
    operators += 1
    guard operators <= Self.deepest * 4 else {
      throw Problem(reason: "the expression has more than \(Self.deepest * 4) operators")
    }
    return .binary(operation, left, right)
  }

  private mutating func readUnary() throws(Problem) -> PipelineExpression {
    var count = 0
    skipSpace()
    while peek() == UInt8(ascii: "!"), peek(1) != UInt8(ascii: "="), peek(1) != UInt8(ascii: "~") {
      index += 1
      count += 1
      guard count <= Self.deepest else { throw Problem(reason: "the expression is too deep") }
      skipSpace()
    }
    var value = try readValue()
    for _ in 0..<count { value = .not(value) }
    return value
  }

  // MARK: Values

  private mutating func readValue() throws(Problem) -> PipelineExpression {
    skipSpace()
    guard let byte = peek() else { throw Problem(reason: "the expression ends too early") }
    switch byte {
    case UInt8(ascii: "("):
      index += 1
      let inner = try readOr()
      try expect(")")
      return try readAccess(after: inner)
    case UInt8(ascii: "'"): return .string(try readText(byte))
    case UInt8(ascii: "\"") where dialect == .gitLab: return .string(try readText(byte))
    case UInt8(ascii: "/") where dialect == .gitLab: return .string(try readText(byte))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return try readNumber()
    default:
      let name = readName()
      guard !name.isEmpty else { throw Problem(reason: "`\(rest)` is not expected") }
      return try readNamed(name)
    }
  }

  private mutating func readNamed(_ name: String) throws(Problem) -> PipelineExpression {
    switch name {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case "NaN", "Infinity": return .number(.infinity)
    default: break
    }
    skipSpace()
    guard peek() == UInt8(ascii: "(") else {
      return try readAccess(after: .path([name.hasPrefix("$") ? name : name.lowercased()]))
    }
    index += 1
    var arguments: [PipelineExpression] = []
    if !take(")") {
      while true {
        arguments.append(try readOr())
        guard arguments.count <= 200 else { throw Problem(reason: "a call has too many arguments") }
        if take(",") { continue }
        try expect(")")
        break
      }
    }
    return try readAccess(after: .call(name.lowercased(), arguments))
  }

  /// Reads `.name`, `.*` and `[…]` after a value.
  private mutating func readAccess(
    after value: PipelineExpression
  ) throws(Problem) -> PipelineExpression {
    var names: [String]?
    if case .path(let start) = value { names = start }
    // What is read of a call's result depends on what it was called with.
    var parts = [value]
    while dialect == .gitHub {
      let name: String
      if take(".") {
        name = take("*") ? "*" : try readMember()
      } else if take("[") {
        if take("*") {
          name = "*"
        } else if case let inner = try readOr(), case .string(let text) = inner {
          name = text.lowercased()
        } else {
          name = "[]"
        }
        try expect("]")
      } else {
        break
      }
      names?.append(name)
      parts.append(.path([name]))
      guard parts.count <= 100 else { throw Problem(reason: "a path is too long") }
    }
    if let names { return .path(names) }
    return parts.count > 1 ? .call("member", [value]) : value
  }

  private mutating func readMember() throws(Problem) -> String {
    skipSpace()
    let name = readName().lowercased()
    guard !name.isEmpty else { throw Problem(reason: "a name is missing after the dot") }
    return name
  }

  private mutating func readText(_ quote: UInt8) throws(Problem) -> String {
    index += 1
    var text: [UInt8] = []
    while let byte = peek() {
      index += 1
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "/"), let next = peek() {
        text += [byte, next]
        index += 1
      } else if byte != quote {
        text.append(byte)
      } else if quote == UInt8(ascii: "'"), dialect == .gitHub, peek() == quote {
        text.append(quote)
        index += 1
      } else {
        // The options of a regular expression.
        if quote == UInt8(ascii: "/") { _ = readName() }
        return String(decoding: text, as: UTF8.self)
      }
    }
    throw Problem(reason: "a text in the expression is not closed")
  }

  private mutating func readNumber() throws(Problem) -> PipelineExpression {
    let start = index
    while let byte = peek(),
      Self.isName(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
    {
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if text.hasPrefix("0x"), let value = Int(text.dropFirst(2), radix: 16) {
      return .number(Double(value))
    }
    guard let value = Double(text) else { throw Problem(reason: "`\(text)` is no number") }
    return .number(value)
  }

  private mutating func readName() -> String {
    var prefix = ""
    if dialect == .gitLab, peek() == UInt8(ascii: "$") {
      prefix = "$"
      index += 1
      if peek() == UInt8(ascii: "{") { index += 1 }
    }
    let start = index
    while let byte = peek(), Self.isName(byte) { index += 1 }
    let name = prefix + String(decoding: bytes[start..<index], as: UTF8.self)
    if !prefix.isEmpty, peek() == UInt8(ascii: "}") { index += 1 }
    return name
  }

  // MARK: Bytes

  private func peek(_ ahead: Int = 0) -> UInt8? {
    index + ahead < bytes.count ? bytes[index + ahead] : nil
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    skipSpace()
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func expect(_ text: String) throws(Problem) {
    guard take(text) else {
      throw Problem(
        reason: "`\(text)` is missing" + (index < bytes.count ? " before `\(rest)`" : ""))
    }
  }

  private var rest: String { String(decoding: bytes[index...].prefix(20), as: UTF8.self) }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte >= 0x80
  }
}
