import Glibc
import Model

extension SealedFolder {
  /// Relative paths of everything below the folder that is not a folder itself, sorted by bytes.
  ///
  /// Hidden files, links and `.git` are in it: a place left out would be a place to hide in.
  ///
  /// - Throws: a reason when a folder cannot be listed or there is too much in it.
  package func names() throws(Unavailable) -> [String] {
    var found: [String] = []
    var waiting = [""]
    var seen = 0
    while let folder = waiting.popLast() {
      for (name, isFolder) in try entries(of: folder) {
        seen += 1
        guard seen <= Self.mostEntries else {
          throw Unavailable("there are more than \(Self.mostEntries) files below \(path)")
        }
        let entry = folder.isEmpty ? name : folder + "/" + name
        if isFolder { waiting.append(entry) } else { found.append(entry) }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func entries(of folder: String) throws(Unavailable) -> [(String, isFolder: Bool)] {
    let parts = folder.split(separator: "/").map(String.init)
    guard parts.count <= Self.deepestFolder else {
      throw Unavailable("\(folder) lies more than \(Self.deepestFolder) folders deep")
    }
    do throws(SystemError) {
      var open = try FileDescriptor(opening: path, flags: O_DIRECTORY)
      for part in parts {
        open = try FileDescriptor(opening: part, in: open.number, flags: O_DIRECTORY | O_NOFOLLOW)
      }
      return try Self.list(open)
    } catch {
      throw Unavailable("the folder \(folder.isEmpty ? path : folder) \(error.words)")
    }
  }

  private static func list(_ folder: borrowing FileDescriptor) throws(SystemError)
    -> [(String, isFolder: Bool)]
  {
    // fdopendir takes the descriptor over, so it gets a copy of its own.
    let copy = fcntl(folder.number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw SystemError(number: errno) }
    guard let stream = unsafe fdopendir(copy) else {
      let error = SystemError(number: errno)
      close(copy)
      throw error
    }
    defer { unsafe closedir(stream) }
    var entries: [(String, isFolder: Bool)] = []
    while entries.count <= mostEntries {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      // The name is terminated and stays in place until the next call on this stream.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(
        to: CChar.self)
      var status = stat()
      guard unsafe strcmp(name, ".") != 0, unsafe strcmp(name, "..") != 0 else { continue }
      // fstatat only fills the structure that it is given.
      let isKnown = unsafe fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      entries.append(
        (unsafe String(cString: name), isKnown && status.st_mode & S_IFMT == S_IFDIR))
    }
    guard errno == 0 else { throw SystemError(number: errno) }
    return entries
  }
}
