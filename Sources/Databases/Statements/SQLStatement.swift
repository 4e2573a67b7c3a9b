/// One statement of a file, not parsed yet.
struct SQLStatement: Sendable {
  /// Byte offsets in the file, without the semicolon.
  let range: Range<Int>
  /// The first words in lower case, as many as there are up to four.
  let words: [String]
}

/// A stretch of a file that is no statement that can be read.
struct UnreadStretch: Sendable {
  let range: Range<Int>
  let reason: String
}
