/// The order of Semantic Versioning 2.0.0, sections 9 to 11.
///
/// As advisories and lockfiles of these ecosystems write them, a leading `v` and missing zeros (`v1.2`)
/// are understood. Numbers may have any length. Build metadata has no part in the order.
enum SemanticOrder {
  struct Parts {
    var prerelease: ArraySlice<UInt8>?
    var build: ArraySlice<UInt8>?
  }

  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    writeReading(text, to: &key) != nil
  }

  /// Writes all but the build metadata; nil when this is no version.
  static func writeReading(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Parts? {
    var cursor = VersionCursor(text)
    if let first = cursor.next, first.lowercased == 0x76 { cursor.removeFirst() }
    guard writeCore(&cursor, to: &key) else { return nil }
    var parts = Parts()
    if cursor.take(0x2D) {
      let prerelease = cursor.take { $0 != 0x2B }
      guard writePrerelease(prerelease, to: &key) else { return nil }
      parts.prerelease = prerelease
    } else {
      key.mark(1)
    }
    if cursor.take(0x2B) {
      guard areIdentifiers(cursor.rest) else { return nil }
      parts.build = cursor.rest
    } else if !cursor.isAtEnd {
      return nil
    }
    return parts
  }

  private static func writeCore(_ cursor: inout VersionCursor, to key: inout VersionKeyWriter)
    -> Bool
  {
    for position in 0..<3 {
      if position > 0, !cursor.take(0x2E) {
        key.count(0)
        continue
      }
      let digits = cursor.digits()
      guard !digits.isEmpty, digits.count == 1 || digits.first != 0x30 else { return false }
      key.number(digits)
    }
    return true
  }

  /// Numbers come before words, and fewer identifiers before more; a prerelease before its release.
  private static func writePrerelease(
    _ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter
  ) -> Bool {
    key.mark(0)
    for identifier in text.split(separator: 0x2E, omittingEmptySubsequences: false) {
      guard isIdentifier(identifier) else { return false }
      if identifier.allSatisfy(\.isDigit) {
        guard identifier.count == 1 || identifier.first != 0x30 else { return false }
        writeNumber(identifier, to: &key)
      } else {
        writeWord(identifier, to: &key)
      }
    }
    key.mark(0)
    return true
  }

  static func writeNumber(_ digits: ArraySlice<UInt8>, to key: inout VersionKeyWriter) {
    key.mark(1)
    key.number(digits)
  }

  static func writeWord(_ text: some Sequence<UInt8>, to key: inout VersionKeyWriter) {
    key.mark(2)
    key.word(text)
  }

  private static func areIdentifiers(_ text: ArraySlice<UInt8>) -> Bool {
    text.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy(isIdentifier)
  }

  static func isIdentifier(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isAlphanumeric || $0 == 0x2D }
  }
}
