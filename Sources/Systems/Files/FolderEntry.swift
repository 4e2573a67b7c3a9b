import Glibc

/// One name in a folder.
struct FolderEntry: Sendable {
  enum Kind: Sendable {
    case folder
    /// Anything else; reading it gives the reason when it is no regular file.
    case file
    case linkToFolder
  }

  let name: String
  let kind: Kind

  /// The names in a folder without `.`, `..` and `.git`; nil when there are more than the limit.
  static func list(_ folder: consuming FileDescriptor, limit: Int) throws(SystemError)
    -> [FolderEntry]?
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
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      // The name is terminated and stays in place until the next call on this stream.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = unsafe String(
        cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
      if [".", "..", ".git"].contains(name) { continue }
      guard entries.count < limit else { return nil }
      let kind = unsafe Self.kind(of: name, type: Int(entry.pointee.d_type), in: folder.number)
      entries.append(FolderEntry(name: name, kind: kind))
    }
    guard errno == 0 else { throw SystemError(number: errno) }
    return entries
  }

  private static func kind(of name: String, type: Int, in folder: Int32) -> Kind {
    if type == Int(DT_REG) { return .file }
    if type == Int(DT_DIR) { return .folder }
    var status = stat()
    // fstatat only fills the structure that it is given.
    guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .file }
    if status.st_mode & S_IFMT == S_IFDIR { return .folder }
    guard status.st_mode & S_IFMT == S_IFLNK else { return .file }
    guard unsafe fstatat(folder, name, &status, 0) == 0 else { return .file }
    return status.st_mode & S_IFMT == S_IFDIR ? .linkToFolder : .file
  }
}
