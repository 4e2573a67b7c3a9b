import CGit
import FoundationEssentials
import Model

/// A branch, tag or other name with the object it stands for.
package struct GitReference: Hashable, Sendable {
  package let name: String
  /// The object named directly: a tag object where there is one.
  package let target: GitObjectID
}

/// All names of a repository.
package struct GitReferences: Sendable {
  /// Sorted by name.
  package let list: [GitReference]
  /// Names whose files hold no readable reference, sorted.
  package let unreadable: [String]
}

/// What a reference leads to behind any tag objects.
package enum GitTip: Hashable, Sendable {
  case commit(GitObjectID)
  case tree(GitObjectID)
  case blob(GitObjectID)
}

extension GitRepository {
  /// Every reference under `refs/`, loose or packed; symbolic ones are followed.
  package func references() throws(Unavailable) -> GitReferences {
    var pointer: OpaquePointer?
    try GitLibrary.check(
      unsafe git_reference_iterator_new(&pointer, handle), "references cannot be read")
    guard let iterator = unsafe pointer else { throw Unavailable("references cannot be read") }
    // Owned here alone.
    defer { unsafe git_reference_iterator_free(iterator) }
    var found: [GitReference] = []
    var names: Set<String> = []
    while true {
      var next: OpaquePointer?
      let code = unsafe git_reference_next(&next, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try GitLibrary.check(code, "references cannot be read")
      guard let reference = unsafe next else { break }
      // Freed in every round, after name and target are copied.
      defer { unsafe git_reference_free(reference) }
      let name = unsafe String(cString: git_reference_name(reference))
      names.insert(name)
      if let target = unsafe Self.target(of: reference) {
        found.append(GitReference(name: name, target: target))
      }
    }
    return GitReferences(
      list: found.sorted { $0.name < $1.name }, unreadable: unreadableNames(except: names))
  }

  /// What an object is once tags are taken off; nil for an object of no use to a scan.
  package func tip(of id: GitObjectID) throws(Unavailable) -> GitTip? {
    var current = id
    // A chain of tags cannot be circular, but it can be long.
    for _ in 0..<64 {
      var pointer: OpaquePointer?
      var raw = current.raw
      try GitLibrary.check(
        unsafe git_object_lookup(&pointer, handle, &raw, GIT_OBJECT_ANY),
        "object \(current.description)")
      guard let object = unsafe pointer else { return nil }
      // Freed in every round; only the tag's target is copied out.
      defer { unsafe git_object_free(object) }
      switch unsafe git_object_type(object) {
      case GIT_OBJECT_COMMIT: return .commit(current)
      case GIT_OBJECT_TREE: return .tree(current)
      case GIT_OBJECT_BLOB: return .blob(current)
      case GIT_OBJECT_TAG:
        guard let target = unsafe git_tag_target_id(object) else { return nil }
        current = GitObjectID(unsafe target.pointee)
      default: return nil
      }
    }
    throw Unavailable("object \(id.description) is a chain of more than 64 tags")
  }

  private static func target(of reference: OpaquePointer) -> GitObjectID? {
    var pointer: OpaquePointer?
    // A symbolic reference to nothing, such as a remote's HEAD after its branch went, adds nothing.
    guard unsafe git_reference_resolve(&pointer, reference) == 0, let resolved = unsafe pointer
    else { return nil }
    defer { unsafe git_reference_free(resolved) }
    return unsafe git_reference_target(resolved).map { GitObjectID(unsafe $0.pointee) }
  }

  /// Loose reference files that libgit2 left out: its iterator passes over damaged ones in silence.
  private func unreadableNames(except known: Set<String>) -> [String] {
    guard let root = commonFolder else { return [] }
    var names: [String] = []
    var folders = ["refs"]
    while let folder = folders.popLast(), folders.count < 100_000 {
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
      for entry in entries {
        let name = folder + "/" + entry
        switch Self.kind(of: root + name) {
        case .typeDirectory: folders.append(name)
        case .typeRegular where !known.contains(name) && !name.hasSuffix(".lock"):
          names.append(name)
        default: break
        }
      }
    }
    return names.sorted()
  }

  private static func kind(of path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType
  }
}
