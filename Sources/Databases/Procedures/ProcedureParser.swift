/// Reads the block structure of PL/pgSQL (PostgreSQL documentation, chapter 43), leaving the SQL in it
/// to PostgreSQL's own parser.
struct ProcedureParser {
  struct Failure: Error {}

  private static let deepest = 100
  private static let quietLevels: Set<String> = ["debug", "log", "info", "notice", "warning"]

  private let scanner: SQLScanner
  private let tokens: [SQLScanner.Token]
  private var position = 0
  private var depth = 0

  private init(_ bytes: [UInt8], in range: Range<Int>) {
    var scanner = SQLScanner(bytes, in: range)
    var tokens: [SQLScanner.Token] = []
    while let token = scanner.next() { tokens.append(token) }
    self.scanner = scanner
    self.tokens = tokens
  }

  /// Reads a body; throws for what has no such structure.
  static func parse(
    _ bytes: [UInt8], in range: Range<Int>
  ) throws(Failure) -> ProcedureStatement {
    var parser = ProcedureParser(bytes, in: range)
    parser.skipLabel()
    let block = try parser.block()
    return block
  }

  private var current: SQLScanner.Token? { position < tokens.count ? tokens[position] : nil }

  private func isWord(_ word: String, at offset: Int = 0) -> Bool {
    let index = position + offset
    return index < tokens.count && scanner.isWord(tokens[index], word)
  }

  private func isSign(_ byte: UInt8, at index: Int) -> Bool {
    index < tokens.count && scanner.isSign(tokens[index], byte)
  }

  private mutating func take(_ word: String) throws(Failure) {
    guard isWord(word) else { throw Failure() }
    position += 1
  }

  private mutating func skipLabel() {
    while isSign(0x3C, at: position), isSign(0x3C, at: position + 1) {
      while position < tokens.count, !isSign(0x3E, at: position) { position += 1 }
      position += 2
    }
  }

  private mutating func block() throws(Failure) -> ProcedureStatement {
    var declarations: [ProcedureStatement.Declaration] = []
    if isWord("declare") {
      position += 1
      while !isWord("begin") {
        guard let token = current else { throw Failure() }
        if isWord("declare") {
          position += 1
          continue
        }
        let name = scanner.text(token)
        let range = try throughSemicolon()
        if let value = range.value {
          declarations.append(ProcedureStatement.Declaration(name: name, value: value))
        }
      }
    }
    try take("begin")
    let body = try statements(until: ["exception", "end"])
    var handlers: [ProcedureStatement] = []
    if isWord("exception") {
      position += 1
      while isWord("when") {
        while current != nil, !isWord("then") { position += 1 }
        try take("then")
        handlers += try statements(until: ["when", "end"])
      }
    }
    try take("end")
    skipThroughSemicolon()
    return .block(declarations, body: body, handlers: handlers)
  }

