import Glibc
import Model
import Synchronization

/// The files below one folder, read without ever leaving it.
///
/// What is in the folder is hostile: links that lead out, pipes that never answer, endless files.
/// Folders that were listed once are remembered.
package final class FileTree: Sendable {
  package static let defaultSizeLimit = 16 << 20
  static let largestListing = 200_000
  static let deepestFolder = 64

  package let root: String
  let listings = Mutex<[String: [FolderEntry]]>([:])

  /// Takes the folder's absolute path; whether it exists is seen when it is used.
  package init(root: String) {
    var root = root
    while root.count > 1, root.hasSuffix("/") { root.removeLast() }
    self.root = root
  }

  /// The bytes of a regular file.
  ///
  /// A link is followed when it leads to a file in this tree.
  ///
  /// - Throws: a reason that begins with the path as given.
  package func read(_ path: String, limit: Int = FileTree.defaultSizeLimit)
    throws(Unavailable) -> [UInt8]
  {
    let file = try open(path)
    do {
      let status = try file.status()
      if let reason = Self.reasonNotRegular(status.st_mode) {
        throw Unavailable("\(path) \(reason)")
      }
      // The size is looked at again while reading, since the file may grow.
      let bytes = status.st_size > limit ? nil : try file.read(upTo: limit)
      guard let bytes, bytes.count <= limit else {
        throw Unavailable("\(path) is larger than \(ByteSize(bytes: limit).description)")
      }
      return bytes
    } catch let error as SystemError {
      throw Unavailable("\(path) \(error.words)")
    } catch let error as Unavailable {
      throw error
    } catch {
      throw Unavailable("\(path) could not be read")
    }
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
    do {
      let base = try Self.resolved(root)
      let resolved = try Self.resolved(([base] + parts).joined(separator: "/"))
      let prefix = base == "/" ? "/" : base + "/"
      guard resolved.hasPrefix(prefix) else {
        throw Unavailable("\(path) leads out of its folder through a symbolic link")
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
    } catch let error as SystemError {
      throw Unavailable("\(path) \(error.words)")
    } catch let error as Unavailable {
      throw error
    } catch {
      throw Unavailable("\(path) could not be opened")
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
