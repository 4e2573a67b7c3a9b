/// The rules by which an ecosystem orders its versions; ecosystems that share rules share a case.
///
/// The number begins every key, so it never changes its meaning.
package enum VersionOrder: UInt8, CaseIterable, Sendable {
  case semantic = 1
  case go = 2
  case pub = 3
  case python = 4
  case maven = 5
  case ruby = 6
  case nuget = 7
  case composer = 8
  case r = 9
  case haskell = 10
  case debian = 11
  case alpine = 12
  case rpm = 13
  case conan = 14

  /// Nil for an ecosystem that orders no versions (`Linux`, `Android`, `OSS-Fuzz`), mixes several
  /// orders, or is not known.
  package init?(ecosystem: String) {
    let name = ecosystem.prefix { $0 != ":" }
    guard let order = Self.ofEcosystem[String(name)] else { return nil }
    self = order
  }

  /// Whether the versions are those of Semantic Versioning, so that a range of the type `SEMVER` means
  /// this order.
  package var isSemantic: Bool { self == .semantic || self == .go || self == .pub }

  /// The ecosystems by the names of the OSV schema 1.7.
  private static let ofEcosystem: [String: VersionOrder] = [
    "npm": .semantic, "crates.io": .semantic, "Hex": .semantic, "SwiftURL": .semantic,
    "GitHub Actions": .semantic, "Julia": .semantic, "Bitnami": .semantic, "VSCode": .semantic,
    "Kubernetes": .semantic, "Go": .go, "Pub": .pub, "PyPI": .python, "Maven": .maven,
    "RubyGems": .ruby, "CocoaPods": .ruby, "NuGet": .nuget, "Packagist": .composer, "CRAN": .r,
    "Bioconductor": .r, "Hackage": .haskell, "GHC": .haskell, "Debian": .debian,
    "Ubuntu": .debian, "Echo": .debian, "Alpine": .alpine, "Alpaquita": .alpine,
    "BellSoft Hardened Containers": .alpine, "Chainguard": .alpine, "MinimOS": .alpine,
    "Wolfi": .alpine, "AlmaLinux": .rpm, "Azure Linux": .rpm, "Mageia": .rpm, "openEuler": .rpm,
    "openSUSE": .rpm, "Photon OS": .rpm, "Red Hat": .rpm, "Rocky Linux": .rpm, "SUSE": .rpm,
    "ConanCenter": .conan,
  ]

  /// Writes the key of a version; false when it is none.
  func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    switch self {
    case .semantic: SemanticOrder.write(text, to: &key)
    case .go: GoOrder.write(text, to: &key)
    case .pub: PubOrder.write(text, to: &key)
    case .python: PythonOrder.write(text, to: &key)
    case .maven: MavenOrder.write(text, to: &key)
    case .ruby: RubyOrder.write(text, to: &key)
    case .nuget: NuGetOrder.write(text, to: &key)
    case .composer: ComposerOrder.write(text, to: &key)
    case .r: ROrder.write(text, to: &key)
    case .haskell: HaskellOrder.write(text, to: &key)
    case .debian: DebianOrder.write(text, to: &key)
    case .alpine: AlpineOrder.write(text, to: &key)
    case .rpm: RPMOrder.write(text, to: &key)
    case .conan: ConanOrder.write(text, to: &key)
    }
  }
}
