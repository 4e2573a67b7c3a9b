import Glibc

/// A new folder for files that nobody else may read; what is there already is never touched.
package struct PrivateFolder: Sendable {
  package let path: String

  /// Makes the folder, or takes one that is there and holds nothing.
  ///
  /// - Throws: why it cannot be, as the end of a sentence that begins with the path.
  package init(making path: String) throws(SystemError) {
    self.path = path
    // mkdir only reads the text that it is given.
    if unsafe mkdir(path, 0o700) == 0 { return }
    guard errno == EEXIST else { throw SystemError(number: errno) }
    let folder = try FileDescriptor(opening: path, flags: O_DIRECTORY | O_NOFOLLOW)
    guard try Self.isEmpty(path) else {
      throw SystemError(words: "holds files already; name a new folder")
    }
    guard fchmod(folder.number, 0o700) == 0 else { throw SystemError(number: errno) }
  }

  /// Writes a file that is not there yet.
  package func write(_ bytes: [UInt8], to name: String) throws(SystemError) {
    let number = unsafe open(
      "\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw SystemError(number: errno) }
    defer { close(number) }
    try StandardStream.write(bytes, to: number)
  }

  /// Takes the folder away again when nothing was written into it.
  package func discard() {
    // rmdir refuses a folder that holds anything.
    unsafe _ = rmdir(path)
  }

  private static func isEmpty(_ path: String) throws(SystemError) -> Bool {
    // opendir gives a stream that is ours to close, or nothing.
    guard let stream = unsafe opendir(path) else { throw SystemError(number: errno) }
    defer { unsafe _ = closedir(stream) }
    var names = 0
    // Two entries, for itself and its parent, are in every folder.
    while names < 3, unsafe readdir(stream) != nil { names += 1 }
    return names < 3
  }
}
