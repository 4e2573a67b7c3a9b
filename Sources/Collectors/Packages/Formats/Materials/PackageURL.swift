import Model

/// A package URL: `pkg:npm/%40scope/name@1.0.0?arch=x#path`.
///
/// Source: the package-url specification (ECMA-427), and the names that OSV gives its ecosystems.
struct PackageURL {
  let type: String
  let namespace: String?
  let name: String
  let version: String?
  let qualifiers: [String: String]

  private static let longestText = 4_096

  init?(_ text: String) {
    guard text.utf8.count <= Self.longestText, text.lowercased().hasPrefix("pkg:") else {
      return nil
    }
    var rest = text.dropFirst(4).drop { $0 == "/" }
    if let mark = rest.lastIndex(of: "#") { rest = rest[..<mark] }
    var qualifiers: [String: String] = [:]
    if let mark = rest.lastIndex(of: "?") {
      for pair in rest[rest.index(after: mark)...].split(separator: "&") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { continue }
        qualifiers[parts[0].lowercased()] = Self.decoded(parts[1])
      }
      rest = rest[..<mark]
    }
    var version: String?
    // A scope may be written without its escape, so the mark counts behind the last slash alone.
    let tail = rest.lastIndex(of: "/") ?? rest.startIndex
    if let at = rest[tail...].lastIndex(of: "@"), at > rest.index(after: tail) {
      version = Self.decoded(rest[rest.index(after: at)...])
      rest = rest[..<at]
    }
    let parts = rest.split(separator: "/").map { Self.decoded($0) }
    guard parts.count >= 2, let type = parts.first, let name = parts.last else { return nil }
    self.type = type.lowercased()
    self.name = name
    self.version = version?.isEmpty == true ? nil : version
    self.qualifiers = qualifiers
    let namespace = parts.dropFirst().dropLast().joined(separator: "/")
    self.namespace = namespace.isEmpty ? nil : namespace
  }

  /// The name of the ecosystem as OSV has it; a type that OSV does not know stands for itself.
  var ecosystem: String {
    switch type {
    case "npm": "npm"
    case "pypi": "PyPI"
    case "cargo": "crates.io"
    case "golang": "Go"
    case "maven": "Maven"
    case "gem": "RubyGems"
    case "composer": "Packagist"
    case "nuget": "NuGet"
    case "hex": "Hex"
    case "pub": "Pub"
    case "swift": "SwiftURL"
    case "conan": "ConanCenter"
    case "cran": "CRAN"
    case "bioconductor": "Bioconductor"
    case "hackage": "Hackage"
    case "cocoapods": "CocoaPods"
    case "githubactions": "GitHub Actions"
    case "deb", "apk", "rpm": distribution
    default: type
    }
  }

  /// The name as the ecosystem writes it.
  var packageName: String {
    switch type {
    case "maven": namespace.map { "\($0):\(name)" } ?? name
    case "pypi": PackageNaming.normalizedPython(name)
    case "deb", "apk", "rpm", "conan", "cran", "hackage": name
    default: namespace.map { "\($0)/\(name)" } ?? name
    }
  }

  /// The version as the ecosystem writes it: Go's have a `v`, which some tools leave out.
  var packageVersion: String? {
    guard type == "golang", let version, version.first?.isNumber == true else { return version }
    return "v" + version
  }

  /// `Debian:12`, `Alpine:v3.18`, from the namespace and what tells the release.
  private var distribution: String {
    let names = [
      "debian": "Debian", "ubuntu": "Ubuntu", "alpine": "Alpine", "redhat": "Red Hat",
      "rocky": "Rocky Linux", "almalinux": "AlmaLinux", "opensuse": "openSUSE", "suse": "SUSE",
      "wolfi": "Wolfi", "chainguard": "Chainguard", "fedora": "Fedora",
    ]
    let vendor = (namespace ?? type).lowercased()
    let known = names[vendor] ?? vendor
    guard let release = qualifiers["distro"]?.split(separator: "-", maxSplits: 1).last else {
      return known
    }
    switch known {
    case "Debian": return known + ":" + release.prefix { $0 != "." }
    case "Alpine":
      let parts = release.split(separator: ".")
      return parts.count >= 2 ? "\(known):v\(parts[0]).\(parts[1])" : known
    case "Ubuntu": return known + ":" + release
    default: return known
    }
  }

  private static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.first {
      let digits = rest.dropFirst().prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
