import Model

/// What a `go.mod` says.
package struct GoModule: Sendable {
  struct Requirement: Sendable {
    let module: String
    let version: String
    let isIndirect: Bool
    let span: TextSpan
  }

  struct Replacement: Sendable {
    let module: String
    /// Nil replaces every version.
    let version: String?
    let newModule: String
    /// Nil where the new module is a folder.
    let newVersion: String?
    let span: TextSpan
  }

  var name: String?
  /// The `go` directive's version: `1.22`, `1.21.0`.
  var language: String?
  var requirements: [Requirement] = []
  var replacements: [Replacement] = []

  /// A module that the build takes, after replacement.
  struct Selection: Sendable {
    let module: String
    let version: String
    let isIndirect: Bool
    let span: TextSpan
  }

  /// What is required once the replacements are put in; those by a folder are not third-party.
  var selections: [Selection] {
    let byModule = Dictionary(grouping: replacements) { $0.module }
    return requirements.compactMap { requirement in
      let candidates = byModule[requirement.module] ?? []
      let match =
        candidates.first { $0.version == requirement.version }
        ?? candidates.first { $0.version == nil }
      guard let match else {
        return Selection(
          module: requirement.module, version: requirement.version,
          isIndirect: requirement.isIndirect, span: requirement.span)
      }
      return match.newVersion.map {
        Selection(
          module: match.newModule, version: $0, isIndirect: requirement.isIndirect,
          span: match.span)
      }
    }
  }

  /// Whether every module of the build is named here, as Go has it since 1.17.
  var isComplete: Bool {
    let parts = (language ?? "").split(separator: ".")
    guard let major = parts.first.flatMap({ Int($0) }) else { return false }
    let minor = parts.dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    return (major, minor) >= (1, 17)
  }
}
