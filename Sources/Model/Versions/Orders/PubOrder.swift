/// The order of Dart's pub (dart.dev/tools/pub/versioning): Semantic Versioning, but build metadata
/// comes after the version without it, and orders as a prerelease does.
enum PubOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    guard let parts = SemanticOrder.writeReading(text, to: &key) else { return false }
    for identifier in (parts.build ?? []).split(separator: 0x2E) {
      if identifier.allSatisfy(\.isDigit) {
        SemanticOrder.writeNumber(identifier, to: &key)
      } else {
        SemanticOrder.writeWord(identifier, to: &key)
      }
    }
    key.mark(0)
    return true
  }
}
