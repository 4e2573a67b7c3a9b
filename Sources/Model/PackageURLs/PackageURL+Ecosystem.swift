extension PackageURL {
  /// A package as OSV names it.
  package struct Coordinates: Hashable, Sendable {
    /// With the release of a distribution, if the URL names it: `Debian:12`.
    package let ecosystem: String
    package let name: String
    package let version: String?

    package init(ecosystem: String, name: String, version: String?) {
      self.ecosystem = ecosystem
      self.name = name
      self.version = version
    }
  }

  /// The types whose names are those of one ecosystem, without a namespace.
  private static let plainTypes = [
    "pypi": "PyPI", "cargo": "crates.io", "gem": "RubyGems", "nuget": "NuGet", "cran": "CRAN",
    "hackage": "Hackage",
  ]
  /// The types whose names are paths.
  private static let pathTypes = [
    "npm": "npm", "golang": "Go", "composer": "Packagist", "swift": "SwiftURL", "hex": "Hex",
    "pub": "Pub", "github": "GitHub Actions", "bitnami": "Bitnami",
  ]
  private static let distributions: [(type: String, namespace: String, ecosystem: String)] = [
    ("deb", "debian", "Debian"), ("deb", "ubuntu", "Ubuntu"), ("apk", "alpine", "Alpine"),
    ("apk", "wolfi", "Wolfi"), ("apk", "chainguard", "Chainguard"),
    ("apk", "alpaquita", "Alpaquita"), ("apk", "minimos", "MinimOS"), ("rpm", "redhat", "Red Hat"),
    ("rpm", "rocky-linux", "Rocky Linux"), ("rpm", "rocky", "Rocky Linux"),
    ("rpm", "almalinux", "AlmaLinux"), ("rpm", "opensuse", "openSUSE"), ("rpm", "suse", "SUSE"),
    ("rpm", "openeuler", "openEuler"), ("rpm", "mageia", "Mageia"),
    ("rpm", "azure-linux", "Azure Linux"), ("rpm", "photon", "Photon OS"),
  ]

  /// The URL of a package of an OSV ecosystem; `pkg:generic/…` for an ecosystem without a type, and nil
  /// for a name that cannot stand there.
  package init?(ecosystem: String, name: String, version: String?) {
    let release = ecosystem.firstIndex(of: ":").map { ecosystem[ecosystem.index(after: $0)...] }
    let plain = String(ecosystem.prefix { $0 != ":" })
    var parts = name.split(separator: "/").map(String.init)
    if let type = Self.plainTypes.first(where: { $0.value == plain })?.key {
      self.init(type: type, name: name, version: version)
    } else if let type = Self.pathTypes.first(where: { $0.value == plain })?.key {
      guard let last = parts.popLast() else { return nil }
      self.init(type: type, namespace: parts, name: last, version: version)
    } else if plain == "Maven" {
      let halves = name.split(separator: ":").map(String.init)
      guard halves.count == 2 else { return nil }
      self.init(type: "maven", namespace: [halves[0]], name: halves[1], version: version)
    } else if plain == "CocoaPods" {
      guard let first = parts.first else { return nil }
      self.init(type: "cocoapods", name: first, version: version, subpath: Array(parts.dropFirst()))
    } else if plain == "ConanCenter" {
      self.init(type: "conan", name: name, version: version)
    } else if let entry = Self.distributions.first(where: { $0.ecosystem == plain }) {
      self.init(distribution: entry.type, entry.namespace, release, name: name, version: version)
    } else {
      self.init(type: "generic", name: name, version: version)
    }
  }

  /// The epoch of an RPM stands in a qualifier of its own.
  private init?(
    distribution type: String, _ namespace: String, _ release: Substring?, name: String,
    version: String?
  ) {
    var qualifiers: [String: String] = [:]
    if let release, !release.isEmpty {
      let number = type == "apk" && release.hasPrefix("v") ? release.dropFirst() : release
      qualifiers["distro"] = "\(namespace)-\(number)"
    }
    var version = version
    if type == "rpm", let written = version, let colon = written.firstIndex(of: ":") {
      if written[..<colon] != "0" { qualifiers["epoch"] = String(written[..<colon]) }
      version = String(written[written.index(after: colon)...])
    }
    self.init(
      type: type, namespace: [namespace], name: name, version: version, qualifiers: qualifiers)
  }

  /// The package as OSV names it; nil for a type without an ecosystem, such as `generic`.
  package var coordinates: Coordinates? {
    if let ecosystem = Self.plainTypes[type] {
      return namespace.isEmpty
        ? Coordinates(ecosystem: ecosystem, name: name, version: version) : nil
    }
    if let ecosystem = Self.pathTypes[type] {
      let path = (namespace + [name]).joined(separator: "/")
      return Coordinates(ecosystem: ecosystem, name: path, version: version)
    }
    switch type {
    case "maven":
      guard !namespace.isEmpty else { return nil }
      let group = namespace.joined(separator: ".")
      return Coordinates(ecosystem: "Maven", name: "\(group):\(name)", version: version)
    case "cocoapods":
      let path = ([name] + subpath).joined(separator: "/")
      return Coordinates(ecosystem: "CocoaPods", name: path, version: version)
    case "conan": return Coordinates(ecosystem: "ConanCenter", name: name, version: version)
    default: return distributionCoordinates
    }
  }

  private var distributionCoordinates: Coordinates? {
    guard
      let entry = Self.distributions.first(where: {
        $0.type == type && $0.namespace == namespace.first
      })
    else { return nil }
    var ecosystem = entry.ecosystem
    if let distro = qualifiers["distro"], distro.hasPrefix(entry.namespace + "-") {
      let number = distro.dropFirst(entry.namespace.count + 1)
      ecosystem += ":" + (type == "apk" && number.first?.isNumber == true ? "v" : "") + number
    }
    var version = version
    if type == "rpm", let epoch = qualifiers["epoch"], let written = version {
      version = "\(epoch):\(written)"
    }
    return Coordinates(ecosystem: ecosystem, name: name, version: version)
  }
}
