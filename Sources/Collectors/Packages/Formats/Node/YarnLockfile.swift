import Model

/// `yarn.lock`: the format of Yarn 1, and the YAML of Yarn 2 and later ("berry").
package struct YarnLockfile: ManifestFormat {
  package static let name = "yarn.lock"
  package static let ecosystem = "npm"
  package static let fileNames = ["yarn.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let text = try LogicalLines.textBytes(of: bytes, path: path)
    let isBerry = text.starts(with: "__metadata:".utf8) || text.holds("\n__metadata:")
    let entries =
      isBerry
      ? try YarnModernReader(path: path).entries(bytes)
      : try YarnClassicReader(path: path).entries(text)
    let lock = YarnLock(entries: entries, isBerry: isBerry)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for entry in entries where !entry.isLocal {
      packages.append(
        try maker.locked(
          entry.name, entry.version, at: entry.span, isPinned: true, key: entry.key,
          dependencies: entry.dependencies.compactMap {
            lock.entry(for: $0.name, as: $0.range)?.key
          },
          origin: PackageMaker.Origin(integrity: entry.integrity, source: entry.source)))
    }
    return ManifestContents(packages: packages, document: .yarn(lock))
  }
}

/// The entries of a `yarn.lock`, found by what is asked for.
package struct YarnLock: Sendable {
  struct Entry: Sendable {
    /// `name@range` as their manifests ask for it.
    let descriptors: [String]
    let name: String
    let version: String?
    let key: String
    /// A folder of the repository: a workspace, or what `link:`, `portal:` and `file:` name.
    let isLocal: Bool
    let dependencies: [(name: String, range: String)]
    let integrity: String?
    let source: String?
    let span: TextSpan
  }

  let entries: [Entry]
  let isBerry: Bool
  private let byDescriptor: [String: Int]

  init(entries: [Entry], isBerry: Bool) {
    self.entries = entries
    self.isBerry = isBerry
    var positions: [String: Int] = [:]
    for (position, entry) in entries.enumerated() {
      for descriptor in entry.descriptors { positions[descriptor] = position }
    }
    byDescriptor = positions
  }

  /// The entry that a dependency leads to.
  ///
  /// Berry writes the protocol of the registry out in its descriptors, but not in all of its lists.
  func entry(for name: String, as range: String) -> Entry? {
    let plain = "\(name)@\(range)"
    let position = byDescriptor[plain] ?? (isBerry ? byDescriptor["\(name)@npm:\(range)"] : nil)
    return position.map { entries[$0] }
  }

  /// The workspace of a folder, in the form of berry.
  func workspace(at folder: String) -> Entry? {
    let ending = "@workspace:" + (folder.isEmpty ? "." : folder)
    return entries.first { $0.isLocal && $0.key.hasSuffix(ending) }
  }

  /// The name before the `@` of a descriptor or locator.
  static func split(_ text: Substring) -> (name: String, range: String)? {
    let bytes = text.utf8
    guard let at = bytes.dropFirst().firstIndex(of: UInt8(ascii: "@")) else { return nil }
    return (String(text[..<at]), String(text[bytes.index(after: at)...]))
  }

  private static let localStarts = [
    "workspace:", "link:", "portal:", "file:", "./", "../", "/",
  ]

  static func isLocal(_ range: String) -> Bool {
    localStarts.contains { range.utf8.starts(with: $0.utf8) }
      && !range.hasSuffix(".tgz") && !range.hasSuffix(".tar.gz")
  }
}
