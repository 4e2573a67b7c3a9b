import Model

/// The tables of a TOML document while it is read.
///
/// Tables refer to each other by their position, because a later heading may add to an earlier table.
struct TOMLTableTree {
  /// Position of the table that the whole document is.
  static let root = 0

  private static let mostUnindexed = 8

  private enum Slot {
    case value(Node)
    case table(Int)
    /// An array of tables, by its position in `arrays`.
    case tables(Int)
  }

  private struct Table {
    var keys: [TOMLKey] = []
    var slots: [Slot] = []
    /// Where keys stand, once they are many; comparing a few one by one is faster than hashing them.
    var positions: [String: Int] = [:]
    let span: TextSpan
    /// The heading below which the table was defined; nil while it only stands on the way to another.
    var section: Int?
    /// Whether dotted keys defined it, and so may add to it below the same heading.
    var isDotted = false
    let depth: Int
  }

  private var tables: [Table]
  private var arrays: [[Int]] = []
  private var section = 0

  init(at span: TextSpan) { tables = [Table(span: span, section: 0, depth: 0)] }

  func depth(of table: Int) -> Int { tables[table].depth }

  // MARK: Headings

  /// The table that a heading `[path]` opens.
  mutating func open(_ path: [TOMLKey], at span: TextSpan) throws(TOMLConflict) -> Int {
    section += 1
    guard let last = path.last else { return Self.root }
    let parent = try descend(path.dropLast())
    guard let slot = slot(last.text, in: parent) else {
      return add(Table(span: span, section: section, depth: tables[parent].depth + 1), last, parent)
    }
    guard case .table(let table) = slot.slot, tables[table].section == nil else {
      throw repeated(last, first: slot.key)
    }
    tables[table].section = section
    return table
  }

  /// The table that a heading `[[path]]` adds to its array.
  mutating func openElement(_ path: [TOMLKey], at span: TextSpan) throws(TOMLConflict) -> Int {
    section += 1
    guard let last = path.last else { return Self.root }
    let parent = try descend(path.dropLast())
    let table = Table(span: span, section: section, depth: tables[parent].depth + 2)
    guard let slot = slot(last.text, in: parent) else {
      arrays.append([tables.count])
      append(.tables(arrays.count - 1), last, to: parent)
      tables.append(table)
      return tables.count - 1
    }
    guard case .tables(let array) = slot.slot else { throw repeated(last, first: slot.key) }
    arrays[array].append(tables.count)
    tables.append(table)
    return tables.count - 1
  }

  /// A table that belongs to nothing, to read on after a faulty heading.
  mutating func openDetached(at span: TextSpan) -> Int {
    section += 1
    tables.append(Table(span: span, section: section, depth: 1))
    return tables.count - 1
  }

  private mutating func descend(_ path: ArraySlice<TOMLKey>) throws(TOMLConflict) -> Int {
    var table = Self.root
    for key in path {
      guard let slot = slot(key.text, in: table) else {
        table = add(Table(span: key.span, depth: tables[table].depth + 1), key, table)
        continue
      }
      switch slot.slot {
      case .table(let next): table = next
      // An array of tables is never empty, and headings add to its last element.
      case .tables(let array): table = arrays[array].last ?? table
      case .value: throw notATable(key, first: slot.key)
      }
    }
    return table
  }

  // MARK: Values

  /// Puts a value below a dotted key.
  mutating func insert(
    _ value: Node, _ path: [TOMLKey], into table: Int
  ) throws(TOMLConflict) {
    var table = table
    for key in path.dropLast() { table = try dotted(key, in: table) }
    guard let last = path.last else { return }
    if let slot = slot(last.text, in: table) { throw repeated(last, first: slot.key) }
    append(.value(value), last, to: table)
  }

  /// The table that a part of a dotted key stands for.
  private mutating func dotted(_ key: TOMLKey, in parent: Int) throws(TOMLConflict) -> Int {
    guard let slot = slot(key.text, in: parent) else {
      var table = Table(span: key.span, section: section, depth: tables[parent].depth + 1)
      table.isDotted = true
      return add(table, key, parent)
    }
    guard case .table(let table) = slot.slot else { throw notATable(key, first: slot.key) }
    if tables[table].section == nil {
      tables[table].section = section
      tables[table].isDotted = true
    }
    guard tables[table].isDotted, tables[table].section == section else {
      let place = "\(slot.key.span.line):\(slot.key.span.column)"
      throw TOMLConflict(
        "the table `\(shortened(key.text))` is defined at \(place) and cannot be added to here",
        at: key.span)
    }
    return table
  }

  // MARK: Access

  private func slot(_ key: String, in table: Int) -> (slot: Slot, key: TOMLKey)? {
    let positions = tables[table].positions
    let found =
      positions.isEmpty ? tables[table].keys.firstIndex { $0.text == key } : positions[key]
    guard let position = found else { return nil }
    return (tables[table].slots[position], tables[table].keys[position])
  }

  private mutating func add(_ table: Table, _ key: TOMLKey, _ parent: Int) -> Int {
    append(.table(tables.count), key, to: parent)
    tables.append(table)
    return tables.count - 1
  }

  private mutating func append(_ slot: Slot, _ key: TOMLKey, to table: Int) {
    if !tables[table].positions.isEmpty {
      tables[table].positions[key.text] = tables[table].slots.count
    }
    tables[table].keys.append(key)
    tables[table].slots.append(slot)
    guard tables[table].positions.isEmpty, tables[table].keys.count > Self.mostUnindexed else {
      return
    }
    for (position, key) in tables[table].keys.enumerated() {
      tables[table].positions[key.text] = position
    }
  }

  private func repeated(_ key: TOMLKey, first: TOMLKey) -> TOMLConflict {
    TOMLConflict(
      "the key `\(shortened(key.text))` is written twice; first at"
        + " \(first.span.line):\(first.span.column)", at: key.span)
  }

  private func notATable(_ key: TOMLKey, first: TOMLKey) -> TOMLConflict {
    TOMLConflict(
      "`\(shortened(key.text))` is no table to add to; see"
        + " \(first.span.line):\(first.span.column)", at: key.span)
  }

  // MARK: Result

  /// A table with everything below it, whose span runs from its heading to the end of its last value.
  func node(of position: Int = root) -> Node {
    let table = tables[position]
    let entries = zip(table.keys, table.slots).map { key, slot in
      Node.Entry(key: key.text, keySpan: key.span, value: node(of: slot))
    }
    return Node(.mapping(entries), at: table.span.extended(over: entries.map(\.value.span)))
  }

  private func node(of slot: Slot) -> Node {
    switch slot {
    case .value(let node): return node
    case .table(let position): return node(of: position)
    case .tables(let array):
      let elements = arrays[array].map { node(of: $0) }
      let start = elements.first?.span ?? .start
      return Node(.sequence(elements), at: start.extended(over: elements.map(\.span)))
    }
  }
}

extension TextSpan {
  /// The span from its own beginning to the last end of all.
  func extended(over others: [TextSpan]) -> TextSpan {
    var end = (endLine, endColumn)
    for other in others where (other.endLine, other.endColumn) > end {
      end = (other.endLine, other.endColumn)
    }
    return TextSpan(line: line, column: column, endLine: end.0, endColumn: end.1)
  }
}
