/// Splits a file into statements, surviving whatever does not parse.
///
/// It knows literals, comments, `BEGIN ATOMIC` bodies, psql's meta-commands and the data after
/// `COPY … FROM STDIN`.
struct StatementSplitter {
  /// Words that begin a statement, at which an unclosed parenthesis is given up.
  private static let beginnings: Set<String> = [
    "create", "alter", "drop", "grant", "revoke", "insert", "update", "delete", "comment", "set",
    "select", "do", "begin", "commit", "truncate", "with",
  ]
  /// psql's commands that change nothing in the database.
  private static let harmless: Set<String> = [
    "echo", "qecho", "warn", "set", "unset", "timing", "pset", "encoding", "restrict",
    "unrestrict", "x", "t", "a", "o", "q", "r", "p", "errverbose", "prompt", "d", "dt", "l",
    "conninfo",
    "copyright", "password", "setenv", ".",
  ]

  private var scanner: SQLScanner
  private(set) var statements: [SQLStatement] = []
  private(set) var unread: [UnreadStretch] = []

  private var start: Int?
  private var lastEnd = 0
  private var words: [String] = []
  private var depth = 0
  /// How many `BEGIN ATOMIC` or `CASE` are open in a routine's body.
  private var bodyDepth = 0
  private var lastWasBegin = false

  private init(_ bytes: [UInt8], in range: Range<Int>) { scanner = SQLScanner(bytes, in: range) }

  static func split(
    _ bytes: [UInt8], in range: Range<Int>
  ) -> (statements: [SQLStatement], unread: [UnreadStretch]) {
    var splitter = StatementSplitter(bytes, in: range)
    splitter.run()
    return (splitter.statements, splitter.unread)
  }

  private mutating func run() {
    while let token = scanner.next() {
      if scanner.isSign(token, 0x5C) {
        metaCommand(token)
        continue
      }
      if !token.isClosed {
        let from = start ?? token.range.lowerBound
        unread.append(
          UnreadStretch(
            range: from..<token.range.upperBound,
            reason: "a literal that begins here is not closed before the end of the file"))
        reset()
        continue
      }
      if scanner.isSign(token, 0x3B), endsStatement() {
        finish()
        continue
      }
      take(token)
    }
    finish()
  }

  private mutating func endsStatement() -> Bool {
    guard bodyDepth == 0 else { return false }
    guard depth > 0 else { return true }
    if words.contains("rule") { return false }
    // Inside of parentheses no statement ends; after an error, the next one shows where it did.
    var ahead = scanner
    guard let next = ahead.next() else { return true }
    return next.kind == .word && Self.beginnings.contains(ahead.text(next))
  }

  private mutating func take(_ token: SQLScanner.Token) {
    if start == nil { start = token.range.lowerBound }
    lastEnd = token.range.upperBound
    switch token.kind {
    case .word:
      if words.count < 4 { words.append(scanner.text(token)) }
      follow(token)
    case .sign:
      let byte = scanner.bytes[token.range.lowerBound]
      if byte == 0x28 { depth += 1 } else if byte == 0x29 { depth = max(0, depth - 1) }
      lastWasBegin = false
    default:
      if words.count < 4, !words.isEmpty { words.append("") }
      lastWasBegin = false
    }
  }

  private mutating func follow(_ token: SQLScanner.Token) {
    guard words.first == "create" else { return }
    if scanner.isWord(token, "atomic"), lastWasBegin {
      bodyDepth = 1
    } else if bodyDepth > 0 {
      if scanner.isWord(token, "case") { bodyDepth += 1 }
      if scanner.isWord(token, "end") { bodyDepth -= 1 }
    }
    lastWasBegin = scanner.isWord(token, "begin")
  }

  private mutating func finish() {
    defer { reset() }
    guard let start else { return }
    statements.append(
      SQLStatement(range: start..<lastEnd, words: words))
    if words.first == "copy", readsFromInput(start..<lastEnd) { skipData() }
  }

  private mutating func reset() {
    start = nil
    words = []
    depth = 0
    bodyDepth = 0
    lastWasBegin = false
  }

  private func readsFromInput(_ range: Range<Int>) -> Bool {
    var inner = SQLScanner(scanner.bytes, in: range)
    var wasFrom = false
    while let token = inner.next() {
      if wasFrom, inner.isWord(token, "stdin") { return true }
      wasFrom = inner.isWord(token, "from")
    }
    return false
  }

  /// Skips the lines up to one that is `\.` alone.
  private mutating func skipData() {
    scanner.skipLine()
    while scanner.position < scanner.end {
      scanner.position += 1
      let line = scanner.position
      scanner.skipLine()
      var text = scanner.bytes[line..<scanner.position]
      if text.last == 0x0D { text = text.dropLast() }
      if text.elementsEqual([0x5C, 0x2E]) { return }
    }
  }

  /// A command to psql reaches to the end of its line.
  private mutating func metaCommand(_ token: SQLScanner.Token) {
    var name = ""
    if let next = peekName() { name = next }
    scanner.skipLine()
    guard !Self.harmless.contains(name) else { return }
    let range = token.range.lowerBound..<scanner.position
    let reason =
      switch name {
      case "i", "ir", "include", "include_relative":
        "it includes another file, which is not read here"
      case "c", "connect": "what follows is meant for another connection"
      case "copy": ""
      default: "`\\\(name)` is a command to psql, whose effect is not known"
      }
    if !reason.isEmpty { unread.append(UnreadStretch(range: range, reason: reason)) }
  }

  private func peekName() -> String? {
    var end = scanner.position
    while end < scanner.end, SQLScanner.continuesWord(scanner.bytes[end]) { end += 1 }
    if end == scanner.position, end < scanner.end, scanner.bytes[end] == 0x2E { return "." }
    return String(decoding: scanner.bytes[scanner.position..<end], as: UTF8.self)
  }
}
