/// One package of a record and its versions that have the hole.
package struct AffectedPackage: Codable, Sendable, Hashable {
  /// As OSV names it, with the release of a distribution if there is one: `Debian:12`.
  package let ecosystem: String
  package let name: String
  package let severities: [AdvisorySeverity]
  package let ranges: [AffectedRange]
  package let versions: [String]
  /// The word by which RustSec marks what is no hole: `unmaintained`, `unsound`, `notice`.
  package let informational: String?
  /// The symbols that have the hole, where the database names them: `net/http.Client.Do`.
  package let symbols: [String]

  package init(
    ecosystem: String, name: String, severities: [AdvisorySeverity] = [],
    ranges: [AffectedRange] = [], versions: [String] = [], informational: String? = nil,
    symbols: [String] = []
  ) {
    self.ecosystem = ecosystem
    self.name = name
    self.severities = severities
    self.ranges = ranges
    self.versions = versions
    self.informational = informational
    self.symbols = symbols
  }

  /// Whether the entry is about the package of which this is the key, by ``PackageNaming/key(_:in:)``.
  package func isFor(key: String, in ecosystem: String) -> Bool {
    let own = self.ecosystem.split(separator: ":", maxSplits: 1)
    let other = ecosystem.split(separator: ":", maxSplits: 1)
    guard own.first == other.first, let plain = own.first else { return false }
    // Without a release, an entry speaks for all releases, and a package may be of any of them.
    if own.count == 2, other.count == 2, own[1] != other[1] { return false }
    return PackageNaming.key(name, in: String(plain)) == key
  }
}
