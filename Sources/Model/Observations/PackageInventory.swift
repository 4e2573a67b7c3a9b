/// Asks for every package that the manifests and lockfiles of a folder name.
package struct PackagesRequest: ObservationRequest {
  package typealias Facts = PackageInventory

  package let folder: String
  /// Which manifest and lockfile paths to read; empty reads all known ones.
  package let patterns: [String]

  package init(folder: String, patterns: [String] = []) {
    self.folder = folder
    self.patterns = patterns
  }

  package var subject: String { "dependency manifests" }
}

package struct PackageInventory: Sendable {
  package let manifests: [Manifest]

  package init(manifests: [Manifest]) { self.manifests = manifests }
}

/// One manifest or lockfile.
package struct Manifest: Sendable {
  package let path: String
  /// `npm`, `PyPI`, `crates.io`, `Go`: the names of the OSV ecosystems.
  package let ecosystem: String
  /// The file format, as in `package-lock.json` or `requirements.txt`.
  package let format: String
  package let isLockfile: Bool
  package let digest: String?
  package let packages: Result<[Package], Unavailable>
  /// For a lockfile, whether it agrees with the manifest beside it; nil when there is nothing to
  /// compare.
  package let step: LockStep?
  /// For a manifest, the path of the lockfile that fixes its versions: the one beside it, or the one
  /// of its workspace.
  package let lockfile: String?
  /// Whether the format has a place for the digest of what is downloaded.
  package let carriesIntegrity: Bool

  package init(
    path: String, ecosystem: String, format: String, isLockfile: Bool, digest: String?,
    packages: Result<[Package], Unavailable>, step: LockStep? = nil, lockfile: String? = nil,
    carriesIntegrity: Bool = false
  ) {
    self.path = path
    self.ecosystem = ecosystem
    self.format = format
    self.isLockfile = isLockfile
    self.digest = digest
    self.packages = packages
    self.step = step
    self.lockfile = lockfile
    self.carriesIntegrity = carriesIntegrity
  }
}

package enum LockStep: Sendable, Hashable {
  case inStep(manifest: String)
  /// What differs, each with its place in the manifest.
  case outOfStep(manifest: String, differences: [LockDifference])
  case missingLockfile(manifest: String)
}

package struct LockDifference: Sendable, Hashable {
  package let message: String
  package let location: Location

  package init(message: String, location: Location) {
    self.message = message
    self.location = location
  }
}

package struct Package: Sendable, Hashable {
  package let ecosystem: String
  package let name: String
  /// The exact version, or nil where the file allows a range.
  package let version: String?
  /// The requirement as written, for manifests that are not lockfiles.
  package let requirement: String?
  package let isDirect: Bool?
  package let isDevelopment: Bool
  /// Whether the file alone says what the content is: an exact version, a commit, a digest.
  package let isPinned: Bool
  package let location: Location
  /// What stands for this package in the `dependencies` of the others of its file; nil where the
  /// format draws no graph.
  package var key: String?
  /// The keys of the packages that this one brings in, in file order.
  package var dependencies: [String] = []
  /// The licence as the file writes it; most files have none.
  package var license: String?
  /// The digest of what is downloaded, as the file writes it: `sha512-…`, `sha256:…`, `h1:…`.
  package var integrity: String?
  /// The registry or address that the file names, without credentials; nil where it names none.
  package var source: String?

  package init(
    ecosystem: String, name: String, version: String?, requirement: String? = nil, isDirect: Bool?,
    isDevelopment: Bool = false, isPinned: Bool? = nil, location: Location
  ) {
    self.ecosystem = ecosystem
    self.name = name
    self.version = version
    self.requirement = requirement
    self.isDirect = isDirect
    self.isDevelopment = isDevelopment
    self.isPinned = isPinned ?? (version != nil)
    self.location = location
  }
}
