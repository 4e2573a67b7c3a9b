import Model

/// `uv.lock`.
package struct UVLockfile: ManifestFormat {
  package static let name = "uv.lock"
  package static let ecosystem = "PyPI"
  package static let fileNames = ["uv.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    guard case .integer(let version) = root["version"]?.content else {
      throw Diagnostics("expected a whole number as \"version\"", path: path, at: root.span)
    }
    guard version == 1 else {
      throw Diagnostics(
        "lockfile version \(version) cannot be read; 1 can", path: path,
        at: root["version"]?.span ?? root.span)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    let entries = try maker.fields.elements("package", in: root)
    let reach = UVReach(entries)
    let index = PythonLockIndex(entries)
    var packages: [Package] = []
    for entry in entries where !Self.isOwn(entry) {
      packages.append(try package(entry, reach: reach, index: index, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// Whether the entry is a folder of the same repository.
  static func isOwn(_ entry: Node) -> Bool { ownFolder(of: entry) != nil }

  /// The folder of an entry of the same repository, relative to the lockfile's.
  static func ownFolder(of entry: Node) -> String? {
    let source = entry["source"]
    return source?["editable"]?.string ?? source?["virtual"]?.string
      ?? source?["directory"]?.string
  }

  private func package(
    _ entry: Node, reach: UVReach, index: PythonLockIndex, maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let fields = maker.fields
    let (written, span) = try fields.required("name", in: entry)
    let version = try fields.string("version", in: entry)
    let normal = PackageNaming.normalizedPython(written)
    var dependencies: [String] = []
    let extras = try fields.entries("optional-dependencies", in: entry).map(\.value)
    for list in [entry["dependencies"]].compactMap(\.self) + extras {
      for dependency in list.elements ?? [] {
        guard let name = dependency["name"]?.string else { continue }
        dependencies += index.keys(of: name, version: dependency["version"]?.string)
      }
    }
    let source = entry["source"]
    let files = [entry["sdist"]].compactMap(\.self) + (try fields.elements("wheels", in: entry))
    return try maker.locked(
      normal, version, at: span, isDirect: reach.isDirect(normal),
      isDevelopment: reach.isDevelopment(normal), isPinned: true,
      key: PythonLockIndex.key(normal, version), dependencies: dependencies,
      origin: PackageMaker.Origin(
        integrity: PythonDigests.first(in: files),
        source: source?["registry"]?.string ?? source?["git"]?.string ?? source?["url"]?.string))
  }
}

/// Which packages the repository's own ones lead to, and by what kind of dependency.
struct UVReach {
  private var direct: Set<String> = []
  private var runtime: Set<String> = []
  private var development: Set<String> = []

  init(_ entries: [Node]) {
    var edges: [String: Set<String>] = [:]
    var runtimeStart: Set<String> = []
    var developmentStart: Set<String> = []
    for entry in entries {
      let plain = Self.names(entry["dependencies"]).union(
        (entry["optional-dependencies"]?.entries ?? []).flatMap { Self.names($0.value) })
      let name = PackageNaming.normalizedPython(entry["name"]?.string ?? "")
      edges[name, default: []].formUnion(plain)
      guard UVLockfile.isOwn(entry) else { continue }
      runtimeStart.formUnion(plain)
      for group in entry["dev-dependencies"]?.entries ?? [] {
        developmentStart.formUnion(Self.names(group.value))
      }
    }
    direct = runtimeStart.union(developmentStart)
    runtime = Self.closure(of: runtimeStart, over: edges)
    development = Self.closure(of: developmentStart, over: edges)
  }

  func isDirect(_ name: String) -> Bool { direct.contains(name) }

  /// Only what nothing but a development group leads to.
  func isDevelopment(_ name: String) -> Bool {
    development.contains(name) && !runtime.contains(name)
  }

  private static func names(_ list: Node?) -> Set<String> {
    Set(
      (list?.elements ?? []).compactMap { $0["name"]?.string }
        .map(PackageNaming.normalizedPython))
  }

  private static func closure(
    of start: Set<String>, over edges: [String: Set<String>]
  ) -> Set<String> {
    var reached: Set<String> = []
    var pending = Array(start)
    while let name = pending.popLast() {
      guard reached.insert(name).inserted else { continue }
      pending += edges[name] ?? []
    }
    return reached
  }
}