  private mutating func statements(
    until ends: Set<String>
  ) throws(Failure) -> [ProcedureStatement] {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw Failure() }
    var found: [ProcedureStatement] = []
    while true {
      skipLabel()
      guard let token = current else { throw Failure() }
      if token.kind == .word, ends.contains(scanner.text(token)) { return found }
      found.append(try statement(token))
    }
  }

  private mutating func statement(
    _ token: SQLScanner.Token
  ) throws(Failure) -> ProcedureStatement {
    guard token.kind == .word || token.kind == .quotedName else { return try plain(token) }
    switch scanner.text(token) {
    case "begin", "declare": return try block()
    case "if": return try conditional()
    case "case": return try cases()
    case "loop": return try loop("")
    case "for", "foreach", "while": return try loop(scanner.text(token))
    case "raise": return try raise()
    case "return": return try result()
    case "perform":
      position += 1
      return .perform(try throughSemicolon().range)
    case "execute":
      position += 1
      let start = position
      let range = try throughSemicolon(stoppingAt: ["into", "using"]).range
      return .execute(
        range, whole: tokens[start - 1].range.lowerBound..<max(range.upperBound, range.lowerBound))
    case "null", "get", "open", "fetch", "move", "close", "exit", "continue":
      _ = try throughSemicolon()
      return .other
    case "assert":
      position += 1
      return .result(try throughSemicolon().range)
    default: return try plain(token)
    }
  }

  private mutating func plain(_ token: SQLScanner.Token) throws(Failure) -> ProcedureStatement {
    let name = scanner.text(token)
    let statement = try throughSemicolon()
    if let value = statement.value, statement.isAssignment {
      return .assignment(name: name, value: value)
    }
    return .sql(statement.range)
  }

  private struct Stretch {
    var range: Range<Int>
    /// What follows `:=`, `=` or DEFAULT at the top of it.
    var value: Range<Int>?
    /// Whether that sign follows a name at the very start.
    var isAssignment = false
  }

  /// Takes everything up to the semicolon that ends the statement.
  private mutating func throughSemicolon(
    stoppingAt stops: Set<String> = []
  ) throws(Failure) -> Stretch {
    let start = position
    var depth = 0
    var stop: Int?
    var sign: Int?
    var valueStart: Int?
    while let token = current {
      if token.kind == .sign {
        switch scanner.bytes[token.range.lowerBound] {
        case 0x28, 0x5B: depth += 1
        case 0x29, 0x5D: depth -= 1
        case 0x3B where depth <= 0:
          let end = stop ?? position
          position += 1
          let from = start < tokens.count ? tokens[start].range.lowerBound : 0
          let to = end > start ? tokens[end - 1].range.upperBound : from
          var stretch = Stretch(range: from..<max(from, to))
          if let valueStart, valueStart < end {
            stretch.value =
              tokens[valueStart].range.lowerBound..<max(to, tokens[valueStart].range.lowerBound)
          }
          stretch.isAssignment = sign.map { isName(start..<$0) } ?? false
          return stretch
        case 0x3A where depth == 0 && sign == nil && isSign(0x3D, at: position + 1):
          sign = position
          valueStart = position + 2
        case 0x3D where depth == 0 && sign == nil && position > start:
          sign = position
          valueStart = position + 1
        default: break
        }
      } else if depth == 0, stop == nil, token.kind == .word, stops.contains(scanner.text(token)) {
        stop = position
      } else if depth == 0, sign == nil, scanner.isWord(token, "default") {
        sign = position
        valueStart = position + 1
      }
      position += 1
    }
    throw Failure()
  }

  /// Whether tokens are a variable: names with dots and subscripts.
  private func isName(_ range: Range<Int>) -> Bool {
    var wantsName = true
    var depth = 0
    for token in tokens[range] {
      if scanner.isSign(token, 0x5B) {
        depth += 1
      } else if scanner.isSign(token, 0x5D) {
        depth -= 1
      } else if depth == 0 {
        let isDot = scanner.isSign(token, 0x2E)
        guard isDot != wantsName, isDot || token.kind == .word || token.kind == .quotedName else {
          return false
        }
        wantsName = isDot
      }
    }
    return !range.isEmpty
  }

  private mutating func skipThroughSemicolon() {
    while let token = current {
      position += 1
      if scanner.isSign(token, 0x3B) { return }
    }
  }

  /// The bytes up to a word at this level, which is taken.
  private mutating func through(_ word: String) throws(Failure) -> Range<Int> {
    let start = position
    var depth = 0
    var cases = 0
    while let token = current {
      if scanner.isSign(token, 0x28) || scanner.isSign(token, 0x5B) { depth += 1 }
      if scanner.isSign(token, 0x29) || scanner.isSign(token, 0x5D) { depth -= 1 }
      if scanner.isWord(token, "case") { cases += 1 }
      if depth <= 0, cases == 0, scanner.isWord(token, word) {
        let from = tokens[start].range.lowerBound
        let to = position > start ? tokens[position - 1].range.upperBound : from
        position += 1
        return from..<to
      }
      if scanner.isWord(token, "end"), cases > 0 { cases -= 1 }
      position += 1
    }
    throw Failure()
  }

  private mutating func conditional() throws(Failure) -> ProcedureStatement {
    var branches: [ProcedureStatement.Branch] = []
    var otherwise: [ProcedureStatement] = []
    position += 1
    while true {
      let condition = try through("then")
      let body = try statements(until: ["elsif", "elseif", "else", "end"])
      branches.append(ProcedureStatement.Branch(condition: condition, body: body))
      if isWord("elsif") || isWord("elseif") {
        position += 1
        continue
      }
      if isWord("else") {
        position += 1
        otherwise = try statements(until: ["end"])
      }
      try take("end")
      try take("if")
      skipThroughSemicolon()
      return .conditional(branches, otherwise: otherwise)
    }
  }

  private mutating func cases() throws(Failure) -> ProcedureStatement {
    position += 1
    var branches: [ProcedureStatement.Branch] = []
    var otherwise: [ProcedureStatement] = []
    _ = try through("when")
    while true {
      let condition = try through("then")
      let body = try statements(until: ["when", "else", "end"])
      branches.append(ProcedureStatement.Branch(condition: condition, body: body))
      if isWord("when") {
        position += 1
        continue
      }
      if isWord("else") {
        position += 1
        otherwise = try statements(until: ["end"])
      }
      try take("end")
      try take("case")
      skipThroughSemicolon()
      return .conditional(branches, otherwise: otherwise)
    }
  }

  private mutating func loop(_ kind: String) throws(Failure) -> ProcedureStatement {
    if !kind.isEmpty { position += 1 }
    let header = try through("loop")
    let body = try statements(until: ["end"])
    try take("end")
    try take("loop")
    skipThroughSemicolon()
    return .loop(kind: kind, header: header, body: body)
  }

  private mutating func raise() throws(Failure) -> ProcedureStatement {
    position += 1
    let isQuiet = current.map { Self.quietLevels.contains(scanner.text($0)) } ?? false
    _ = try throughSemicolon()
    return .raise(isError: !isQuiet)
  }

  private mutating func result() throws(Failure) -> ProcedureStatement {
    position += 1
    if isWord("query") {
      position += 1
      if isWord("execute") {
        position += 1
        let range = try throughSemicolon(stoppingAt: ["using"]).range
        return .execute(range, whole: range)
      }
      return .resultQuery(try throughSemicolon().range)
    }
    if isWord("next") { position += 1 }
    let isNull = isWord("null") && isSign(0x3B, at: position + 1)
    let range = try throughSemicolon().range
    return isNull ? .resultNull : .result(range)
  }
}
