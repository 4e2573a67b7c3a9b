import Model

/// Reads TOML 1.0.
///
/// Dates and times are kept as text, as written, after they were found to be valid.
struct TOMLParser {
  private var reader: TOMLValueReader
  private var tree: TOMLTableTree
  /// The table that the last heading opened.
  private var table = TOMLTableTree.root

  static func parse(_ source: SourceText, limits: ParseLimits) throws(Diagnostics) -> Node {
    var parser = TOMLParser(source, limits: limits)
    return try parser.document()
  }

  private init(_ source: SourceText, limits: ParseLimits) {
    reader = TOMLValueReader(source, limits: limits)
    tree = TOMLTableTree(at: .start)
  }

  private mutating func document() throws(Diagnostics) -> Node {
    while true {
      try reader.skipEmptyLines()
      if reader.cursor.isAtEnd { break }
      if reader.cursor.byte == ASCII.openingBracket { try heading() } else { try entry() }
      try reader.endLine()
    }
    try reader.problems.check()
    let node = tree.node()
    return Node(node.content, at: reader.cursor.span(from: reader.start))
  }

  private mutating func heading() throws(Diagnostics) {
    let start = reader.cursor.point
    let isArray = reader.cursor.byte(ahead: 1) == ASCII.openingBracket
    reader.cursor.advance(by: isArray ? 2 : 1)
    let path = try reader.path(depth: isArray ? 1 : 0)
    for _ in 0..<(isArray ? 2 : 1) {
      guard reader.cursor.skip(ASCII.closingBracket) else {
        throw reader.unexpected("`\(isArray ? "]]" : "]")` after the table's name")
      }
    }
    let span = reader.cursor.span(from: start)
    do throws(TOMLConflict) {
      table = try isArray ? tree.openElement(path, at: span) : tree.open(path, at: span)
    } catch {
      try reader.problems.report(error.message, at: error.span)
      table = tree.openDetached(at: span)
    }
    guard tree.depth(of: table) <= reader.limits.maximumDepth else { throw reader.tooDeep }
  }

  private mutating func entry() throws(Diagnostics) {
    let entry = try reader.entry(depth: tree.depth(of: table))
    do throws(TOMLConflict) {
      try tree.insert(entry.value, entry.path, into: table)
    } catch {
      try reader.problems.report(error.message, at: error.span)
    }
  }
}
