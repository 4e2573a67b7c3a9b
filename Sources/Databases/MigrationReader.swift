import Model
import Systems

/// Reads migrations in order and says what they leave behind.
package struct MigrationReader {
  /// Statements that change neither objects nor rights.
  private static let passedOver: Set<String> = [
    "insert", "comment", "analyze", "vacuum", "copy", "explain", "lock", "notify", "listen",
    "refresh", "reindex", "cluster", "checkpoint", "savepoint", "release", "security", "fetch",
    "declare", "close", "prepare", "deallocate", "show", "table", "values",
  ]
  private static let passedOverObjects: Set<String> = [
    "index", "unique", "type", "domain", "operator", "collation", "text", "cast", "aggregate",
    "statistics", "conversion", "server", "transform",
  ]

  private var replay: SchemaReplay

  package init(options: ReplayOptions) {
    replay = SchemaReplay(options: options)
    if let platform = options.platform {
      read(Array(platform.prelude.utf8), path: "the platform's own setup", isPrelude: true)
    }
  }

  package var schema: DatabaseSchema { replay.schema }

  /// Follows one file after those before it.
  package mutating func read(_ bytes: [UInt8], path: String) {
    read(bytes, path: path, isPrelude: false)
  }

  /// Notes a file that could not be read, after which anything may be so.
  package mutating func note(unread path: String, _ reason: String) {
    replay.note(reason, at: Location(path: path))
  }

  private mutating func read(_ bytes: [UInt8], path: String, isPrelude: Bool) {
    var start = 0
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    replay.beginFile()
    if isPrelude { replay.beginPrelude() }
    // The parser recurses over what it reads, so that it gets a stack of its own.
    let ended = DeepStack.run { [replay] in
      var replay = replay
      Self.follow(bytes, from: start, path: path, &replay)
      return replay
    }
    if let ended {
      replay = ended
    } else {
      replay.note("no thread could be made to read it", at: Location(path: path))
    }
    if isPrelude { replay.endPrelude() }
  }

  private static func follow(
    _ bytes: [UInt8], from start: Int, path: String, _ replay: inout SchemaReplay
  ) {
    let lines = LineIndex(bytes)
    for range in MigrationMarks.forward(in: bytes) {
      let range = max(range.lowerBound, start)..<max(range.upperBound, start)
      let (statements, unread) = StatementSplitter.split(bytes, in: range)
      var gaps = unread[...]
      for statement in statements {
        while let gap = gaps.first, gap.range.lowerBound < statement.range.lowerBound {
          note(gap, path, lines, &replay)
          gaps = gaps.dropFirst()
        }
        guard isFollowed(statement) else { continue }
        follow(statement, of: bytes, lines, path, &replay)
      }
      for gap in gaps { note(gap, path, lines, &replay) }
    }
  }

  private static func note(
    _ gap: UnreadStretch, _ path: String, _ lines: LineIndex, _ replay: inout SchemaReplay
  ) {
    replay.note(gap.reason, at: Location(path: path, span: lines.span(gap.range)))
  }

  private static func isFollowed(_ statement: SQLStatement) -> Bool {
    guard let first = statement.words.first else { return true }
    if passedOver.contains(first) { return false }
    if first == "update" || first == "delete" {
      // Changes of the catalog itself are noted by whoever reads the statement.
      return statement.words.contains { $0.hasPrefix("pg_") }
    }
    guard first == "create" || first == "alter" || first == "drop", statement.words.count > 1 else {
      return true
    }
    return !passedOverObjects.contains(statement.words[1])
  }

  private static func follow(
    _ statement: SQLStatement, of bytes: [UInt8], _ lines: LineIndex, _ path: String,
    _ replay: inout SchemaReplay
  ) {
    var place = StatementPlace(path: path, lines: lines, range: statement.range)
    if statement.words.first == "update" || statement.words.first == "delete" {
      replay.note("it changes the system catalog itself", at: place.whole)
      return
    }
    if statement.words.first == "do" { place.bodyBase = body(of: statement, in: bytes) }
    do throws(StatementParser.Failure) {
      for node in try replay.parser.statements(Array(bytes[statement.range])) {
        replay.apply(node, at: place)
      }
    } catch {
      let at = statement.range.lowerBound + (error.offset ?? 0)
      let span = error.offset == nil ? place.whole.span : lines.span(at..<at)
      replay.note(
        "a statement could not be read: \(error.reason)",
        effects: StatementEffects.of(statement, in: bytes),
        at: Location(path: path, span: span))
    }
  }

  private static func body(of statement: SQLStatement, in bytes: [UInt8]) -> Int? {
    var scanner = SQLScanner(bytes, in: statement.range)
    while let token = scanner.next() {
      if let body = scanner.bodyRange(token) { return body.lowerBound }
    }
    return nil
  }
}
