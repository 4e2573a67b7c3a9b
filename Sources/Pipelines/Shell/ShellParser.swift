import Model

/// Reads a script of a POSIX shell or bash into a tree.
struct ShellParser {
  private static let deepest = 40
  private static let mostCommands = 20_000

  private var lexer: ShellLexer
  private var token: ShellLexer.Token = .end
  private var tokenLine = 0
  private var substitutions: [(text: [UInt8], line: Int)] = []
  private let depth: Int
  private var nesting = 0
  private var commands = 0

  private static let reserved: Set<String> = [
    "then", "else", "elif", "fi", "do", "done", "esac", "}",
  ]

  static func parse(
    _ bytes: [UInt8], firstLine: Int = 0, depth: Int = 0
  ) throws(ShellProblem) -> ShellList {
    var parser = ShellParser(bytes, firstLine: firstLine, depth: depth)
    try parser.advance()
    let list = try parser.readList()
    guard parser.token == .end else {
      throw parser.problem("\(parser.shownToken) is not expected")
    }
    return list
  }

  private init(_ bytes: [UInt8], firstLine: Int, depth: Int) {
    lexer = ShellLexer(bytes, firstLine: firstLine)
    self.depth = depth
  }

  private mutating func advance() throws(ShellProblem) {
    token = try lexer.next()
    tokenLine = lexer.line
    substitutions = lexer.substitutions
  }

  // MARK: Lists

  private mutating func readList() throws(ShellProblem) -> ShellList {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting + depth <= Self.deepest else {
      throw problem("the script is nested deeper than \(Self.deepest) levels")
    }
    var list = ShellList()
    while true {
      while token == .mark("\n") || token == .mark(";") { try advance() }
      if token == .end || token == .mark(")") || token == .mark(";;") { return list }
      if let word = plainWord, Self.reserved.contains(word) { return list }
      list.statements.append(try readStatement())
    }
  }

  private mutating func readStatement() throws(ShellProblem) -> ShellStatement {
    var statement = ShellStatement()
    var isOr: Bool?
    while true {
      var isNegated = false
      while plainWord == "!" {
        isNegated.toggle()
        try advance()
      }
      var piped = [try readCommand()]
      while token == .mark("|") {
        try advanceOverBreaks()
        piped.append(try readCommand())
      }
      statement.parts.append(
        ShellStatement.Part(isOr: isOr, isNegated: isNegated, commands: piped))
      if token == .mark("&&") {
        isOr = false
      } else if token == .mark("||") {
        isOr = true
      } else {
        break
      }
      try advanceOverBreaks()
    }
    if token == .mark("&") {
      statement.isInBackground = true
      try advance()
    }
    return statement
  }

  private mutating func advanceOverBreaks() throws(ShellProblem) {
    try advance()
    while token == .mark("\n") { try advance() }
  }

  // MARK: Commands

  private mutating func readCommand() throws(ShellProblem) -> ShellNode {
    commands += 1
    guard commands <= Self.mostCommands else {
      throw problem("the script has more than \(Self.mostCommands) commands")
    }
    if token == .mark("(") {
      try advance()
      // `((` begins arithmetic; its inside runs nothing.
      if token == .mark("(") {
        try lexer.skip(to: "))")
        try advance()
        return .simple(SimpleCommand(words: [ShellWord("((")], line: tokenLine))
      }
      let list = try readList()
      try expect(.mark(")"))
      return .group(list)
    }
    switch plainWord {
    case "{":
      try advance()
      let list = try readList()
      try expect(word: "}")
      return .group(list)
    case "if": return try readChoice()
    case "while", "until":
      try advance()
      let condition = try readList()
      let body = try readBody()
      return .loop(condition: condition, body: body, always: false)
    case "for", "select": return try readLoop()
    case "case": return try readCases()
    case "function":
      try advance()
      let name = plainWord ?? ""
      try advance()
      if token == .mark("(") {
        try advance()
        try expect(.mark(")"))
      }
      while token == .mark("\n") { try advance() }
      return .function(name: name, body: try readCommand())
    default: return try readSimple()
    }
  }

  private mutating func readChoice() throws(ShellProblem) -> ShellNode {
    var branches: [(condition: ShellList, body: ShellList)] = []
    var otherwise: ShellList?
    while plainWord == "if" || plainWord == "elif" {
      try advance()
      let condition = try readList()
      try expect(word: "then")
      branches.append((condition, try readList()))
    }
    if plainWord == "else" {
      try advance()
      otherwise = try readList()
    }
    try expect(word: "fi")
    return .choice(branches, otherwise: otherwise)
  }

