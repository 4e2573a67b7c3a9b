import Glibc

/// A folder for what can be made again, whose files are believed only as they were written.
///
/// A file begins with a keyed digest over its purpose and its content. One that is corrupt, older, of
/// another repository or key, or changed by somebody who does not know the key is as good as none. So
/// is one that others may write to.
package struct CacheFolder: Sendable {
  package let path: String
  private let key: [UInt8]

  private static let digestLength = 64
  private static let largestFile = 1 << 30
  /// The oldest beyond these are removed.
  private static let mostFiles = 200
  private static let mostListed = 1 << 16

  /// Prepares a folder, which is made when something is written.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - key: Keys the digests of the files.
  package init(path: String, key: [UInt8]) {
    self.path = path
    self.key = Array("avouch cache\n\(Self.program)\n".utf8) + key
  }

  /// What tells this program from another version of it, which may come to something else.
  private static var program: String {
    var status = stat()
    // stat only fills the structure that it is given.
    guard unsafe stat("/proc/self/exe", &status) == 0 else { return "" }
    return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
  }

  /// Where a user's caches are kept (XDG Base Directory Specification); nil when there is no such place.
  package static func standardPath(_ environment: [String: String]) -> String? {
    // The specification has relative paths ignored.
    if let root = environment["XDG_CACHE_HOME"], root.hasPrefix("/") { return root + "/avouch" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.cache/avouch"
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - name: The file's.
  ///   - purpose: All that the content depends on.
  /// - Returns: The content; nil when there is none that can be believed.
  package func read(_ name: String, for purpose: String) -> [UInt8]? {
    guard let bytes = own(path + "/" + name), bytes.count >= Self.digestLength else { return nil }
    let content = Array(bytes[Self.digestLength...])
    guard bytes.starts(with: digest(of: content, for: purpose)) else { return nil }
    return content
  }

  /// Keeps a content; a folder that cannot be written to keeps nothing.
  package func write(_ content: [UInt8], as name: String, for purpose: String) {
    guard makeFolder(path) else { return }
    let file = path + "/" + name
    let temporary = file + ".\(getpid())"
    unsafe _ = unlink(temporary)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let number = unsafe open(temporary, flags, 0o600)
    guard number >= 0 else { return }
    defer { close(number) }
    do throws(SystemError) {
      try StandardStream.write(digest(of: content, for: purpose) + content, to: number)
      guard unsafe rename(temporary, file) == 0 else { throw SystemError(number: errno) }
    } catch {
      unsafe _ = unlink(temporary)
    }
    removeOldest()
  }

  private func digest(of content: [UInt8], for purpose: String) -> [UInt8] {
    let purpose = Array(purpose.utf8)
    let head = Array("\(purpose.count) \(content.count)\n".utf8)
    return Array(Digest.hmacSHA256(key: key, head + purpose + content).utf8)
  }

  /// The bytes of a regular file that is this user's and that no other may write to.
  private func own(_ file: String) -> [UInt8]? {
    do throws(SystemError) {
      let descriptor = try FileDescriptor(opening: file, flags: O_NOFOLLOW)
      let status = try descriptor.status()
      guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
        status.st_mode & 0o022 == 0, Int(status.st_size) <= Self.largestFile
      else { return nil }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(Int(status.st_size))
      guard try descriptor.read(upTo: Self.largestFile, { bytes += $0 }) != nil else { return nil }
      return bytes
    } catch {
      return nil
    }
  }

  /// Makes the folder and those above it for this user alone; no when it is another's.
  private func makeFolder(_ folder: String) -> Bool {
    var status = stat()
    // stat only fills the structure that it is given.
    if unsafe stat(folder, &status) == 0 {
      return status.st_mode & S_IFMT == S_IFDIR
        && (folder != path || (status.st_uid == geteuid() && status.st_mode & 0o022 == 0))
    }
    guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex,
      makeFolder(String(folder[..<slash]))
    else { return false }
    return unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST
  }

  private func removeOldest() {
    guard let folder = try? FileDescriptor(opening: path, flags: 0),
      let entries = try? FolderEntry.list(folder, limit: Self.mostListed),
      entries.count > Self.mostFiles
    else { return }
    let files = entries.compactMap { entry -> (written: Int, name: String)? in
      var status = stat()
      // lstat only fills the structure that it is given.
      guard unsafe lstat(path + "/" + entry.name, &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      return (status.st_mtim.tv_sec, entry.name)
    }
    for file in files.sorted(by: { $0 < $1 }).dropLast(Self.mostFiles) {
      unsafe _ = unlink(path + "/" + file.name)
    }
  }
}
