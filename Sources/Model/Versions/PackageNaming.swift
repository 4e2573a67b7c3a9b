/// How the ecosystems, named as OSV names them, write and order their packages.
package enum PackageNaming {
  package static let ecosystems = ["npm", "PyPI", "crates.io", "Go"]

  private static let otherNames = [
    "node": "npm", "javascript": "npm", "python": "PyPI", "pip": "PyPI", "cargo": "crates.io",
    "crates": "crates.io", "rust": "crates.io", "golang": "Go",
  ]

  /// The ecosystem that a person means, whatever the letter case: `pypi`, `cargo`.
  package static func ecosystem(called name: String) -> String? {
    let name = name.lowercased()
    return ecosystems.first { $0.lowercased() == name } ?? otherNames[name]
  }

  /// The form of a name under which an ecosystem finds the package.
  ///
  /// PyPI follows PEP 503; crates.io treats `-` and `_` and the letter cases as one when it hands out
  /// names; npm and Go tell every character apart.
  package static func key(_ name: String, in ecosystem: String) -> String {
    switch ecosystem {
    case "PyPI": normalizedPython(name)
    case "crates.io": String(name.lowercased().map { $0 == "_" ? "-" : $0 })
    default: name
    }
  }

  /// Lower case, with every run of `-`, `_` and `.` as one `-` (PEP 503).
  package static func normalizedPython(_ name: String) -> String {
    var normalized = ""
    for scalar in name.lowercased().unicodeScalars {
      if "-_.".unicodeScalars.contains(scalar) {
        if normalized.unicodeScalars.last != "-" { normalized.unicodeScalars.append("-") }
      } else {
        normalized.unicodeScalars.append(scalar)
      }
    }
    return normalized
  }

  /// Whether one version comes before another; nil when one of them is no version there.
  package static func version(
    _ left: String, precedes right: String, in ecosystem: String
  ) -> Bool? {
    if ecosystem == "PyPI" {
      guard let left = PythonVersion(left), let right = PythonVersion(right) else { return nil }
      return left < right
    }
    guard let left = semanticVersion(left), let right = semanticVersion(right) else { return nil }
    return left < right
  }

  /// A version with the `v` that Go writes, and with the zeros that people leave out.
  private static func semanticVersion(_ text: String) -> SemanticVersion? {
    let plain = text.hasPrefix("v") ? String(text.dropFirst()) : text
    if let version = SemanticVersion(plain) { return version }
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    return SemanticVersion(plain + String(repeating: ".0", count: 3 - parts.count))
  }
}
