import Model

/// The `targets` and `libraries` that both files have in common.
struct NuGetTargets {
  let root: Node
  let maker: PackageMaker

  /// What the projects of the build depend on, in lower case.
  func namesOfProjects() throws(Diagnostics) -> Set<String> {
    var names: Set<String> = []
    for target in try maker.fields.entries("targets", in: root) {
      for entry in try maker.fields.entries(of: target.value, named: target.key)
      where root["libraries"]?[entry.key]?["type"]?.string == "project" {
        for dependency in try maker.fields.entries("dependencies", in: entry.value) {
          names.insert(dependency.key.lowercased())
        }
      }
    }
    return names
  }

  func packages(isDirect: (String) -> Bool) throws(Diagnostics) -> [Package] {
    let libraries = PythonDigests.table(try maker.fields.entries("libraries", in: root))
    var merged = NuGetPackages(maker: maker)
    for target in try maker.fields.entries("targets", in: root) {
      let entries = try maker.fields.entries(of: target.value, named: target.key)
      var keys: [String: String] = [:]
      for entry in entries {
        if let (name, version) = Self.split(entry.key) {
          keys[name.lowercased()] = NuGetPackages.key(name, version)
        }
      }
      for entry in entries {
        let library = libraries[entry.key]
        guard (library?["type"] ?? entry.value["type"])?.string == "package" else { continue }
        guard let (name, version) = Self.split(entry.key) else {
          throw Diagnostics("expected name/version", path: maker.path, at: entry.keySpan)
        }
        let dependencies = try maker.fields.entries("dependencies", in: entry.value)
        let digest = try maker.fields.string("sha512", in: library)
        try merged.add(
          name, version, at: entry.keySpan, isDirect: isDirect(name.lowercased()),
          dependencies: dependencies.compactMap { keys[$0.key.lowercased()] },
          integrity: digest.flatMap {
            $0.isEmpty ? nil : $0.hasPrefix("sha512") ? $0 : "sha512:" + $0
          })
      }
    }
    return merged.packages
  }

  private static func split(_ key: String) -> (name: String, version: String)? {
    guard let slash = key.firstIndex(of: "/") else { return nil }
    return (String(key[..<slash]), String(key[key.index(after: slash)...]))
  }
}
