/// The order of Haskell's Package Versioning Policy (pvp.haskell.org): numbers with dots between them,
/// compared one after the other; `1.0` comes before `1.0.0`.
enum HaskellOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    NumberSequence.write(text, separators: [0x2E], to: &key)
  }
}
