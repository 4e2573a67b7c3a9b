import Model

/// `Package.resolved`, versions 1 to 3.
package struct SwiftLockfile: ManifestFormat {
  package static let name = "Package.resolved"
  package static let ecosystem = "SwiftURL"
  package static let fileNames = ["Package.resolved"]
  package static let isLockfile = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    guard case .integer(let version) = root["version"]?.content, (1...3).contains(version) else {
      throw Diagnostics(
        "expected 1, 2 or 3 as \"version\"", path: path, at: root["version"]?.span ?? root.span)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for pin in try maker.fields.elements("pins", in: version == 1 ? root["object"] : root) {
      if let package = try package(pin, maker: maker) { packages.append(package) }
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func package(_ pin: Node, maker: PackageMaker) throws(Diagnostics) -> Package? {
    let fields = maker.fields
    guard pin["kind"]?.string != "localSourceControl" else { return nil }
    let key = pin["location"]?.string?.isEmpty == false ? "location" : "repositoryURL"
    let isRegistry = pin["kind"]?.string == "registry"
    let place = try fields.required(isRegistry ? "identity" : key, in: pin)
    let name = isRegistry ? place.text : Self.name(ofRepository: place.text)
    let version = try fields.string("version", in: pin["state"])
    let revision = try fields.string("revision", in: pin["state"])
    return try maker.locked(
      name, version, at: place.span, requirement: version == nil ? revision : nil,
      isPinned: version != nil || revision != nil,
      origin: PackageMaker.Origin(source: isRegistry ? nil : place.text))
  }

  /// `https://Host/a/b.git`, `git@host:a/b` and `ssh://git@host/a/b` are all `host/a/b`.
  static func name(ofRepository location: String) -> String {
    var rest = location[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    let head = rest.prefix { $0 != "/" }
    if let at = head.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    let host = rest.prefix { $0 != "/" && $0 != ":" }
    var path = rest[host.endIndex...].drop { $0 == "/" || $0 == ":" }
    if let end = path.firstIndex(where: { $0 == "?" || $0 == "#" }) { path = path[..<end] }
    while path.last == "/" { path.removeLast() }
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    return path.isEmpty ? host.lowercased() : host.lowercased() + "/" + path
  }
}
