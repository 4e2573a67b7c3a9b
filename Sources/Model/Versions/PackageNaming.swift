/// How the ecosystems, named as OSV names them, write and order their packages.
package enum PackageNaming {
  /// The ecosystems of languages and of the systems that their packages are built for.
  package static let ecosystems = [
    "npm", "PyPI", "crates.io", "Go", "Maven", "RubyGems", "NuGet", "Packagist", "Hex", "Pub",
    "SwiftURL", "CocoaPods", "ConanCenter", "CRAN", "Hackage", "GitHub Actions", "Debian", "Ubuntu",
    "Alpine", "Red Hat", "Rocky Linux", "AlmaLinux", "openSUSE", "SUSE",
  ]

  private static let otherNames = [
    "node": "npm", "javascript": "npm", "python": "PyPI", "pip": "PyPI", "cargo": "crates.io",
    "crates": "crates.io", "rust": "crates.io", "golang": "Go", "java": "Maven", "gradle": "Maven",
    "ruby": "RubyGems", "gem": "RubyGems", "gems": "RubyGems", "bundler": "RubyGems",
    ".net": "NuGet", "dotnet": "NuGet", "composer": "Packagist", "php": "Packagist",
    "elixir": "Hex", "erlang": "Hex", "mix": "Hex", "dart": "Pub", "flutter": "Pub",
    "swift": "SwiftURL", "swiftpm": "SwiftURL", "pod": "CocoaPods", "pods": "CocoaPods",
    "conan": "ConanCenter", "r": "CRAN", "haskell": "Hackage", "cabal": "Hackage",
    "actions": "GitHub Actions", "deb": "Debian", "apk": "Alpine", "rpm": "Red Hat",
  ]

  /// The ecosystem that a person means, whatever the letter case: `pypi`, `cargo`.
  package static func ecosystem(called name: String) -> String? {
    let name = name.lowercased()
    return ecosystems.first { $0.lowercased() == name } ?? otherNames[name]
  }

  /// The form of a name under which an ecosystem finds the package.
  ///
  /// PyPI follows PEP 503; crates.io treats `-` and `_` and the letter cases as one when it hands out
  /// names; NuGet, Packagist, Hex, Pub, Conan and GitHub ignore the letter case; SwiftURL is the host
  /// and path of a repository. The others, npm, Go and Maven among them, tell every character apart.
  package static func key(_ name: String, in ecosystem: String) -> String {
    let release = ecosystem.utf8.firstIndex(of: UInt8(ascii: ":"))
    return switch ecosystem[..<(release ?? ecosystem.endIndex)] {
    case "PyPI": normalizedPython(name)
    case "crates.io": isNormal(name) ? name : String(name.lowercased().map { $0 == "_" ? "-" : $0 })
    case "NuGet", "Packagist", "Hex", "Pub", "ConanCenter", "GitHub Actions", "VSCode":
      name.lowercased()
    case "SwiftURL": repository(name)
    default: name
    }
  }

  /// Lower case, with every run of `-`, `_` and `.` as one `-` (PEP 503).
  package static func normalizedPython(_ name: String) -> String {
    if isNormal(name) { return name }
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

  /// Whether nothing but lower case letters, digits and single `-` are in a name, as in most.
  private static func isNormal(_ name: String) -> Bool {
    var isAfterDash = false
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        isAfterDash = false
      case UInt8(ascii: "-") where !isAfterDash: isAfterDash = true
      default: return false
      }
    }
    return true
  }

  /// Host and path of a repository in lower case, without scheme, credentials, port and `.git`:
  /// `github.com/apple/swift-nio` for `git@github.com:apple/swift-nio.git`.
  package static func repository(_ address: String) -> String {
    var rest = Substring(address.lowercased())
    var isScheme = false
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
      isScheme = true
    }
    var host = rest.prefix { $0 != "/" }
    var path = rest[host.endIndex...]
    if let user = host.lastIndex(of: "@") { host = host[host.index(after: user)...] }
    if let colon = host.firstIndex(of: ":") {
      // Behind the colon stands a port, or, as scp writes it, the start of the path.
      if !isScheme { path = "/" + host[host.index(after: colon)...] + path }
      host = host[..<colon]
    }
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    while path.hasSuffix("/") { path = path.dropLast() }
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    return String(host + path)
  }

  /// Whether one version comes before another; nil when one of them is no version there.
  package static func version(
    _ left: String, precedes right: String, in ecosystem: String
  ) -> Bool? {
    guard let left = EcosystemVersion(left, ecosystem: ecosystem),
      let right = EcosystemVersion(right, ecosystem: ecosystem)
    else { return nil }
    return left < right
  }
}
