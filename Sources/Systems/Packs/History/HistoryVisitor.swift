/// Turns commits, trees and tags into records, on one thread.
struct HistoryVisitor: ObjectVisitor {
  let table: NodeTable
  private let names: SharedEntryNames
  /// The numbers of the names that this thread has met, so that it seldom has to ask for one.
  private var ownNames = EntryNames()
  private var numbers: [UInt32] = []
  let absent: AbsentNames
  let hash: ObjectHash

  /// The tree that was read last; the next is most likely made from it and shares most lines.
  private var lastContent: [UInt8] = []
  private var lastLines: [(start: Int, line: TreeLine?)] = []

  init(_ table: NodeTable, _ names: SharedEntryNames, _ absent: AbsentNames, hash: ObjectHash) {
    self.table = table
    self.names = names
    self.absent = absent
    self.hash = hash
  }

  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]? { nil }

  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> HistoryRecord? {
    switch object.kind {
    case .blob: nil
    case .tree: tree(content.array)
    case .commit: commit(content.array)
    case .tag: tag(content.array)
    }
  }

  private func number(of name: ObjectName) -> Int32 {
    table.node(named: name).map { Int32(truncatingIfNeeded: $0) } ?? absent.number(of: name)
  }

  private func commit(_ content: [UInt8]) -> HistoryRecord {
    var lines = HeaderLines(content)
    guard let tree = lines.next(named: "tree", hash: hash) else { return .damaged }
    var parents: [Int32] = []
    while let parent = lines.next(named: "parent", hash: hash) {
      parents.append(number(of: parent))
    }
    return .commit(
      CommitRecord(
        tree: number(of: tree), parents: parents, committedAt: lines.committedAt() ?? 0))
  }

  private func tag(_ content: [UInt8]) -> HistoryRecord {
    var lines = HeaderLines(content)
    guard let object = lines.next(named: "object", hash: hash) else { return .damaged }
    return .tag(number(of: object))
  }

  private mutating func tree(_ content: [UInt8]) -> HistoryRecord {
    var lines: [(start: Int, line: TreeLine?)] = []
    lines.reserveCapacity(lastLines.count + 1)
    var position = 0
    var cursor = 0
    while position < content.count {
      position = reuse(content, at: position, cursor: &cursor, into: &lines)
      guard position < content.count else { break }
      guard let (line, end) = line(of: content, at: position) else {
        lastLines = []
        lastContent = []
        return .damaged
      }
      lines.append((position, line))
      skip(past: content[position..<end], cursor: &cursor)
      position = end
    }
    lastContent = content
    lastLines = lines
    return .tree(lines.compactMap(\.line))
  }

  /// Takes over lines that the last tree has at the cursor.
  ///
  /// - Returns: Where the first line begins that it does not have there.
  private func reuse(
    _ content: [UInt8], at start: Int, cursor: inout Int,
    into lines: inout [(start: Int, line: TreeLine?)]
  ) -> Int {
    guard cursor < lastLines.count else { return start }
    let source = lastLines[cursor].start
    let common = content.commonPrefix(from: start, with: lastContent, from: source)
    guard common > 0 else { return start }
    while cursor < lastLines.count {
      let end = cursor + 1 < lastLines.count ? lastLines[cursor + 1].start : lastContent.count
      guard end - source <= common else { break }
      lines.append((start + lastLines[cursor].start - source, lastLines[cursor].line))
      cursor += 1
    }
    let end = cursor < lastLines.count ? lastLines[cursor].start : lastContent.count
    return start + end - source
  }

  /// Moves the cursor over a line with the same name, and over those before it.
  private func skip(past line: ArraySlice<UInt8>, cursor: inout Int) {
    let name = Self.name(in: line)
    var place = cursor
    // Names are in order; a few steps find the place again unless much was left out.
    while place < min(lastLines.count, cursor + 64) {
      let start = lastLines[place].start
      let other = Self.name(in: lastContent[start...])
      if other == name {
        cursor = place + 1
        return
      }
      if name.lexicographicallyPrecedes(other) {
        cursor = place
        return
      }
      place += 1
    }
    cursor = place
  }

  private static func name(in line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let space = line.firstIndex(of: 0x20) else { return [] }
    return line[(space + 1)...].prefix { $0 != 0 }
  }

  private mutating func nameNumber(of name: ArraySlice<UInt8>) -> UInt32 {
    let own = Int(ownNames.number(of: name))
    if own == numbers.count { numbers.append(names.number(of: name)) }
    return numbers[own]
  }

  /// A mode in octal digits, a space, a name, a zero, the object's name in raw bytes.
  private mutating func line(of content: [UInt8], at start: Int) -> (line: TreeLine?, end: Int)? {
    var position = start
    var mode = 0
    while position < content.count, content[position] != 0x20 {
      guard (0x30...0x37).contains(content[position]), position - start < 7 else { return nil }
      mode = mode << 3 | Int(content[position] - 0x30)
      position += 1
    }
    let nameStart = position + 1
    guard position > start, nameStart < content.count,
      let nameEnd = content[nameStart...].firstIndex(of: 0), nameEnd > nameStart,
      let name = ObjectName(content, at: nameEnd + 1, hash: hash)
    else { return nil }
    let end = nameEnd + 1 + hash.byteCount
    // A commit of another repository.
    guard mode & 0o170_000 != 0o160_000 else { return (nil, end) }
    return (
      TreeLine(
        name: nameNumber(of: content[nameStart..<nameEnd]),
        isFolder: mode & 0o170_000 == 0o040_000, object: number(of: name)), end
    )
  }
}

extension [UInt8] {
  /// How many bytes from two places on are the same.
  fileprivate func commonPrefix(from start: Int, with other: [UInt8], from second: Int) -> Int {
    let most = Swift.min(count - start, other.count - second)
    guard most > 0, start >= 0, second >= 0 else { return 0 }
    return unsafe withUnsafeBytes { mine in
      unsafe other.withUnsafeBytes { theirs in
        var same = 0
        // Both loops read below `most` bytes from their starts, which both arrays have.
        while same + 8 <= most,
          unsafe mine.loadUnaligned(fromByteOffset: start + same, as: UInt64.self)
            == theirs.loadUnaligned(fromByteOffset: second + same, as: UInt64.self)
        { same += 8 }
        while same < most, unsafe mine[start + same] == theirs[second + same] { same += 1 }
        return same
      }
    }
  }
}
