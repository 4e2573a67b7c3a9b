import CZip
import Model

/// Reads a ZIP archive within bounds; nothing is ever unpacked to disk.
@safe
package final class ZipArchive {
  package let entries: [ZipEntry]
  private let handle: ZipHandle
  private let limits: ZipLimits
  private var bytesLeft: Int

  /// Opens an archive and reads its directory.
  ///
  /// - Throws: `Unavailable` when the bytes are no archive, are damaged, or hold too many entries.
  package init(_ bytes: [UInt8], limits: ZipLimits = .standard) throws(Unavailable) {
    // libzip takes nothing at all for an archive without entries.
    guard !bytes.isEmpty else { throw Unavailable("the ZIP archive is empty") }
    handle = try ZipHandle(bytes, forWriting: false)
    self.limits = limits
    bytesLeft = limits.maximumTotalBytes
    entries = try Self.entries(of: handle, limits: limits)
  }

  /// Opens an archive in a file, of which only what is asked for is read.
  ///
  /// - Throws: as for an archive in memory.
  package init(file path: String, limits: ZipLimits = .standard) throws(Unavailable) {
    handle = try ZipHandle(file: path)
    self.limits = limits
    bytesLeft = limits.maximumTotalBytes
    entries = try Self.entries(of: handle, limits: limits)
  }

  /// The entries in the order of the directory.
  static func entries(
    of handle: ZipHandle, limits: ZipLimits
  ) throws(Unavailable) -> [ZipEntry] {
    let count = unsafe Int(clamping: zip_get_num_entries(handle.archive, 0))
    guard count <= limits.maximumEntries else {
      throw Unavailable(
        "the ZIP archive has \(count) entries; at most \(limits.maximumEntries) are read")
    }
    var entries: [ZipEntry] = []
    entries.reserveCapacity(max(0, count))
    for index in 0..<max(0, count) {
      var status = unsafe zip_stat_t()
      // The status is filled or the call fails; its name is copied while the archive is open.
      guard unsafe zip_stat_index(handle.archive, UInt64(index), 0, &status) == 0,
        let name = unsafe status.name
      else { throw Unavailable("entry \(index) of the ZIP archive is damaged: \(handle.reason)") }
      entries.append(
        ZipEntry(
          name: unsafe String(cString: name), index: index,
          size: unsafe Int(clamping: status.size),
          compressedSize: unsafe Int(clamping: status.comp_size),
          isEncrypted: unsafe status.encryption_method != UInt16(ZIP_EM_NONE)))
    }
    return entries
  }

  /// The bytes of an entry.
  ///
  /// - Throws: `Unavailable` when it is damaged, encrypted, named so that it leads out of the
  ///   archive, larger than it says, or beyond the limits.
  package func read(_ entry: ZipEntry) throws(Unavailable) -> [UInt8] {
    if let refusal = entry.refusal(limits) { throw Unavailable(refusal) }
    guard entry.size <= bytesLeft else {
      throw Unavailable(
        "the ZIP archive holds more than the"
          + " \(ByteSize(bytes: limits.maximumTotalBytes).description) that are read")
    }
    bytesLeft -= entry.size
    if let bytes = try deflated(entry) { return bytes }
    guard let file = unsafe zip_fopen_index(handle.archive, UInt64(entry.index), 0) else {
      throw damaged(entry, handle.reason)
    }
    // Closed on every path, before the archive that it belongs to.
    defer { unsafe zip_fclose(file) }
    // One byte more than it says, so that a longer one is noticed and the checksum is compared.
    var bytes = [UInt8](repeating: 0, count: entry.size + 1)
    var count = 0
    while count < bytes.count {
      let read = unsafe bytes.withUnsafeMutableBytes { buffer in
        // Reads at most what is left of the array.
        unsafe buffer.baseAddress.map {
          unsafe zip_fread(file, $0.advanced(by: count), UInt64(buffer.count - count))
        } ?? 0
      }
      guard read >= 0 else {
        throw damaged(entry, unsafe String(cString: zip_file_strerror(file)))
      }
      if read == 0 { break }
      count += Int(read)
    }
    guard count == entry.size else { throw damaged(entry, "its size is not what it says") }
    bytes.removeLast()
    return bytes
  }

  /// An entry that is deflated without encryption, by libdeflate, which takes a third of the time that
  /// libzip takes with zlib; nil for another one.
  private func deflated(_ entry: ZipEntry) throws(Unavailable) -> [UInt8]? {
    var status = unsafe zip_stat_t()
    let wanted = UInt64(ZIP_STAT_COMP_METHOD) | UInt64(ZIP_STAT_CRC) | UInt64(ZIP_STAT_COMP_SIZE)
    guard unsafe zip_stat_index(handle.archive, UInt64(entry.index), 0, &status) == 0,
      unsafe status.valid & wanted == wanted,
      unsafe status.comp_method == UInt16(ZIP_CM_DEFLATE)
    else { return nil }
    guard
      let file = unsafe zip_fopen_index(
        handle.archive, UInt64(entry.index), UInt32(ZIP_FL_COMPRESSED))
    else { throw damaged(entry, handle.reason) }
    // Closed on every path, before the archive that it belongs to.
    defer { unsafe zip_fclose(file) }
    // What does not shrink grows by a few bytes in each 64 KiB; no more memory is given for it.
    guard entry.compressedSize <= entry.size + entry.size / 8 + 4_096 else {
      throw damaged(entry, "its size is not what it says")
    }
    guard let compressed = unsafe read(entry.compressedSize, from: file) else {
      throw damaged(entry, unsafe String(cString: zip_file_strerror(file)))
    }
    do throws(Unavailable) {
      let bytes = try RawDeflate.content(of: compressed, count: entry.size)
      guard unsafe RawDeflate.checksum(of: bytes) == status.crc else {
        throw Unavailable("its checksum is wrong")
      }
      return bytes
    } catch {
      throw damaged(entry, error.reason)
    }
  }

  private func read(_ count: Int, from file: OpaquePointer) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = unsafe bytes.withUnsafeMutableBytes { buffer in
        // Reads at most what is left of the array.
        unsafe buffer.baseAddress.map {
          unsafe zip_fread(file, $0.advanced(by: done), UInt64(count - done))
        } ?? 0
      }
      guard read > 0 else { return nil }
      done += Int(read)
    }
    return bytes
  }

  private func damaged(_ entry: ZipEntry, _ reason: String) -> Unavailable {
    Unavailable("entry \"\(entry.name.shownInMessage)\" cannot be unpacked: \(reason)")
  }
}
