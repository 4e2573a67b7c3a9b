/// The order of R's `package_version` (Writing R Extensions, "The DESCRIPTION file"): numbers with dots
/// or hyphens between them, compared one after the other; the longer of two that begin alike is later.
enum ROrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    NumberSequence.write(text, separators: [0x2E, 0x2D], to: &key)
  }
}
