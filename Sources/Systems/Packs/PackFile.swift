import Glibc
import Model

/// A pack and its index.
///
/// The pack is read through `pread` and never mapped: a file that another process cuts short gives a
/// short read and so a gap, where a mapping would end the program. What is read is in the page cache
/// and then in the processor's, so it costs next to nothing beside its decompression.
final class PackFile: Sendable {
  /// The file's name, as `pack-….pack`.
  let name: String
  let index: PackIndex
  /// Where the last object has to end.
  let end: Int
  /// Whether it came from a server that keeps some of the objects.
  let isPromisor: Bool

  private let descriptor: FileDescriptor

  static let largestIndex = 4 << 30

  /// Opens a pack.
  ///
  /// - Parameters:
  ///   - stem: The file's path without its extension.
  ///   - name: How messages call it.
  ///   - hash: What names are made with.
  ///   - isPromisor: Whether a server keeps some of the objects.
  /// - Throws: `Unavailable` when pack and index cannot be read or do not belong together.
  init(stem: String, name: String, hash: ObjectHash, isPromisor: Bool) throws(Unavailable) {
    let bytes = try SmallFile.read(stem + ".idx", limit: Self.largestIndex)
    let index = try PackIndex(bytes, hash: hash)
    do throws(SystemError) {
      descriptor = try FileDescriptor(opening: stem + ".pack", flags: O_NOFOLLOW)
      let status = try descriptor.status()
      guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: ENXIO) }
      end = max(12, Int(status.st_size) - hash.byteCount)
    } catch {
      throw Unavailable("the pack \(error.words)")
    }
    self.name = name
    self.index = index
    self.isPromisor = isPromisor
    // A read ahead helps a cold disk and is only a hint.
    posix_fadvise(descriptor.number, 0, 0, POSIX_FADV_WILLNEED)
    try checkEnds()
  }

  private func checkEnds() throws(Unavailable) {
    var bytes: [UInt8] = []
    guard read(12, at: 0, into: &bytes) == 12, bytes.starts(with: "PACK".utf8),
      [2, 3].contains(bytes.bigEndian32(at: 4))
    else { throw Unavailable("the pack does not begin as one of version 2 or 3") }
    guard Int(bytes.bigEndian32(at: 8)) == index.count else {
      throw Unavailable(
        "the pack has \(bytes.bigEndian32(at: 8)) objects, its index \(index.count)")
    }
    let count = index.hash.byteCount
    guard read(count, at: end, into: &bytes) == count, bytes.starts(with: index.packChecksum) else {
      throw Unavailable("the pack does not end as its index says; it is cut short or another one")
    }
  }

  /// Reads up to a count of bytes to the front of an array, which grows as needed.
  ///
  /// - Returns: how many there were, fewer at the end of the file or after an error.
  func read(_ count: Int, at offset: Int, into bytes: inout [UInt8]) -> Int {
    if bytes.count < count {
      bytes = [UInt8](repeating: 0, count: max(count, min(2 * bytes.count, 1 << 20)))
    }
    var done = 0
    while done < count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // `done` < `count` <= the buffer's length, so the rest of it is what pread may fill.
        unsafe pread(
          descriptor.number, buffer.baseAddress?.advanced(by: done), count - done, offset + done)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      done += got
    }
    return done
  }
}
