import CZip
import Glibc
import Model

/// An archive in memory, opened by libzip.
@safe
final class ZipHandle {
  // Made here, given up once by `close` or `deinit`, and seen by nobody outside this folder.
  private(set) var archive: OpaquePointer
  /// The memory behind the archive; this object holds one reference of its own.
  private let source: OpaquePointer
  private var isOpen = true

  /// Opens bytes, or an empty archive that is to be written.
  init(_ bytes: [UInt8], forWriting: Bool) throws(Unavailable) {
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    defer { unsafe zip_error_fini(&error) }
    guard let memory = unsafe Self.copy(bytes),
      // From here the copy belongs to the source, which frees it (the last argument but one).
      let source = unsafe zip_source_buffer_create(memory, UInt64(bytes.count), 1, &error)
    else { throw Unavailable("there is not enough memory to open the archive") }
    // The archive takes one reference, this object keeps the other.
    unsafe zip_source_keep(source)
    let flags = forWriting ? (bytes.isEmpty ? ZIP_CREATE | ZIP_TRUNCATE : 0) : ZIP_RDONLY
    guard let archive = unsafe zip_open_from_source(source, flags, &error) else {
      let reason = unsafe String(cString: zip_error_strerror(&error))
      // Opening failed, so both references are still here.
      unsafe zip_source_free(source)
      unsafe zip_source_free(source)
      throw Unavailable("the ZIP archive cannot be read: \(reason)")
    }
    unsafe self.archive = archive
    unsafe self.source = source
  }

  /// Opens a file, which is read piece by piece as entries are asked for.
  init(file path: String) throws(Unavailable) {
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    defer { unsafe zip_error_fini(&error) }
    // libzip copies the path; a length of -1 takes the file to its end.
    guard let source = unsafe zip_source_file_create(path, 0, -1, &error) else {
      throw Unavailable("\(path): \(unsafe String(cString: zip_error_strerror(&error)))")
    }
    // The archive takes one reference, this object keeps the other.
    unsafe zip_source_keep(source)
    guard let archive = unsafe zip_open_from_source(source, ZIP_RDONLY, &error) else {
      let reason = unsafe String(cString: zip_error_strerror(&error))
      // Opening failed, so both references are still here.
      unsafe zip_source_free(source)
      unsafe zip_source_free(source)
      throw Unavailable("\(path) cannot be read as a ZIP archive: \(reason)")
    }
    unsafe self.archive = archive
    unsafe self.source = source
  }

  deinit {
    if isOpen { unsafe zip_discard(archive) }
    unsafe zip_source_free(source)
  }

  /// Memory of malloc, as libzip frees it, with the bytes; never nil for want of bytes.
  static func copy(_ bytes: [UInt8]) -> UnsafeMutableRawPointer? {
    guard let memory = unsafe malloc(max(1, bytes.count)) else { return nil }
    unsafe bytes.withUnsafeBytes { input in
      guard let start = input.baseAddress else { return }
      // The block was allocated with room for just these bytes.
      unsafe memory.copyMemory(from: start, byteCount: input.count)
    }
    return unsafe memory
  }

  /// What libzip said last about the archive.
  var reason: String { unsafe String(cString: zip_strerror(archive)) }

  /// Writes the changes and gives the whole archive.
  func close() throws(Unavailable) -> [UInt8] {
    guard unsafe zip_close(archive) == 0 else {
      throw Unavailable("the ZIP archive cannot be written: \(reason)")
    }
    // zip_close freed the archive; the written bytes are in the source.
    isOpen = false
    return try written()
  }

  private func written() throws(Unavailable) -> [UInt8] {
    var status = unsafe zip_stat_t()
    guard unsafe zip_source_stat(source, &status) == 0, unsafe zip_source_open(source) == 0
    else { throw Unavailable("the written ZIP archive cannot be read back") }
    defer { unsafe zip_source_close(source) }
    let size = unsafe Int(clamping: status.size)
    var bytes = [UInt8](repeating: 0, count: size)
    // libzip writes at most the array's length into it.
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.baseAddress.map { unsafe zip_source_read(source, $0, UInt64(size)) } ?? 0
    }
    guard count == Int64(size) else {
      throw Unavailable("the written ZIP archive cannot be read back")
    }
    return bytes
  }
}
