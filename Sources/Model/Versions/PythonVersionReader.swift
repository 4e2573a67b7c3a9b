/// Reads the parts of a PEP 440 version from left to right.
struct PythonVersionReader {
  enum StageKind: String, Sendable {
    case alpha = "a"
    case beta = "b"
    case candidate = "rc"
  }

  struct Stage: Sendable {
    let kind: StageKind
    let number: ArraySlice<UInt8>
  }

  /// Numbers are digits as written, of any length; none where a number was left out.
  struct Parts: Sendable {
    var epoch: ArraySlice<UInt8> = []
    var release: [ArraySlice<UInt8>] = []
    var prerelease: Stage?
    var post: ArraySlice<UInt8>?
    var development: ArraySlice<UInt8>?
    var local: [ArraySlice<UInt8>] = []
  }

  private static let stages: [(spelling: String, kind: StageKind)] = [
    ("alpha", .alpha), ("a", .alpha), ("beta", .beta), ("b", .beta), ("preview", .candidate),
    ("pre", .candidate), ("rc", .candidate), ("c", .candidate),
  ]

  private var cursor: VersionCursor

  /// The parts of a version; nil when this is none.
  static func parts(of text: ArraySlice<UInt8>) -> Parts? {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    let start = text.drop(while: isSpace)
    let end = start.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start.endIndex
    var reader = PythonVersionReader(
      cursor: VersionCursor(start[..<end].map(\.lowercased)[...]))
    return reader.read()
  }

  private mutating func read() -> Parts? {
    var parts = Parts()
    _ = cursor.take(0x76)
    var first = cursor.digits()
    guard !first.isEmpty else { return nil }
    if cursor.take(0x21) {
      parts.epoch = first
      first = cursor.digits()
      guard !first.isEmpty else { return nil }
    }
    parts.release = [first]
    while cursor.next == 0x2E, cursor.following?.isDigit == true {
      cursor.removeFirst()
      parts.release.append(cursor.digits())
    }
    for stage in Self.stages where parts.prerelease == nil {
      parts.prerelease = labelled([stage.spelling]).map { Stage(kind: stage.kind, number: $0) }
    }
    if cursor.next == 0x2D, cursor.following?.isDigit == true {
      cursor.removeFirst()
      parts.post = cursor.digits()
    } else {
      parts.post = labelled(["post", "rev", "r"])
    }
    parts.development = labelled(["dev"])
    return readLocal(into: &parts) && cursor.isAtEnd ? parts : nil
  }

  /// Reads the number of `.dev3`, `-alpha_1` or `rc`; nil when none of the words is here.
  private mutating func labelled(_ words: [String]) -> ArraySlice<UInt8>? {
    var ahead = cursor
    if let next = ahead.next, Self.isSeparator(next) { ahead.removeFirst() }
    guard words.contains(where: { ahead.take(word: $0) }) else { return nil }
    // The separator may stand here without a number behind it.
    if let next = ahead.next, Self.isSeparator(next) { ahead.removeFirst() }
    cursor = ahead
    return cursor.digits()
  }

  private mutating func readLocal(into parts: inout Parts) -> Bool {
    guard cursor.take(0x2B) else { return true }
    let local = cursor.take { _ in true }
    parts.local = local.split(
      omittingEmptySubsequences: false, whereSeparator: Self.isSeparator)
    return parts.local.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAlphanumeric) }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte == 0x2D || byte == 0x5F
  }
}
