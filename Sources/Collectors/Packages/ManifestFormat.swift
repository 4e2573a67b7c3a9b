import Model

/// Reads one kind of manifest or lockfile.
///
/// A format knows nothing of other files: what it finds of them (an included file, a workspace) is
/// part of its answer. To add one, write its reader and name it in `ManifestFormats.all`.
package protocol ManifestFormat: Sendable {
  /// The format as people call it: `package-lock.json`.
  static var name: String { get }
  /// The name of the OSV ecosystem.
  static var ecosystem: String { get }
  /// Globs over the end of the path: a file name, or a folder and a name.
  static var fileNames: [String] { get }
  static var isLockfile: Bool { get }
  /// Whether the format has a place for the digest of what is downloaded.
  static var carriesIntegrity: Bool { get }

  init()

  /// What the file names.
  ///
  /// - Throws: everything that keeps the file from being understood; half a list is never returned.
  func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents
}

extension ManifestFormat {
  package static var carriesIntegrity: Bool { false }
}

/// What one manifest or lockfile says.
package struct ManifestContents: Sendable {
  /// Third-party packages in file order.
  package var packages: [Package]
  package var includes: [ManifestInclude]
  /// What the file leaves to be found out elsewhere, so that only a lockfile tells it.
  package var gap: Unavailable?
  /// What the comparison of manifest and lockfile needs.
  package var document: ManifestDocument

  package init(
    packages: [Package], includes: [ManifestInclude] = [], gap: Unavailable? = nil,
    document: ManifestDocument = .none
  ) {
    self.packages = packages
    self.includes = includes
    self.gap = gap
    self.document = document
  }
}

/// The parsed form of a file.
package enum ManifestDocument: Sendable {
  case tree(Node)
  case goModule(GoModule)
  case goChecksums(GoChecksums)
  case yarn(YarnLock)
  case maven(MavenProject)
  case msbuild(MSBuildProject)
  case none

  var tree: Node? {
    guard case .tree(let node) = self else { return nil }
    return node
  }
}

/// Another file that a manifest takes in.
package struct ManifestInclude: Sendable, Hashable {
  package enum Kind: Sendable {
    /// Its packages are dependencies too.
    case requirements
    /// It only fixes versions.
    case constraints
  }

  package let kind: Kind
  /// As written, relative to the folder of the including file.
  package let path: String
  package let location: Location

  package init(kind: Kind, path: String, location: Location) {
    self.kind = kind
    self.path = path
    self.location = location
  }
}
