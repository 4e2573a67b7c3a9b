import Model

/// `bom.json` and `*.cdx.json`: a bill of materials in the JSON of CycloneDX 1.2 to 1.7.
package struct CycloneDXMaterials: ManifestFormat {
  package static let name = "CycloneDX JSON"
  package static let ecosystem = ""
  package static let fileNames = ["bom.json", "*.cdx.json"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  /// Kinds of components that are no packages.
  static let otherKinds: Set<String> = ["file", "data", "operating-system", "device", "firmware"]

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    guard root["bomFormat"]?.string == "CycloneDX" else {
      throw Diagnostics(
        "expected CycloneDX as \"bomFormat\"", path: path,
        at: root["bomFormat"]?.span ?? root.span)
    }
    let fields = ManifestFields(path: path)
    var materials = Materials()
    if let product = root["metadata"]?["component"] {
      materials.roots.insert(product["bom-ref"]?.string ?? "")
      try add(try fields.elements("components", in: product), fields: fields, to: &materials)
    }
    try add(try fields.elements("components", in: root), fields: fields, to: &materials)
    for entry in try fields.elements("dependencies", in: root) {
      let reference = try fields.required("ref", in: entry, of: "a dependency").text
      materials.dependencies[reference, default: []] += try fields.strings("dependsOn", in: entry)
    }
    return ManifestContents(packages: try materials.packages(path: path))
  }

  /// Goes down the tree, whose depth the parser has bounded.
  private func add(
    _ components: [Node], fields: ManifestFields, to materials: inout Materials
  ) throws(Diagnostics) {
    for node in components {
      let (name, span) = try fields.required("name", in: node, of: "a component")
      let purl = try fields.string("purl", in: node)
      let kind = try fields.string("type", in: node) ?? ""
      if purl != nil || !Self.otherKinds.contains(kind) {
        let group = try fields.string("group", in: node).flatMap { $0.isEmpty ? nil : $0 + "/" }
        materials.components.append(
          Materials.Component(
            reference: try fields.string("bom-ref", in: node) ?? purl ?? name,
            name: (group ?? "") + name, version: try fields.string("version", in: node),
            purl: purl, license: Self.license(node["licenses"]),
            integrity: Self.integrity(node["hashes"]), source: nil,
            isDevelopment: node["scope"]?.string == "excluded", span: span))
      }
      try add(try fields.elements("components", in: node), fields: fields, to: &materials)
    }
  }

  /// One expression, or several licences that all hold.
  private static func license(_ node: Node?) -> String? {
    let texts = (node?.elements ?? []).compactMap {
      $0["expression"]?.string ?? $0["license"]?["id"]?.string ?? $0["license"]?["name"]?.string
    }
    return texts.count > 1 ? "(" + texts.joined(separator: " AND ") + ")" : texts.first
  }

  private static func integrity(_ node: Node?) -> String? {
    (node?.elements ?? []).first.flatMap { hash in
      guard let algorithm = hash["alg"]?.string, let content = hash["content"]?.string else {
        return nil
      }
      return Self.algorithm(algorithm) + ":" + content
    }
  }

  /// `SHA-256` is `sha256` elsewhere.
  static func algorithm(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" }
  }
}