  private mutating func readLoop() throws(ShellProblem) -> ShellNode {
    try advance()
    var always = false
    if token == .mark("(") {
      try lexer.skip(to: "))")
      try advance()
    } else {
      try advance()
      while token == .mark("\n") { try advance() }
      if plainWord == "in" {
        try advance()
        while case .word(let word, _) = token {
          always = always || (word.isLiteral && !word.text.contains("*"))
          try advance()
        }
      }
    }
    while token == .mark(";") || token == .mark("\n") { try advance() }
    return .loop(condition: nil, body: try readBody(), always: always)
  }

  private mutating func readBody() throws(ShellProblem) -> ShellList {
    try expect(word: "do")
    let body = try readList()
    try expect(word: "done")
    return body
  }

  private mutating func readCases() throws(ShellProblem) -> ShellNode {
    try advance()
    try advance()
    while token == .mark("\n") { try advance() }
    try expect(word: "in")
    var bodies: [ShellList] = []
    while true {
      while token == .mark("\n") { try advance() }
      if plainWord == "esac" { break }
      // The patterns, up to the `)` that ends them.
      var count = 0
      if token == .mark("(") { try advance() }
      while token != .mark(")") {
        count += 1
        guard token != .end, count < 1_000 else {
          throw problem("a pattern of a case is not closed")
        }
        try advance()
      }
      try advance()
      bodies.append(try readList())
      if token == .mark(";;") { try advance() }
      if token == .end { throw problem("`esac` is missing") }
    }
    try advance()
    return .cases(bodies)
  }

  private mutating func readSimple() throws(ShellProblem) -> ShellNode {
    var command = SimpleCommand(line: tokenLine)
    while case .word(let word, _) = token {
      for inner in substitutions {
        guard depth < 8 else { throw problem("substitutions are nested too deep") }
        command.substitutions.append(
          try Self.parse(inner.text, firstLine: inner.line, depth: depth + 1 + nesting))
      }
      if command.words.isEmpty, Self.isAssignment(word.text) {
        command.hasAssignments = true
      } else {
        command.words.append(word)
      }
      if command.words.count == 1, word.text == "[[" {
        try lexer.skip(to: "]]")
        command.words.append(ShellWord("]]"))
      }
      try advance()
      // An array's value.
      if command.words.isEmpty, command.hasAssignments, token == .mark("(") {
        while token != .mark(")") {
          guard token != .end else { throw problem("an array is not closed") }
          try advance()
        }
        try advance()
      }
    }
    guard !command.words.isEmpty || command.hasAssignments else {
      // A redirection alone is a command that does nothing.
      if token == .mark("\n") || token == .mark(";") || token == .end { return .simple(command) }
      throw problem("\(shownToken) is not expected")
    }
    if command.words.count == 1, token == .mark("("), let name = command.words.first?.text {
      try advance()
      try expect(.mark(")"))
      while token == .mark("\n") { try advance() }
      return .function(name: name, body: try readCommand())
    }
    return .simple(command)
  }

  // MARK: Tokens

  /// The word that stands here as it is, without quotes.
  private var plainWord: String? {
    guard case .word(let word, false) = token, word.isLiteral else { return nil }
    return word.text
  }

  private mutating func expect(_ wanted: ShellLexer.Token) throws(ShellProblem) {
    guard token == wanted else { throw problem("\(shownToken) is not expected") }
    try advance()
  }

  private mutating func expect(word: String) throws(ShellProblem) {
    while token == .mark("\n") || token == .mark(";") { try advance() }
    guard plainWord == word else {
      throw problem("`\(word)` is missing before \(shownToken)")
    }
    try advance()
  }

  private var shownToken: String {
    switch token {
    case .word(let word, _): "`\(word.text.prefix(40))`"
    case .mark("\n"): "a line break"
    case .mark(let mark): "`\(mark)`"
    case .end: "the end of the script"
    }
  }

  private func problem(_ reason: String) -> ShellProblem {
    ShellProblem(reason: reason, line: tokenLine)
  }

  private static func isAssignment(_ text: String) -> Bool {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals != text.startIndex
    else { return false }
    var name = text.utf8[..<equals]
    if name.last == UInt8(ascii: "+") { name = name.dropLast() }
    guard let first = name.first, !(0x30...0x39).contains(first) else { return false }
    return name.allSatisfy {
      $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
        || (0x61...0x7A).contains($0)
    }
  }
}
