import Model

/// `composer.json`.
package struct ComposerManifest: ManifestFormat {
  package static let name = "composer.json"
  package static let ecosystem = "Packagist"
  package static let fileNames = ["composer.json"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for (table, isDevelopment) in [("require", false), ("require-dev", true)] {
      for entry in try maker.fields.entries(table, in: root) where Self.isPackage(entry.key) {
        guard let requirement = entry.value.string else {
          throw maker.fields.wrong(entry.value, expected: "the requirement of a package")
        }
        packages.append(
          try maker.required(
            entry.key, as: requirement, exactly: Self.exactVersion(requirement), at: entry.keySpan,
            isDevelopment: isDevelopment))
      }
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// `php`, `ext-json`, `lib-curl` and `composer-plugin-api` are of the platform; names of packages
  /// have a vendor.
  static func isPackage(_ name: String) -> Bool { name.contains("/") }

  /// A whole version without an operator is that version and no other.
  private static func exactVersion(_ requirement: String) -> String? {
    let text = NodeSpecifier.trimmed(requirement)
    let plain = text.first == "=" ? String(text.drop { $0 == "=" }) : text
    let numbers = (plain.first == "v" ? plain.dropFirst() : plain[...]).prefix { $0 != "-" }
    let parts = numbers.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }),
      !plain.contains(where: { " ,|<>^~*@".contains($0) })
    else { return nil }
    return plain
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
