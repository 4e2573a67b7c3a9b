import Model

/// `packages.lock.json` of NuGet, versions 1 and 2.
package struct NuGetLockfile: ManifestFormat {
  package static let name = "packages.lock.json"
  package static let ecosystem = "NuGet"
  package static let fileNames = ["packages.lock.json", "packages.*.lock.json"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    guard case .integer(let version) = root["version"]?.content, (1...2).contains(version) else {
      throw Diagnostics(
        "expected 1 or 2 as \"version\"", path: path, at: root["version"]?.span ?? root.span)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var merged = NuGetPackages(maker: maker)
    for framework in try maker.fields.entries("dependencies", in: root) {
      let entries = try maker.fields.entries(of: framework.value, named: framework.key)
      var keys: [String: String] = [:]
      for entry in entries {
        if let version = entry.value["resolved"]?.string {
          keys[entry.key.lowercased()] = NuGetPackages.key(entry.key, version)
        }
      }
      for entry in entries where entry.value["type"]?.string != "Project" {
        let exact = try maker.fields.required("resolved", in: entry.value).text
        let dependencies = try maker.fields.entries("dependencies", in: entry.value)
        try merged.add(
          entry.key, exact, at: entry.keySpan,
          isDirect: entry.value["type"]?.string == "Direct",
          dependencies: dependencies.compactMap { keys[$0.key.lowercased()] },
          integrity: try maker.fields.string("contentHash", in: entry.value).map { "sha512:" + $0 })
      }
    }
    return ManifestContents(packages: merged.packages, document: .tree(root))
  }
}

/// The packages of several target frameworks as one list, each version once.
struct NuGetPackages {
  private let maker: PackageMaker
  private(set) var packages: [Package] = []
  private var positions: [String: Int] = [:]

  init(maker: PackageMaker) { self.maker = maker }

  /// NuGet tells no letter cases apart.
  static func key(_ name: String, _ version: String) -> String {
    "\(name.lowercased())@\(version.lowercased())"
  }

  mutating func add(
    _ name: String, _ version: String, at span: TextSpan, isDirect: Bool?, dependencies: [String],
    integrity: String?
  ) throws(Diagnostics) {
    let key = Self.key(name, version)
    guard let position = positions[key] else {
      positions[key] = packages.count
      packages.append(
        try maker.locked(
          name, version, at: span, isDirect: isDirect, key: key, dependencies: dependencies,
          origin: PackageMaker.Origin(integrity: integrity)))
      return
    }
    let known = packages[position]
    let more = dependencies.filter { !known.dependencies.contains($0) }
    var merged = known.marked(
      isDirect: known.isDirect == true ? true : isDirect, isDevelopment: false)
    merged.dependencies += more
    packages[position] = merged
  }
}
