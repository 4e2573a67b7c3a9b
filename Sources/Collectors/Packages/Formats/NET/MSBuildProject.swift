import Model
import Systems

/// What a project of MSBuild, or a file that projects take in, says of packages.
package struct MSBuildProject: Sendable {
  struct Reference: Sendable {
    let name: String
    /// As written; nil where it stands elsewhere.
    let version: String?
    let isDevelopment: Bool
    let line: Int
  }

  var properties: [String: String] = [:]
  var references: [Reference] = []
  /// Packages of every project below the file.
  var global: [Reference] = []
  /// Versions by name in lower case, for projects that leave them out.
  var central: [String: String] = [:]
  /// What is changed of references that are made elsewhere, by name in lower case.
  var updates: [String: String] = [:]
  /// Packages that the files above add, by name in lower case.
  var inherited: Set<String> = []
}

/// Reads the elements of a project of MSBuild; conditions count as if all held.
struct MSBuildReader {
  let path: String

  func read(_ bytes: [UInt8]) throws(Diagnostics) -> MSBuildProject {
    let root = try ManifestXML.root(of: bytes, path: path)
    guard root.name.local == "Project" else {
      throw Diagnostics(
        "expected Project, found \(PackageText.shown(root.name.local))", path: path,
        at: TextSpan(line: root.line, column: 1))
    }
    var project = MSBuildProject()
    var pending = Array(root.elements.reversed())
    while let element = pending.popLast() {
      switch element.name.local {
      case "PropertyGroup":
        // Of two values the later counts.
        for property in element.elements {
          project.properties[property.name.local.lowercased()] = NodeSpecifier.trimmed(
            property.text)
        }
      case "ItemGroup": for item in element.elements { try read(item, into: &project) }
      case "Choose", "When", "Otherwise": pending += element.elements.reversed()
      default: continue
      }
    }
    return project
  }

  private func read(_ item: XMLElement, into project: inout MSBuildProject) throws(Diagnostics) {
    let version =
      item["VersionOverride"] ?? item.first("VersionOverride")?.text
      ?? item["Version"] ?? item.first("Version")?.text
    let written = version.map { NodeSpecifier.trimmed($0) }
    switch item.name.local {
    case "PackageReference":
      if let names = item["Update"], let written {
        for name in Self.names(names) { project.updates[name.lowercased()] = written }
      }
      project.references += references(item, version: written)
    case "GlobalPackageReference":
      project.global += references(item, version: written)
    case "PackageVersion":
      for name in Self.names(item["Include"] ?? item["Update"] ?? "") {
        project.central[name.lowercased()] = written
      }
    default: return
    }
  }

  private func references(_ item: XMLElement, version: String?) -> [MSBuildProject.Reference] {
    let assets = item["PrivateAssets"] ?? item.first("PrivateAssets")?.text ?? ""
    return Self.names(item["Include"] ?? "").map {
      MSBuildProject.Reference(
        name: $0, version: version,
        isDevelopment: NodeSpecifier.trimmed(assets).lowercased() == "all", line: item.line)
    }
  }

  private static func names(_ list: String) -> [String] {
    list.split(separator: ";").map { NodeSpecifier.trimmed(String($0)) }.filter { !$0.isEmpty }
  }
}
