/// PostgreSQL's syntax tree, read from the parser's JSON.
///
/// The values lie one after another in a flat list, so that no depth of nesting costs stack.
final class SyntaxTree: Sendable {
  enum Kind: UInt8 {
    case object
    case array
    case string
    case plain
  }

  struct Entry {
    let kind: Kind
    let hasEscapes: Bool
    /// The key before it, empty in lists.
    let key: Range<Int32>
    /// The bytes of a scalar.
    var value: Range<Int32>
    /// The index after its last descendant.
    var next: Int32
  }

  let bytes: [UInt8]
  let entries: [Entry]

  /// Reads what `SQLParser` wrote; nil for anything that is not JSON.
  init?(json: [UInt8]) {
    guard json.count < Int32.max else { return nil }
    var reader = TapeReader(bytes: json)
    guard reader.read() else { return nil }
    bytes = json
    entries = reader.entries
  }

  var root: SyntaxNode { SyntaxNode(tree: self, index: 0) }
}

/// Writes the flat list in one pass without recursion.
private struct TapeReader {
  let bytes: [UInt8]
  var entries: [SyntaxTree.Entry] = []
  private var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    entries.reserveCapacity(bytes.count / 20)
  }

  mutating func read() -> Bool {
    var open: [Int] = []
    var key: Range<Int32> = 0..<0
    let count = bytes.count
    while position < count {
      let byte = bytes[position]
      switch byte {
      case 0x7B, 0x5B:
        open.append(entries.count)
        append(byte == 0x7B ? .object : .array, key, 0..<0)
        key = 0..<0
        position += 1
      case 0x7D, 0x5D:
        guard let index = open.popLast() else { return false }
        entries[index].next = Int32(entries.count)
        position += 1
      case 0x22:
        let start = position + 1
        var hasEscapes = false
        position = start
        while position < count, bytes[position] != 0x22 {
          if bytes[position] == 0x5C {
            hasEscapes = true
            position += 1
          }
          position += 1
        }
        guard position < count else { return false }
        let range = Int32(start)..<Int32(position)
        position += 1
        if position < count, bytes[position] == 0x3A {
          key = range
          position += 1
        } else {
          append(.string, key, range, hasEscapes: hasEscapes)
          key = 0..<0
        }
      case 0x2C, 0x20, 0x09...0x0D: position += 1
      default:
        let start = position
        while position < count, !Self.endsPlain(bytes[position]) { position += 1 }
        append(.plain, key, Int32(start)..<Int32(position))
        key = 0..<0
        if position == start { return false }
      }
    }
    return open.isEmpty && !entries.isEmpty
  }

  private static func endsPlain(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x7D || byte == 0x5D || byte <= 0x20
  }

  private mutating func append(
    _ kind: SyntaxTree.Kind, _ key: Range<Int32>, _ value: Range<Int32>, hasEscapes: Bool = false
  ) {
    entries.append(
      SyntaxTree.Entry(
        kind: kind, hasEscapes: hasEscapes, key: key, value: value,
        next: Int32(entries.count + 1)))
  }
}

/// One value of a syntax tree.
struct SyntaxNode {
  let tree: SyntaxTree
  let index: Int

  private var entry: SyntaxTree.Entry { tree.entries[index] }

  /// A member of an object by its key.
  subscript(key: String) -> SyntaxNode? {
    let entry = entry
    guard entry.kind == .object else { return nil }
    let length = key.utf8.count
    var child = index + 1
    while child < Int(entry.next) {
      let other = tree.entries[child]
      if other.key.count == length, matches(key, other.key) {
        return SyntaxNode(tree: tree, index: child)
      }
      child = Int(other.next)
    }
    return nil
  }

  private func matches(_ key: String, _ range: Range<Int32>) -> Bool {
    var index = Int(range.lowerBound)
    for byte in key.utf8 {
      if tree.bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// The members of a list or an object.
  var children: [SyntaxNode] {
    let entry = entry
    guard entry.kind == .array || entry.kind == .object else { return [] }
    var nodes: [SyntaxNode] = []
    var child = index + 1
    while child < Int(entry.next) {
      nodes.append(SyntaxNode(tree: tree, index: child))
      child = Int(tree.entries[child].next)
    }
    return nodes
  }

  /// The members of the list under a key.
  func list(_ key: String) -> [SyntaxNode] { self[key]?.children ?? [] }

  var key: String { text(entry.key) }

  var string: String? {
    let entry = entry
    guard entry.kind == .string else { return nil }
    let text = text(entry.value)
    return entry.hasEscapes ? Self.unescaped(text) : text
  }

  func string(_ key: String) -> String? { self[key]?.string }

  /// A number or truth value as it is written.
  var plain: String? { entry.kind == .plain ? text(entry.value) : nil }

  func integer(_ key: String) -> Int? { self[key]?.plain.flatMap { Int($0) } }

  func isTrue(_ key: String) -> Bool { self[key]?.plain == "true" }

  /// The name and content of a node that is an object with one member: `{"ColumnRef":{…}}`.
  var tagged: (tag: String, node: SyntaxNode)? {
    let entry = entry
    guard entry.kind == .object, Int(entry.next) > index + 1 else { return nil }
    let node = SyntaxNode(tree: tree, index: index + 1)
    return (node.key, node)
  }

  /// Every object below that has a member of this name.
  func descendants(having key: String) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    var current = index
    let end = Int(entry.next)
    while current < end {
      let node = SyntaxNode(tree: tree, index: current)
      if tree.entries[current].kind == .object, node[key] != nil { found.append(node) }
      current += 1
    }
    return found
  }

  private func text(_ range: Range<Int32>) -> String {
    String(decoding: tree.bytes[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    while let first = rest.popFirst() {
      guard first == "\\", let next = rest.popFirst() else {
        result.unicodeScalars.append(first)
        continue
      }
      switch next {
      case "n": result += "\n"
      case "t": result += "\t"
      case "r": result += "\r"
      case "b": result += "\u{8}"
      case "f": result += "\u{c}"
      case "u":
        let digits = String(String.UnicodeScalarView(rest.prefix(4)))
        rest = rest.dropFirst(4)
        if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
          result.unicodeScalars.append(scalar)
        }
      default: result.unicodeScalars.append(next)
      }
    }
    return result
  }
}
