import Model

/// A project together with the files above it that it takes in.
struct MSBuildModel {
  private static let mostExpansions = 16

  private let project: MSBuildProject
  private let properties: [String: String]
  private let central: [String: String]

  /// A project and the files above it, nearest first.
  init(_ project: MSBuildProject, surroundings: [MSBuildProject] = []) {
    self.project = project
    var properties = project.properties
    var central = project.central
    for other in surroundings {
      properties.merge(other.properties) { nearest, _ in nearest }
      central.merge(other.central) { nearest, _ in nearest }
    }
    self.properties = properties
    self.central = central
  }

  func packages(path: String) throws(Diagnostics) -> [Package] {
    let maker = PackageMaker(ecosystem: "NuGet", path: path)
    var packages: [Package] = []
    for reference in project.references + project.global {
      let name = expanded(reference.name)
      let key = name.lowercased()
      let written = project.updates[key] ?? reference.version ?? central[key]
      let version = written.map(expanded)
      packages.append(
        try maker.required(
          name, as: version ?? "", exactly: version.flatMap(Self.exactVersion),
          at: TextSpan(line: reference.line, column: 1), isDevelopment: reference.isDevelopment))
    }
    return packages
  }

  /// A text with its `$(…)` put in, as far as the files tell them; the number of steps is bounded.
  private func expanded(_ text: String) -> String {
    var text = text
    for _ in 0..<Self.mostExpansions {
      guard let start = text.firstRange(of: "$("),
        let end = text[start.upperBound...].firstIndex(of: ")"),
        let value = properties[text[start.upperBound..<end].lowercased()],
        text.utf8.count + value.utf8.count <= PackageLimits.longestRequirement
      else { return text }
      text.replaceSubrange(start.lowerBound...end, with: value)
    }
    return text
  }

  /// The version that NuGet restores: of a plain one the lowest that is allowed, which is itself.
  static func exactVersion(_ text: String) -> String? {
    var version = text
    if text.first == "[", text.last == "]", !text.contains(",") {
      version = NodeSpecifier.trimmed(String(text.dropFirst().dropLast()))
    }
    guard version.first?.isNumber == true, !version.contains(where: { "*$(),[] ".contains($0) })
    else { return nil }
    return version
  }
}
