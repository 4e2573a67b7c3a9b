import Model

/// `*.spdx`: a bill of materials in the lines of SPDX 2.2 and 2.3.
package struct SPDXTagValue: ManifestFormat {
  package static let name = "SPDX tag-value"
  package static let ecosystem = ""
  package static let fileNames = ["*.spdx"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let text = try LogicalLines.text(of: bytes, path: path)
    var document = SPDXDocument()
    var isSPDX = false
    var isInText = false
    /// Files and snippets have names and identifiers too.
    var isInPackage = false
    for (index, line) in try LogicalLines.physical(text, path: path).enumerated() {
      if isInText {
        isInText = !line.contains("</text>")
        continue
      }
      guard !line.isEmpty, line.first != "#" else { continue }
      let span = TextSpan(
        line: index + 1, column: 1, endLine: index + 1, endColumn: line.unicodeScalars.count + 1)
      guard let colon = line.firstIndex(of: ":") else {
        throw Diagnostics("expected a tag and a value", path: path, at: span)
      }
      let value = NodeSpecifier.trimmed(String(line[line.index(after: colon)...]))
      isInText = value.contains("<text>") && !value.contains("</text>")
      switch line[..<colon] {
      case "SPDXVersion": isSPDX = value.hasPrefix("SPDX-2.")
      case "FileName", "SnippetSPDXID": isInPackage = false
      case "PackageName":
        isInPackage = true
        document.packages.append(SPDXDocument.Package(reference: value, name: value, span: span))
      case "Relationship":
        let words = value.split(separator: " ").map(String.init)
        guard words.count >= 3 else {
          throw Diagnostics("expected who relates to whom, and how", path: path, at: span)
        }
        document.relate(words[0], words[1], words[2])
      case let tag:
        guard isInPackage, let last = document.packages.indices.last else { continue }
        Self.set(String(tag), value, in: &document.packages[last])
      }
    }
    guard isSPDX else {
      throw Diagnostics("expected SPDX-2.2 or SPDX-2.3 as SPDXVersion", path: path, at: .start)
    }
    return ManifestContents(packages: try document.materials.packages(path: path))
  }

  private static func set(_ tag: String, _ value: String, in package: inout SPDXDocument.Package) {
    switch tag {
    case "SPDXID": package.reference = value
    case "PackageVersion": package.version = value
    case "PackageLicenseDeclared": package.declared = value
    case "PackageLicenseConcluded": package.concluded = value
    case "PackageDownloadLocation": package.source = value
    case "PackageChecksum":
      let parts = value.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return }
      package.integrity =
        parts[0].lowercased() + ":" + NodeSpecifier.trimmed(String(parts[1]))
    case "ExternalRef":
      let words = value.split(separator: " ")
      if words.count == 3, words[1] == "purl" { package.purl = String(words[2]) }
    default: return
    }
  }
}
