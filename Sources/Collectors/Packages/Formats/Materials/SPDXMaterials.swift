import Model

/// `*.spdx.json`: a bill of materials in the JSON of SPDX 2.2 and 2.3.
package struct SPDXMaterials: ManifestFormat {
  package static let name = "SPDX JSON"
  package static let ecosystem = ""
  package static let fileNames = ["*.spdx.json"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    guard root["spdxVersion"]?.string?.hasPrefix("SPDX-2.") == true else {
      throw Diagnostics(
        "expected SPDX-2.2 or SPDX-2.3 as \"spdxVersion\"", path: path,
        at: root["spdxVersion"]?.span ?? root.span)
    }
    let fields = ManifestFields(path: path)
    var document = SPDXDocument()
    for node in try fields.elements("packages", in: root) {
      document.packages.append(try package(node, fields: fields))
    }
    for reference in try fields.strings("documentDescribes", in: root) {
      document.described.insert(reference)
    }
    for relation in try fields.elements("relationships", in: root) {
      document.relate(
        try fields.required("spdxElementId", in: relation, of: "a relationship").text,
        try fields.required("relationshipType", in: relation, of: "a relationship").text,
        try fields.required("relatedSpdxElement", in: relation, of: "a relationship").text)
    }
    return ManifestContents(packages: try document.materials.packages(path: path))
  }

  private func package(
    _ node: Node, fields: ManifestFields
  ) throws(Diagnostics) -> SPDXDocument.Package {
    let (name, span) = try fields.required("name", in: node)
    var package = SPDXDocument.Package(
      reference: try fields.required("SPDXID", in: node).text, name: name, span: span)
    package.version = try fields.string("versionInfo", in: node)
    package.declared = try fields.string("licenseDeclared", in: node)
    package.concluded = try fields.string("licenseConcluded", in: node)
    package.source = try fields.string("downloadLocation", in: node)
    if let checksum = try fields.elements("checksums", in: node).first,
      let algorithm = checksum["algorithm"]?.string, let value = checksum["checksumValue"]?.string
    {
      package.integrity = algorithm.lowercased() + ":" + value
    }
    for reference in try fields.elements("externalRefs", in: node)
    where reference["referenceType"]?.string == "purl" {
      package.purl = try fields.string("referenceLocator", in: reference)
    }
    return package
  }
}

/// What both forms of SPDX say.
struct SPDXDocument {
  struct Package {
    var reference: String
    let name: String
    let span: TextSpan
    var version: String?
    var purl: String?
    var declared: String?
    var concluded: String?
    var integrity: String?
    var source: String?
  }

  var packages: [Package] = []
  var described: Set<String> = []
  private var dependencies: [String: [String]] = [:]
  private var development: Set<String> = []

  init() {}

  /// Notes a relationship (SPDX 2.3, clause 11) that says who needs whom.
  mutating func relate(_ left: String, _ kind: String, _ right: String) {
    switch kind {
    case "DESCRIBES": described.insert(right)
    case "DESCRIBED_BY": described.insert(left)
    case "DEPENDS_ON", "CONTAINS": dependencies[left, default: []].append(right)
    case "DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF",
      "OPTIONAL_DEPENDENCY_OF", "CONTAINED_BY":
      dependencies[right, default: []].append(left)
    case "DEV_DEPENDENCY_OF", "TEST_DEPENDENCY_OF", "BUILD_DEPENDENCY_OF":
      dependencies[right, default: []].append(left)
      development.insert(left)
    default: return
    }
  }

  /// What the document describes is the product where it leads to others; a plain list describes all.
  var materials: Materials {
    var materials = Materials()
    materials.dependencies = dependencies
    materials.roots = described.filter { dependencies[$0] != nil }
    materials.components = packages.map { package in
      Materials.Component(
        reference: package.reference, name: package.name, version: package.version,
        purl: package.purl, license: Self.known(package.declared) ?? Self.known(package.concluded),
        integrity: package.integrity, source: Self.known(package.source),
        isDevelopment: development.contains(package.reference), span: package.span)
    }
    return materials
  }

  private static func known(_ text: String?) -> String? {
    text.flatMap { ["NOASSERTION", "NONE", ""].contains($0) ? nil : $0 }
  }
}
