import Model

/// A project together with its parents, nearest first, as Maven puts them together.
struct MavenModel {
  private static let mostExpansions = 16

  private let lineage: [MavenProject]
  /// The lists of versions in the tree that `import` may name, by `group:artifact`.
  private let imported: [String: [MavenProject]]
  private let properties: [String: String]

  init(lineage: [MavenProject], imported: [String: [MavenProject]]) {
    self.lineage = lineage
    self.imported = imported
    var properties: [String: String] = [:]
    for project in lineage {
      properties.merge(project.properties) { nearest, _ in nearest }
    }
    for (name, value) in Self.coordinates(of: lineage) { properties[name] = value }
    self.properties = properties
  }

  /// The `group:artifact` of the project itself.
  var name: String { "\(expanded(group)):\(expanded(lineage.first?.artifact ?? ""))" }

  private var group: String {
    lineage.first?.group ?? lineage.first?.parent?.group ?? ""
  }

  /// What Maven calls `project.…`, and older files `pom.…` or nothing.
  private static func coordinates(of lineage: [MavenProject]) -> [(String, String)] {
    guard let project = lineage.first else { return [] }
    var values: [(String, String)] = [("project.artifactId", project.artifact)]
    let version = project.version ?? project.parent?.version
    let group = project.group ?? project.parent?.group
    for prefix in ["project.", "pom.", ""] {
      values += [version.map { (prefix + "version", $0) }].compactMap(\.self)
      values += [group.map { (prefix + "groupId", $0) }].compactMap(\.self)
    }
    if let parent = project.parent {
      values += [
        ("project.parent.version", parent.version), ("project.parent.groupId", parent.group),
      ]
    }
    return values
  }

  /// The third-party packages, with what the parents say of their versions; `own` are the
  /// `group:artifact` of the projects of the tree.
  func packages(path: String, own: Set<String> = []) throws(Diagnostics) -> [Package] {
    let maker = PackageMaker(ecosystem: MavenManifest.ecosystem, path: path)
    let managed = managedVersions()
    var packages: [Package] = []
    // What a parent depends on, its children do too; it is listed with the parent.
    for dependency in lineage.first?.dependencies ?? [] {
      let name = expanded(dependency.name)
      guard !own.contains(name) else { continue }
      let listed = managed[name]
      let written = dependency.version.map(expanded) ?? listed?.version
      let scope = dependency.scope.map(expanded) ?? listed?.scope
      let span = TextSpan(line: dependency.line, column: 1)
      packages.append(
        try maker.required(
          name, as: written ?? "", exactly: written.flatMap(Self.exactVersion), at: span,
          isDevelopment: scope == "test", isPinned: isPinned(written)))
    }
    return packages
  }

  /// Whether a version is fixed, if only by a parent or a list that is not in the tree: those have
  /// exact versions themselves.
  private func isPinned(_ written: String?) -> Bool {
    if let written, !written.contains("${") { return Self.exactVersion(written) != nil }
    return lineage.last?.parent != nil
      || lineage.flatMap(\.managed).contains {
        $0.scope == "import" && imported[expanded($0.name)] == nil
      }
  }

  private struct Managed {
    let version: String?
    let scope: String?
  }

  /// The nearest list that names a package decides.
  private func managedVersions() -> [String: Managed] {
    var managed: [String: Managed] = [:]
    for project in lineage {
      for entry in project.managed {
        let name = expanded(entry.name)
        if entry.scope == "import" {
          addImported(name, to: &managed)
        } else if managed[name] == nil {
          managed[name] = Managed(
            version: entry.version.map(expanded), scope: entry.scope.map(expanded))
        }
      }
    }
    return managed
  }

  private func addImported(_ name: String, to managed: inout [String: Managed]) {
    guard let lineage = imported[name] else { return }
    // Lists that lists import are not followed: each level could name this one again.
    let other = MavenModel(lineage: lineage, imported: [:])
    managed.merge(other.managedVersions()) { nearest, _ in nearest }
  }

  /// A text with its `${…}` put in, as far as the tree tells them.
  ///
  /// Values may name others; the number of steps and the length are bounded, so that ones that name
  /// each other come to an end.
  func expanded(_ text: String) -> String {
    var text = text
    for _ in 0..<Self.mostExpansions {
      guard let start = text.firstRange(of: "${"),
        let end = text[start.upperBound...].firstIndex(of: "}"),
        let value = properties[String(text[start.upperBound..<end])],
        text.utf8.count + value.utf8.count <= PackageLimits.longestRequirement
      else { return text }
      text.replaceSubrange(start.lowerBound...end, with: value)
    }
    return text
  }

  /// The one version that a requirement stands for; a range and an open property stand for none.
  private static func exactVersion(_ text: String) -> String? {
    guard !text.contains("${"), !text.isEmpty, text != "LATEST", text != "RELEASE" else {
      return nil
    }
    guard text.contains(where: { "[]()".contains($0) }) else { return text }
    guard text.first == "[", text.last == "]", !text.contains(",") else { return nil }
    return String(text.dropFirst().dropLast())
  }
}
