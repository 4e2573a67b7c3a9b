/// The order of Go modules (go.dev/ref/mod, "Versions" and "Pseudo-versions"): Semantic Versioning,
/// where `+incompatible` has no part in the order.
///
/// A toolchain writes its own form (go.dev/doc/toolchain, "Go versions"): `go1.21rc2` is read as
/// `1.21.0-rc.2`, which is how advisories about the standard library write it.
enum GoOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    guard text.starts(with: "go".utf8) else { return SemanticOrder.write(text, to: &key) }
    // What the builder of a toolchain adds: `go1.21.3 X:boringcrypto`, `go1.21.3-custom`.
    let version = text.dropFirst(2).prefix { $0 != 0x20 && $0 != 0x2D }
    let core = version.prefix { $0.isDigit || $0 == 0x2E }
    var cursor = VersionCursor(version[core.endIndex...])
    guard !cursor.isAtEnd else { return SemanticOrder.write(core, to: &key) }
    let stage = cursor.take(while: \.isLetter)
    let number = cursor.digits()
    guard cursor.isAtEnd, !number.isEmpty,
      ["beta", "rc"].contains(where: { stage.elementsEqual($0.utf8) })
    else { return false }
    return SemanticOrder.write((core + [0x2D] + stage + [0x2E] + number)[...], to: &key)
  }
}
