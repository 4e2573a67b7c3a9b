import Model

/// How one ecosystem's manifests and lockfiles belong together.
protocol LockingRules: Sendable {
  /// The manifest's file name.
  static var manifest: String { get }
  /// File names of lockfiles, those that are read before those that are not.
  static var lockfiles: [String] { get }

  /// Lockfiles that also serve every manifest below their folder.
  static var lockfilesOfTrees: [String] { get }

  /// Whether a lockfile of a tree was made for a folder below its own.
  static func serves(_ folder: String, _ lockfile: ManifestContents) -> Bool

  /// Whether a manifest is the root of a workspace of its own, so that no folder above counts.
  static func isRoot(_ manifest: Node) -> Bool

  /// What a workspace's root manifest says of a folder below it.
  static func membership(of folder: String, in root: Node) -> WorkspaceMembership

  /// Everything in which a lockfile differs from the manifests that it was made from; nil where that
  /// cannot be told.
  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]?

  /// What the manifests ask for, for lockfiles that do not tell it themselves; nil for the others.
  static func roots(of lockfile: LockedFile, in manifests: [LockedFile]) -> LockRoots?

  /// Whether a file name is that of a manifest.
  static func isManifest(_ name: String) -> Bool
}

extension LockingRules {
  static func isManifest(_ name: String) -> Bool { name == manifest }

  static func serves(_ folder: String, _ lockfile: ManifestContents) -> Bool { true }

  static func roots(of lockfile: LockedFile, in manifests: [LockedFile]) -> LockRoots? { nil }

  static var lockfilesOfTrees: [String] { [] }

  static func isRoot(_ manifest: Node) -> Bool { false }

  static func membership(of folder: String, in root: Node) -> WorkspaceMembership { .unrelated }
}

enum WorkspaceMembership {
  case member
  /// Kept out in so many words: it stands alone.
  case excluded
  case unrelated
}

/// A manifest or lockfile that was understood.
struct LockedFile: Sendable {
  let path: String
  /// Its folder as seen from the lockfile's; empty when they are the same.
  let folder: String
  let contents: ManifestContents

  var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

  func difference(_ message: String, at span: TextSpan) -> LockDifference {
    // Names and requirements of the lockfile come in here as they were written.
    LockDifference(
      message: PackageText.shown(message, limit: 400), location: Location(path: path, span: span))
  }
}

/// Every ecosystem with lockfiles of its own.
enum LockingRulesList {
  static let all: [any LockingRules.Type] = [
    NodeLocking.self, PythonLocking.self, PipfileLocking.self, CargoLocking.self, GoLocking.self,
    ComposerLocking.self, NuGetLocking.self, PubLocking.self,
  ]

  static func rules(forManifest name: String) -> (any LockingRules.Type)? {
    all.first { $0.isManifest(name) }
  }

  static func rules(forLockfile name: String) -> (any LockingRules.Type)? {
    all.first { $0.lockfiles.contains(name) }
  }
}
