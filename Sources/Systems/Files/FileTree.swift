import Glibc
import Model
import Synchronization

/// The files below one folder, read without ever leaving it.
///
/// What is in the folder is hostile: links that lead out, pipes that never answer, endless files.
/// Folders that were listed once are remembered.
package final class FileTree: Sendable {
  package static let defaultSizeLimit = 16 << 20
  package static let defaultDigestLimit = 1 << 30
  static let deepestFolder = 64

  package let root: String
  let largestListing: Int
  let listings = Mutex<[String: [FolderEntry]]>([:])

  /// Takes the folder's absolute path; whether it exists is seen when it is used.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - largestListing: How many names one question may meet before it is refused.
  package init(root: String, largestListing: Int = 200_000) {
    var root = root
    while root.count > 1, root.hasSuffix("/") { root.removeLast() }
    self.root = root
    self.largestListing = largestListing
  }

  /// The bytes of a regular file.
  ///
  /// A link is followed when it leads to a file in this tree.
  ///
  /// - Throws: a reason that begins with the path as given.
  package func read(_ path: String, limit: Int = FileTree.defaultSizeLimit)
    throws(Unavailable) -> [UInt8]
  {
    var bytes: [UInt8] = []
    _ = try read(path, limit: limit) { bytes += $0 }
    return bytes
  }

  /// Reads a file in pieces and gives its size.
  private func read(_ path: String, limit: Int, _ take: ([UInt8]) -> Void)
    throws(Unavailable) -> Int
  {
    let file = try open(path)
    do throws(SystemError) {
      let status = try file.status()
      if let reason = Self.reasonNotRegular(status.st_mode) {
        throw SystemError(words: reason)
      }
      // The size is looked at again while reading, since the file may grow.
      let size = status.st_size > limit ? nil : try file.read(upTo: limit, take)
      guard let size else {
        throw SystemError(words: "is larger than \(ByteSize(bytes: limit).description)")
      }
      return size
    } catch {
      throw Unavailable("\(path) \(error.words)")
    }
  }

  /// The size and SHA-256 of a regular file, without holding all of it in memory.
  package func digest(of path: String, limit: Int = FileTree.defaultDigestLimit)
    throws(Unavailable) -> (size: Int, digest: String)
  {
    var hasher = DigestHasher()
    let size = try read(path, limit: limit) { hasher.update($0) }
    return (size, hasher.finish())
  }

  /// Whether there is anything of that name, be it a link that leads nowhere.
  package func contains(_ path: String) throws(Unavailable) -> Bool {
    guard Self.parts(of: path) != nil else {
      throw Unavailable("\(path) is not a path inside its folder")
    }
    return try exists(path)
  }

  /// Splits a relative path; nil when it is absolute, empty or climbs with `..`.
  static func parts(of path: String) -> [String]? {
    guard !path.isEmpty, !path.hasPrefix("/"), !path.unicodeScalars.contains("\0") else {
      return nil
    }
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    return parts.contains("..") || parts.isEmpty ? nil : parts
  }

  /// Opens what a path leads to, after making sure that this is in the tree.
  private func open(_ path: String) throws(Unavailable) -> FileDescriptor {
    guard let parts = Self.parts(of: path) else {
      throw Unavailable("\(path) is not a path inside its folder")
    }
    do throws(SystemError) {
      let base = try Self.resolved(root)
      let resolved = try Self.resolved(([base] + parts).joined(separator: "/"))
      let prefix = base == "/" ? "/" : base + "/"
      guard resolved.hasPrefix(prefix) else {
        throw SystemError(words: "leads out of its folder through a symbolic link")
      }
      // Opened part by part without links, so that a link put there in the meantime is refused.
      var folder = try FileDescriptor(opening: base, flags: O_DIRECTORY)
      let names = resolved.dropFirst(prefix.count).split(separator: "/")
      for name in names.dropLast() {
        folder = try FileDescriptor(
          opening: String(name), in: folder.number, flags: O_DIRECTORY | O_NOFOLLOW)
      }
      return try FileDescriptor(
        opening: String(names.last ?? "."), in: folder.number, flags: O_NOFOLLOW | O_NOCTTY)
    } catch {
      throw Unavailable("\(path) \(error.words)")
    }
  }

  /// The path with every link followed.
  static func resolved(_ path: String) throws(SystemError) -> String {
    // With no buffer given, realpath allocates a terminated string that is ours to free.
    guard let text = unsafe realpath(path, nil) else { throw SystemError(number: errno) }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  private static func reasonNotRegular(_ mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "is a folder, not a file"
    case S_IFIFO: "is a pipe, not a file"
    case S_IFSOCK: "is a socket, not a file"
    default: "is a device, not a file"
    }
  }
}

extension FileTree {
  /// Whether both are one folder, whatever links lead to it.
  package func isSame(as other: FileTree) -> Bool {
    guard let mine = try? Self.resolved(root), let theirs = try? Self.resolved(other.root) else {
      return false
    }
    return mine == theirs
  }
}
