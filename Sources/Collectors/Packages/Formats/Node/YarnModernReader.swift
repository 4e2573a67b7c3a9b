import Model

/// Reads the YAML that Yarn 2 and later write.
struct YarnModernReader {
  let path: String

  func entries(_ bytes: [UInt8]) throws(Diagnostics) -> [YarnLock.Entry] {
    guard let root = try ManifestTree.readYAML(bytes, path: path).first else { return [] }
    var entries: [YarnLock.Entry] = []
    for entry in root.entries ?? [] where entry.key != "__metadata" {
      entries.append(try self.entry(entry))
    }
    return entries
  }

  private func entry(_ entry: Node.Entry) throws(Diagnostics) -> YarnLock.Entry {
    let fields = ManifestFields(path: path)
    try fields.checkMapping(entry.value)
    guard let resolution = try fields.string("resolution", in: entry.value),
      let (name, place) = YarnLock.split(resolution[...])
    else {
      throw Diagnostics("the entry has no resolution", path: path, at: entry.keySpan)
    }
    var dependencies: [(name: String, range: String)] = []
    for table in ["dependencies", "optionalDependencies"] {
      for dependency in try fields.entries(table, in: entry.value) {
        dependencies.append((dependency.key, dependency.value.scalarText ?? ""))
      }
    }
    let isRegistry = place.hasPrefix("npm:")
    return YarnLock.Entry(
      descriptors: entry.key.split(separator: ",").map { NodeSpecifier.trimmed(String($0)) },
      name: name, version: entry.value["version"]?.scalarText, key: resolution,
      isLocal: entry.value["linkType"]?.string == "soft" || YarnLock.isLocal(place),
      dependencies: dependencies, integrity: try fields.string("checksum", in: entry.value),
      source: isRegistry ? nil : place, span: entry.keySpan)
  }
}
