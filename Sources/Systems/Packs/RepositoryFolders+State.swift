import Glibc
import Model

extension RepositoryFolders {
  /// A digest that changes whenever an object or a reference is added, removed or changed.
  ///
  /// Objects are named by what they hold and packs end with a digest of theirs, so neither is read.
  ///
  /// - Parameter references: As they are now.
  /// - Returns: The digest in hexadecimal.
  package func state(_ references: RepositoryReferences) -> String {
    var hasher = DigestHasher()
    hasher.update("HEAD \(references.head?.description ?? "")\n")
    for reference in references.list {
      hasher.update("\(reference.name) \(reference.target.description)\n")
    }
    for name in references.unreadable { hasher.update("unreadable \(name)\n") }
    hasher.update("shallow \(SmallFile.text(common + "/shallow", limit: 1 << 28) ?? "")\n")
    hasher.update("partial \(isPartialClone)\n")
    for problem in problems { hasher.update("problem \(problem)\n") }
    for folder in objects {
      hasher.update("folder \(folder)\n")
      for name in Self.names(in: folder).sorted() {
        if name == "pack" {
          addPacks(in: folder + "/pack", to: &hasher)
        } else if name.utf8.count == 2 {
          hasher.update("\(name) \(Self.names(in: folder + "/" + name).sorted())\n")
        }
      }
    }
    return hasher.finish()
  }

  private func addPacks(in folder: String, to hasher: inout DigestHasher) {
    for name in Self.names(in: folder).sorted() {
      let (size, end) = Self.end(of: folder + "/" + name, count: 2 * hash.byteCount)
      hasher.update("\(name) \(size)\n")
      hasher.update(end)
    }
  }

  private static func names(in folder: String) -> [String] {
    guard let descriptor = try? FileDescriptor(opening: folder, flags: O_DIRECTORY),
      let entries = try? FolderEntry.list(descriptor, limit: 1 << 20)
    else { return [] }
    return entries.map(\.name)
  }

  /// A file's size and its last bytes, which in packs and indexes are digests.
  private static func end(of path: String, count: Int) -> (Int, [UInt8]) {
    guard let file = try? FileDescriptor(opening: path, flags: O_NOFOLLOW),
      let status = try? file.status(), status.st_mode & S_IFMT == S_IFREG
    else { return (0, []) }
    let size = Int(status.st_size)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      // pread writes at most the buffer's length.
      done = max(0, unsafe pread(file.number, buffer.baseAddress, count, max(0, size - count)))
    }
    return (size, bytes)
  }
}
