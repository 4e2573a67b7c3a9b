/// The order of Alpine packages (apk-package(5), "Version comparison"):
/// `number{.number}[letter]{_suffix[number]}[~commit][-r#]`.
///
/// A further number with a leading zero is compared as text. At one place the suffixes of a prerelease
/// come before the end of the version; then a revision, a commit, the number of a suffix, the other
/// suffixes, a letter, a number.
enum AlpineOrder {
  private static let suffixes: [(word: String, rank: UInt8)] = [
    ("alpha", 1), ("beta", 2), ("pre", 3), ("rc", 4), ("cvs", 0x14), ("svn", 0x15), ("git", 0x16),
    ("hg", 0x17), ("p", 0x18),
  ]

  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    var cursor = VersionCursor(text)
    let first = cursor.digits()
    guard !first.isEmpty else { return false }
    key.number(first)
    while cursor.take(0x2E) {
      let digits = cursor.digits()
      guard !digits.isEmpty else { return false }
      writeFurther(digits, to: &key)
    }
    if let letter = cursor.next, (0x61...0x7A).contains(letter) {
      cursor.removeFirst()
      key.mark(0x20)
      key.mark(letter)
    }
    guard writeSuffixes(&cursor, to: &key) else { return false }
    if cursor.take(0x7E) {
      let commit = cursor.take { $0.isDigit || (0x61...0x66).contains($0) }
      guard !commit.isEmpty else { return false }
      key.mark(0x12)
      key.word(commit)
    }
    if cursor.take(word: "-r") {
      let revision = cursor.digits()
      guard !revision.isEmpty else { return false }
      key.mark(0x11)
      key.number(revision)
    }
    key.mark(0x10)
    return cursor.isAtEnd
  }

  private static func writeFurther(_ digits: ArraySlice<UInt8>, to key: inout VersionKeyWriter) {
    if digits.first == 0x30 {
      key.mark(0x30)
      key.word(digits)
    } else {
      key.mark(0x31)
      key.number(digits)
    }
  }

  private static func writeSuffixes(_ cursor: inout VersionCursor, to key: inout VersionKeyWriter)
    -> Bool
  {
    while cursor.take(0x5F) {
      guard let suffix = suffixes.first(where: { cursor.take(word: $0.word) }) else { return false }
      key.mark(suffix.rank)
      let digits = cursor.digits()
      if !digits.isEmpty {
        key.mark(0x13)
        key.number(digits)
      }
    }
    return true
  }
}
