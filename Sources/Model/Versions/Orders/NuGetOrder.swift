/// The order of NuGet (learn.microsoft.com/nuget/concepts/package-versioning): Semantic Versioning with
/// one to four numbers, which may have leading zeros, and labels that ignore the letter case.
enum NuGetOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    var cursor = VersionCursor(text.prefix { $0 != 0x2B })
    for position in 0..<4 {
      if position > 0, !cursor.take(0x2E) {
        key.count(0)
        continue
      }
      let digits = cursor.digits()
      guard !digits.isEmpty else { return false }
      key.number(digits)
    }
    if cursor.isAtEnd {
      key.mark(1)
      return true
    }
    guard cursor.take(0x2D) else { return false }
    key.mark(0)
    for label in cursor.rest.split(separator: 0x2E, omittingEmptySubsequences: false) {
      guard SemanticOrder.isIdentifier(label) else { return false }
      if label.allSatisfy(\.isDigit) {
        SemanticOrder.writeNumber(label, to: &key)
      } else {
        SemanticOrder.writeWord(label.lazy.map(\.lowercased), to: &key)
      }
    }
    key.mark(0)
    return true
  }
}
