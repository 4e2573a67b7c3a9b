import Glibc
import Model

/// A folder whose every file is accounted for; no link in it is followed.
package struct SealedFolder: Sendable {
  /// Why a file in the folder has no digest.
  package enum Problem: Error, Hashable, Sendable {
    case absent
    /// A link, a pipe, a folder: nothing whose bytes can be vouched for.
    case irregular(String)
    /// It is there, and its bytes could not be had.
    case unreadable(String)
  }

  /// What a file holds.
  package struct Content: Hashable, Sendable {
    /// In lower-case hexadecimal.
    package let sha256: String
    package let size: Int
  }

  package static let defaultSizeLimit = 256 << 20
  static let mostEntries = 100_000
  static let deepestFolder = 64

  /// The absolute path without links.
  package let path: String

  /// Takes the path of a folder that exists.
  ///
  /// - Throws: a reason that begins with the path as given.
  package init(path: String) throws(Unavailable) {
    self.path = try BoundedFile.canonicalPath(of: path)
    do { _ = try FileDescriptor(opening: self.path, flags: O_DIRECTORY) } catch {
      throw Unavailable("\(path) \(error.number == ENOTDIR ? "is not a folder" : error.words)")
    }
  }

  /// The digest of a file, computed without holding the file in memory.
  package func content(
    of name: String, limit: Int = SealedFolder.defaultSizeLimit
  ) throws(Problem) -> Content {
    let file = try open(name, limit: limit)
    var hasher = DigestHasher()
    let size = try Self.pieces(of: file, limit: limit) { hasher.update($0) }
    return Content(sha256: hasher.finish(), size: size)
  }

  /// The bytes of a small file.
  package func read(_ name: String, limit: Int) throws(Problem) -> [UInt8] {
    let file = try open(name, limit: limit)
    var bytes: [UInt8] = []
    _ = try Self.pieces(of: file, limit: limit) { bytes += $0 }
    return bytes
  }

  private func open(_ name: String, limit: Int) throws(Problem) -> FileDescriptor {
    guard let parts = FileTree.parts(of: name) else {
      throw .irregular("is no path inside the folder")
    }
    do throws(SystemError) {
      var folder = try FileDescriptor(opening: path, flags: O_DIRECTORY)
      for part in parts.dropLast() {
        folder = try FileDescriptor(
          opening: part, in: folder.number, flags: O_DIRECTORY | O_NOFOLLOW)
      }
      let file = try FileDescriptor(
        opening: parts.last ?? ".", in: folder.number, flags: O_NOFOLLOW | O_NOCTTY)
      let status = try file.status()
      guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: EISDIR) }
      guard status.st_size <= limit else { throw SystemError(number: EFBIG) }
      return file
    } catch {
      throw Self.problem(error, limit: limit)
    }
  }

  private static func pieces(
    of file: borrowing FileDescriptor, limit: Int, _ take: ([UInt8]) -> Void
  ) throws(Problem) -> Int {
    do throws(SystemError) {
      guard let size = try file.read(upTo: limit, take) else { throw SystemError(number: EFBIG) }
      return size
    } catch {
      throw problem(error, limit: limit)
    }
  }

  private static func problem(_ error: SystemError, limit: Int) -> Problem {
    switch error.number {
    case ENOENT: .absent
    case ELOOP: .irregular("is a symbolic link")
    // What O_DIRECTORY with O_NOFOLLOW answers for a link.
    case ENOTDIR: .irregular("lies behind a symbolic link or something else that is no folder")
    case EISDIR, ENXIO, ENODEV: .irregular("is not a regular file")
    case EFBIG: .unreadable("is larger than \(ByteSize(bytes: limit).description)")
    default: .unreadable(error.words)
    }
  }
}
