import Model

/// `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3.
package struct NodeLockfile: ManifestFormat {
  package static let name = "package-lock.json"
  package static let ecosystem = "npm"
  package static let fileNames = ["package-lock.json", "npm-shrinkwrap.json"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    let packages =
      switch try Self.version(of: root, path: path) {
      case 1: try NodeLockTree(path: path).packages(in: root)
      default: try NodeLockTable(path: path).packages(in: root)
      }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  static func version(of root: Node, path: String) throws(Diagnostics) -> Int {
    guard let node = root["lockfileVersion"], case .integer(let version) = node.content else {
      throw Diagnostics(
        "expected a whole number as \"lockfileVersion\"", path: path,
        at: root["lockfileVersion"]?.span ?? root.span)
    }
    guard (1...3).contains(version) else {
      throw Diagnostics(
        "lockfile version \(version) cannot be read; 1, 2 and 3 can", path: path, at: node.span)
    }
    return version
  }
}
