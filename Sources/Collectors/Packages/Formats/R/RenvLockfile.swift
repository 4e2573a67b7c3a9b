import Model

/// `renv.lock`.
package struct RenvLockfile: ManifestFormat {
  package static let name = "renv.lock"
  package static let ecosystem = "CRAN"
  package static let fileNames = ["renv.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    guard root["Packages"] != nil else {
      throw Diagnostics("expected a mapping as \"Packages\"", path: path, at: root.span)
    }
    let repositories = try maker.fields.elements("Repositories", in: root["R"])
    let entries = try maker.fields.entries("Packages", in: root)
    let keys = Set(entries.map(\.key))
    var packages: [Package] = []
    for entry in entries {
      packages.append(
        try package(entry, keys: keys, repositories: repositories, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func package(
    _ entry: Node.Entry, keys: Set<String>, repositories: [Node], maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let fields = maker.fields
    try fields.checkMapping(entry.value)
    let version = try fields.required("Version", in: entry.value).text
    let repository = try fields.string("Repository", in: entry.value)
    let address = repositories.first { $0["Name"]?.string == repository }?["URL"]?.string
    let commit = try fields.string("RemoteSha", in: entry.value)
    let remote = try fields.string("RemoteUsername", in: entry.value).map {
      "github:\($0)/" + (entry.value["RemoteRepo"]?.string ?? entry.key)
        + (commit.map { "#" + $0 } ?? "")
    }
    // Newer versions write DESCRIPTION's own fields in place of a list of names.
    let listed = entry.value["Requirements"]?.elements?.compactMap(\.string)
    let described = ["Depends", "Imports", "LinkingTo"].flatMap { field in
      (entry.value[field]?.elements?.compactMap(\.string)
        ?? (entry.value[field]?.string ?? "").split(separator: ",").map(String.init))
    }
    let needed = (listed ?? described).map {
      String(NodeSpecifier.trimmed($0).prefix { $0 != " " && $0 != "(" })
    }
    let isBioconductor = entry.value["Source"]?.string == "Bioconductor"
    return try maker.locked(
      entry.value["Package"]?.string ?? entry.key, version, at: entry.keySpan, key: entry.key,
      dependencies: needed.filter(keys.contains),
      origin: PackageMaker.Origin(
        license: try fields.string("License", in: entry.value),
        integrity: try fields.string("Hash", in: entry.value).map { "md5:" + $0 },
        source: remote ?? address ?? repository),
      ecosystem: isBioconductor ? "Bioconductor" : nil)
  }
}
