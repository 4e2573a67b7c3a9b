import Glibc
import Model

/// A regular file that a person names on the command line, read whole within a limit.
package enum BoundedFile {
  /// The bytes; links are followed, since the person chose the path.
  ///
  /// - Throws: a reason that begins with the path as given.
  package static func read(_ path: String, limit: Int) throws(Unavailable) -> [UInt8] {
    do throws(SystemError) {
      let file = try FileDescriptor(opening: path, flags: O_NOCTTY)
      let status = try file.status()
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw SystemError(number: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : ENXIO)
      }
      var bytes: [UInt8] = []
      guard status.st_size <= limit, try file.read(upTo: limit, { bytes += $0 }) != nil else {
        throw SystemError(words: "is larger than \(ByteSize(bytes: limit).description)")
      }
      return bytes
    } catch {
      throw Unavailable("\(path) \(error.words)", isAbsent: error.number == ENOENT)
    }
  }

  /// The path with every link followed.
  ///
  /// - Throws: a reason that begins with the path as given.
  package static func canonicalPath(of path: String) throws(Unavailable) -> String {
    do { return try FileTree.resolved(path) } catch {
      throw Unavailable("\(path) \(error.words)", isAbsent: error.number == ENOENT)
    }
  }
}
