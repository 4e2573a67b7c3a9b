import Model
import Systems

/// What one `pom.xml` says by itself.
package struct MavenProject: Sendable {
  struct Dependency: Sendable {
    let group: String
    let artifact: String
    let version: String?
    let scope: String?
    let type: String?
    let line: Int

    var name: String { "\(group):\(artifact)" }
  }

  struct Parent: Sendable {
    let group: String
    let artifact: String
    let version: String
    /// Nil where the file says that the parent is not in the tree.
    let path: String?
    let line: Int
  }

  var group: String?
  var artifact = ""
  var version: String?
  var parent: Parent?
  var properties: [String: String] = [:]
  var dependencies: [Dependency] = []
  /// The versions of `dependencyManagement`, the imported lists among them.
  var managed: [Dependency] = []
}

/// Reads the elements of a `pom.xml`.
///
/// Source: the POM reference of Maven 4.0.0. Profiles count as if all were active.
struct MavenProjectReader {
  private static let longestText = 4_096

  let path: String

  func read(_ bytes: [UInt8]) throws(Diagnostics) -> MavenProject {
    let root = try ManifestXML.root(of: bytes, path: path)
    guard root.name.local == "project" else {
      throw Diagnostics(
        "expected project, found \(PackageText.shown(root.name.local))", path: path,
        at: TextSpan(line: root.line, column: 1))
    }
    var project = MavenProject()
    project.group = text("groupId", in: root)
    project.artifact = text("artifactId", in: root) ?? ""
    project.version = text("version", in: root)
    if let parent = root.first("parent") { project.parent = try self.parent(parent) }
    let profiles = root.first("profiles")?.elements("profile") ?? []
    for holder in [root] + profiles {
      for property in holder.first("properties")?.elements ?? []
      where project.properties[property.name.local] == nil {
        project.properties[property.name.local] = Self.trimmed(property.text)
      }
      project.dependencies += try dependencies(in: holder)
      if let management = holder.first("dependencyManagement") {
        project.managed += try dependencies(in: management)
      }
    }
    return project
  }

  private func parent(_ element: XMLElement) throws(Diagnostics) -> MavenProject.Parent {
    guard let group = text("groupId", in: element), let artifact = text("artifactId", in: element)
    else { throw missing("the parent has no groupId or no artifactId", element) }
    let relative = element.first("relativePath").map { Self.trimmed($0.text) } ?? "../pom.xml"
    return MavenProject.Parent(
      group: group, artifact: artifact, version: text("version", in: element) ?? "",
      path: relative.isEmpty ? nil : relative, line: element.line)
  }

  private func dependencies(
    in holder: XMLElement
  ) throws(Diagnostics) -> [MavenProject.Dependency] {
    var found: [MavenProject.Dependency] = []
    for element in holder.first("dependencies")?.elements("dependency") ?? [] {
      guard let group = text("groupId", in: element), let artifact = text("artifactId", in: element)
      else { throw missing("a dependency has no groupId or no artifactId", element) }
      found.append(
        MavenProject.Dependency(
          group: group, artifact: artifact, version: text("version", in: element),
          scope: text("scope", in: element), type: text("type", in: element), line: element.line))
    }
    return found
  }

  private func missing(_ message: String, _ element: XMLElement) -> Diagnostics {
    Diagnostics(message, path: path, at: TextSpan(line: element.line, column: 1))
  }

  private func text(_ name: String, in element: XMLElement) -> String? {
    element.first(name).map { Self.trimmed($0.text) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func trimmed(_ text: String) -> String {
    NodeSpecifier.trimmed(String(text.prefix(longestText)))
  }
}
