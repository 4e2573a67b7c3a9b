import Model

/// `stack.yaml.lock`: what a project takes beyond its snapshot, whose own packages are not in the file.
package struct StackLockfile: ManifestFormat {
  package static let name = "stack.yaml.lock"
  package static let ecosystem = "Hackage"
  package static let fileNames = ["stack.yaml.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    guard let root = try ManifestTree.readYAML(bytes, path: path).first, root["packages"] != nil
    else { throw Diagnostics("expected a list as \"packages\"", path: path, at: .start) }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for entry in try maker.fields.elements("packages", in: root) {
      let completed = entry["completed"] ?? entry
      packages.append(
        completed["hackage"] == nil
          ? try remote(completed, maker: maker) : try hackage(completed, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// Reads `name-1.2.3@sha256:digest,size`.
  private func hackage(_ node: Node, maker: PackageMaker) throws(Diagnostics) -> Package {
    let (text, span) = try maker.fields.required("hackage", in: node)
    let parts = text.split(separator: "@", maxSplits: 1)
    guard let identity = parts.first, let dash = identity.lastIndex(of: "-"),
      dash > identity.startIndex
    else { throw Diagnostics("expected name-version", path: maker.path, at: span) }
    let digest = parts.dropFirst().first?.prefix { $0 != "," }
    return try maker.locked(
      String(identity[..<dash]), String(identity[identity.index(after: dash)...]), at: span,
      origin: PackageMaker.Origin(integrity: digest.map(String.init)))
  }

  /// From a repository or an archive.
  private func remote(_ node: Node, maker: PackageMaker) throws(Diagnostics) -> Package {
    let fields = maker.fields
    let (name, span) = try fields.required("name", in: node)
    let commit = node["commit"]?.scalarText
    return try maker.locked(
      name, node["version"]?.scalarText, at: span, isPinned: true,
      origin: PackageMaker.Origin(
        integrity: node["sha256"]?.scalarText.map { "sha256:" + $0 },
        source: try fields.string(["git", "hg", "url"], in: node).map {
          $0 + (commit.map { "#" + $0 } ?? "")
        }))
  }
}
