import Model
import Systems

/// A known file and what came of reading it.
struct ManifestFile: Sendable {
  let path: String
  let ecosystem: String
  let format: String
  let isLockfile: Bool
  let digest: String?
  var carriesIntegrity = false
  var outcome: Result<ManifestContents, Unavailable>

  var folder: String { TreePath.folder(of: path) }
  var name: String { TreePath.name(of: path) }
  var contents: ManifestContents? { try? outcome.get() }

  /// The tree of a JSON or TOML file that was understood.
  var tree: Node? { contents?.document.tree }
}

/// Reads known files of one tree, independent ones side by side.
struct ManifestFileReader: Sendable {
  let tree: FileTree
  let context: CollectionContext

  /// How a file is to be read.
  struct Assignment: Sendable {
    let path: String
    /// Nil takes the format from the path.
    var format: (any ManifestFormat.Type)?
    /// What led to a file that is not found by its name.
    var includedAt: Location?
  }

  func read(_ assignments: [Assignment]) throws(Unavailable) -> [ManifestFile] {
    try context.checkCancellation()
    let files = ParallelMap.map(assignments) { read($0) }
    try context.checkCancellation()
    return files
  }

  private func read(_ assignment: Assignment) -> ManifestFile {
    if let format = assignment.format ?? ManifestFormats.format(of: assignment.path) {
      return read(assignment, as: format)
    }
    let unread = ManifestFormats.unreadFormat(of: assignment.path)
    let name = TreePath.name(of: assignment.path)
    return ManifestFile(
      path: assignment.path, ecosystem: unread?.ecosystem ?? "", format: name,
      isLockfile: unread?.isLockfile ?? false, digest: nil,
      outcome: .failure(Unavailable(unread?.reason ?? "\(name) is not read yet")))
  }

  private func read(
    _ assignment: Assignment, as format: any ManifestFormat.Type
  ) -> ManifestFile {
    var digest: String?
    let outcome: Result<ManifestContents, Unavailable>
    do throws(Unavailable) {
      try context.checkCancellation()
      let bytes = try bytes(of: assignment)
      digest = Digest.sha256(bytes)
      outcome = .success(try Self.contents(bytes, as: format, path: assignment.path))
    } catch {
      outcome = .failure(error)
    }
    return ManifestFile(
      path: assignment.path, ecosystem: format.ecosystem, format: format.name,
      isLockfile: format.isLockfile, digest: digest, carriesIntegrity: format.carriesIntegrity,
      outcome: outcome)
  }

  private func bytes(of assignment: Assignment) throws(Unavailable) -> [UInt8] {
    do throws(Unavailable) {
      return try tree.read(assignment.path, limit: PackageLimits.largestFile)
    } catch {
      guard let location = assignment.includedAt else { throw error }
      throw Unavailable("\(error.reason) (\(location.description) includes it)")
    }
  }

  private static func contents(
    _ bytes: [UInt8], as format: any ManifestFormat.Type, path: String
  ) throws(Unavailable) -> ManifestContents {
    do throws(Diagnostics) {
      return try format.init().read(bytes, path: path)
    } catch {
      let first = error.list.min()
      let place = first?.location.description ?? path
      throw Unavailable("\(place): \(first?.message ?? "it could not be read")")
    }
  }
}
