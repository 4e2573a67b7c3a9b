import Model
import Systems

/// `bom.xml` and `*.cdx.xml`: a bill of materials in the XML of CycloneDX.
package struct CycloneDXDocument: ManifestFormat {
  package static let name = "CycloneDX XML"
  package static let ecosystem = ""
  package static let fileNames = ["bom.xml", "*.cdx.xml"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestXML.root(of: bytes, path: path)
    guard root.name.local == "bom" else {
      throw Diagnostics(
        "expected bom, found \(PackageText.shown(root.name.local))", path: path,
        at: TextSpan(line: root.line, column: 1))
    }
    var materials = Materials()
    if let product = root.first("metadata")?.first("component") {
      materials.roots.insert(product["bom-ref"] ?? "")
      try add(product.first("components"), path: path, to: &materials)
    }
    try add(root.first("components"), path: path, to: &materials)
    for entry in root.first("dependencies")?.elements("dependency") ?? [] {
      materials.dependencies[entry["ref"] ?? "", default: []] +=
        entry.elements("dependency").compactMap { $0["ref"] }
    }
    return ManifestContents(packages: try materials.packages(path: path))
  }

  /// Goes down the tree, whose depth the reader has bounded.
  private func add(
    _ list: XMLElement?, path: String, to materials: inout Materials
  ) throws(Diagnostics) {
    for element in list?.elements("component") ?? [] {
      let span = TextSpan(line: element.line, column: 1)
      guard let name = text("name", in: element) else {
        throw Diagnostics("a component has no name", path: path, at: span)
      }
      let purl = text("purl", in: element)
      if purl != nil || !CycloneDXMaterials.otherKinds.contains(element["type"] ?? "") {
        let group = text("group", in: element).map { $0 + "/" } ?? ""
        let hash = element.first("hashes")?.first("hash")
        materials.components.append(
          Materials.Component(
            reference: element["bom-ref"] ?? purl ?? name, name: group + name,
            version: text("version", in: element), purl: purl,
            license: license(element.first("licenses")),
            integrity: hash.map {
              CycloneDXMaterials.algorithm($0["alg"] ?? "") + ":" + NodeSpecifier.trimmed($0.text)
            }, source: nil, isDevelopment: text("scope", in: element) == "excluded", span: span))
      }
      try add(element.first("components"), path: path, to: &materials)
    }
  }

  private func license(_ list: XMLElement?) -> String? {
    let texts = (list?.elements ?? []).compactMap { element in
      element.name.local == "expression"
        ? NodeSpecifier.trimmed(element.text)
        : text("id", in: element) ?? text("name", in: element)
    }
    return texts.count > 1 ? "(" + texts.joined(separator: " AND ") + ")" : texts.first
  }

  private func text(_ name: String, in element: XMLElement) -> String? {
    element.first(name).map { NodeSpecifier.trimmed($0.text) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
