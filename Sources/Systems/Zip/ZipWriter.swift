import CZip
import Model

/// Writes ZIP archives whose bytes depend on nothing but what is put in.
package enum ZipWriter {
  /// Midnight of 1 January 1980, the earliest time that the format knows.
  private static let date: UInt16 = 1 << 5 | 1

  /// A new archive with the parts in the given order.
  ///
  /// - Throws: `Unavailable` when a name leads out of the archive or stands twice.
  package static func archive(
    of parts: [(name: String, bytes: [UInt8])]
  ) throws(Unavailable) -> [UInt8] {
    let handle = try ZipHandle([], forWriting: true)
    var names: Set<String> = []
    for part in parts {
      try checkName(part.name)
      guard names.insert(part.name).inserted else {
        throw Unavailable("two entries of the archive are called \"\(part.name.shownInMessage)\"")
      }
      let source = unsafe try source(of: part.bytes, in: handle)
      let index = unsafe zip_file_add(handle.archive, part.name, source, ZIP_FL_ENC_UTF_8)
      guard index >= 0 else { throw unsafe failure(source, handle) }
      try finish(UInt64(index), in: handle)
    }
    return try handle.close()
  }

  /// An archive with the bytes of some entries replaced; every other entry keeps its compressed
  /// bytes, its time and its place.
  ///
  /// - Throws: `Unavailable` when an entry is not there, stands twice, or the archive is damaged.
  package static func replacing(
    _ parts: [String: [UInt8]], in bytes: [UInt8], limits: ZipLimits = .standard
  ) throws(Unavailable) -> [UInt8] {
    guard !parts.isEmpty else { return bytes }
    let handle = try ZipHandle(bytes, forWriting: true)
    let entries = try ZipArchive.entries(of: handle, limits: limits)
    for name in parts.keys.sorted() {
      let named = entries.filter { $0.name == name }
      guard let entry = named.first, named.count == 1, let content = parts[name] else {
        throw Unavailable(
          "the archive has \(named.count) entries called \"\(name.shownInMessage)\"; expected one")
      }
      let source = unsafe try source(of: content, in: handle)
      let index = UInt64(entry.index)
      guard unsafe zip_file_replace(handle.archive, index, source, 0) == 0 else {
        throw unsafe failure(source, handle)
      }
      try finish(index, in: handle)
    }
    return try handle.close()
  }

  private static func checkName(_ name: String) throws(Unavailable) {
    let entry = ZipEntry(name: name, index: 0, size: 0, compressedSize: 0, isEncrypted: false)
    guard entry.hasSafeName, name.utf8.count <= Int(UInt16.max) else {
      throw Unavailable("\"\(name.shownInMessage)\" cannot name an entry of an archive")
    }
  }

  /// Bytes as libzip reads them; the archive owns the result once it is added.
  private static func source(
    of bytes: [UInt8], in handle: ZipHandle
  ) throws(Unavailable) -> OpaquePointer {
    // The copy belongs to the source, which frees it (the last argument).
    guard let memory = unsafe ZipHandle.copy(bytes),
      let source = unsafe zip_source_buffer(handle.archive, memory, UInt64(bytes.count), 1)
    else { throw Unavailable("there is not enough memory to write the archive") }
    return unsafe source
  }

  private static func finish(_ index: UInt64, in handle: ZipHandle) throws(Unavailable) {
    guard unsafe zip_set_file_compression(handle.archive, index, ZIP_CM_DEFLATE, 6) == 0,
      unsafe zip_file_set_dostime(handle.archive, index, 0, date, 0) == 0
    else { throw Unavailable("the ZIP archive cannot be written: \(handle.reason)") }
  }

  private static func failure(_ source: OpaquePointer, _ handle: ZipHandle) -> Unavailable {
    // The archive did not take the source, so it is still this file's to free.
    unsafe zip_source_free(source)
    return Unavailable("the ZIP archive cannot be written: \(handle.reason)")
  }
}
