import Model

/// The keys of the packages of a Python lockfile, by normal name.
struct PythonLockIndex {
  private var names = PackageNames()

  /// Takes entries with `name` and `version`; others have no key.
  init(_ entries: [Node]) {
    for entry in entries {
      guard let name = entry["name"]?.string else { continue }
      let version = entry["version"]?.string ?? ""
      let normal = PackageNaming.normalizedPython(name)
      names.add(normal, version: version, key: Self.key(normal, version))
    }
  }

  static func key(_ name: String, _ version: String?) -> String {
    version.map { $0.isEmpty ? name : "\(name)@\($0)" } ?? name
  }

  func keys(of name: String, version: String? = nil) -> [String] {
    names.keys(of: PackageNaming.normalizedPython(name), version: version)
  }

  func keys(of name: String, where admits: (String) -> Bool) -> [String] {
    names.keys(of: PackageNaming.normalizedPython(name), where: admits)
  }

  /// The keys that a PEP 508 requirement leads to.
  func keys(ofRequirement text: String) -> [String] {
    guard let requirement = try? PythonRequirement(text) else { return [] }
    let constraint = PythonConstraint(requirement.clauses.joined(separator: ","))
    return keys(of: requirement.name) { constraint?.contains($0) ?? true }
  }
}

/// The digests that Python lockfiles list for the files of a package.
enum PythonDigests {
  /// A table of them at the end of a file, by package.
  static func table(_ entries: [Node.Entry]) -> [String: Node] {
    Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The first one: `sha256:…`.
  static func first(in files: [Node]?) -> String? {
    for file in files ?? [] {
      if let hash = file["hash"]?.string ?? file.string { return hash }
      if let entry = file["hashes"]?.entries?.first, let value = entry.value.string {
        return "\(entry.key):\(value)"
      }
    }
    return nil
  }
}
