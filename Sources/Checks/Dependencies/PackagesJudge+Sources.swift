import Model

// Where packages come from, and whether their content is fixed.
extension PackagesJudge {
  /// A package without a digest can be another one tomorrow.
  mutating func judgeIntegrity() {
    for manifest in manifests where manifest.isLockfile && manifest.carriesIntegrity {
      for package in packages(of: manifest) where package.integrity == nil {
        report(
          "no-digest",
          "\(package.name) \(ValueText.plain(package.version ?? "")) has no digest of what is "
            + "downloaded",
          fix: "Make the lockfile anew with a package manager that writes digests.",
          at: package.location, about: identity(of: package))
      }
    }
    for manifest in manifests where !manifest.carriesIntegrity && manifest.lockfile == nil {
      guard !packages(of: manifest).isEmpty else { continue }
      note(
        "\(shown(Location(path: manifest.path)).description): the format has no place for digests")
    }
  }

  /// A file that names no source takes the registry that its ecosystem has.
  mutating func judgeSources(allowing registries: [HostPattern]) {
    for manifest in manifests {
      for package in packages(of: manifest) {
        guard let source = package.source, let host = Self.host(of: source) else { continue }
        let isOpen = source.lowercased().hasPrefix("http://")
        guard isOpen || !registries.contains(where: { $0.covers(host) }) else { continue }
        report(
          "foreign-source",
          "\(package.name) comes from \(ValueText.plain(host))"
            + (isOpen ? " over http, where anybody on the way can change it" : ""),
          fix: "Take \(package.name) from a registry that is allowed, or allow this one.",
          at: package.location, about: identity(of: package))
      }
    }
  }

  /// The host of an address, `registry+https://…` and `git+ssh://git@…` included; nil for a path.
  private static func host(of source: String) -> String? {
    guard let range = source.firstRange(of: "://") else { return nil }
    let authority = source[range.upperBound...].prefix { !"/?#".contains($0) }
    let host = authority.split(separator: "@").last ?? authority
    return host.prefix { $0 != ":" }.lowercased()
  }
}
