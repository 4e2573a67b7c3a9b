import Model

/// `gradle/libs.versions.toml`, the version catalog of Gradle.
package struct GradleCatalog: ManifestFormat {
  package static let name = "libs.versions.toml"
  package static let ecosystem = "Maven"
  package static let fileNames = ["*.versions.toml"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var versions: [String: String] = [:]
    for entry in try maker.fields.entries("versions", in: root) {
      versions[entry.key] = Self.version(entry.value, among: [:])
    }
    var packages: [Package] = []
    for entry in try maker.fields.entries("libraries", in: root) {
      packages.append(try library(entry, versions: versions, maker: maker))
    }
    for entry in try maker.fields.entries("plugins", in: root) {
      packages.append(try plugin(entry, versions: versions, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func library(
    _ entry: Node.Entry, versions: [String: String], maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    var name: String?
    var version = entry.value["version"].flatMap { Self.version($0, among: versions) }
    if let text = entry.value.string {
      let words = text.split(separator: ":")
      name = words.count >= 2 ? "\(words[0]):\(words[1])" : nil
      version = words.count >= 3 ? String(words[2]) : nil
    } else if let module = entry.value["module"]?.string {
      name = module
    } else if let group = entry.value["group"]?.string, let own = entry.value["name"]?.string {
      name = "\(group):\(own)"
    }
    guard let name else {
      throw Diagnostics(
        "expected a library as group:name", path: maker.path, at: entry.value.span)
    }
    return try package(name, version, at: entry.keySpan, isDevelopment: false, maker: maker)
  }

  /// A plugin is found by a package that is named after it.
  private func plugin(
    _ entry: Node.Entry, versions: [String: String], maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    var id = entry.value["id"]?.string
    var version = entry.value["version"].flatMap { Self.version($0, among: versions) }
    if let words = entry.value.string?.split(separator: ":"), words.count == 2 {
      (id, version) = (String(words[0]), String(words[1]))
    }
    guard let id else {
      throw Diagnostics("expected a plugin's id", path: maker.path, at: entry.value.span)
    }
    return try package(
      "\(id):\(id).gradle.plugin", version, at: entry.keySpan, isDevelopment: true, maker: maker)
  }

  private func package(
    _ name: String, _ version: String?, at span: TextSpan, isDevelopment: Bool, maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let isOpen = version?.contains { "[](),+".contains($0) } ?? true
    return try maker.required(
      name, as: version ?? "", exactly: isOpen ? nil : version, at: span,
      isDevelopment: isDevelopment)
  }

  /// `"1.0"`, `{ ref = "name" }`, or a rich version, of which the strictest wish counts.
  private static func version(_ node: Node, among versions: [String: String]) -> String? {
    if let text = node.string { return text }
    if let reference = node["ref"]?.string { return versions[reference] }
    return node["strictly"]?.string ?? node["require"]?.string ?? node["prefer"]?.string
  }
}
