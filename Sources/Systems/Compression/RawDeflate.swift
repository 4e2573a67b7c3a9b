import CDeflate
import Model

/// A deflate stream (RFC 1951) without any wrapping, in memory.
enum RawDeflate {
  /// Decompresses a stream that must give exactly a count of bytes.
  ///
  /// - Throws: `Unavailable` when it is damaged or gives another count.
  static func content(of bytes: [UInt8], count: Int) throws(Unavailable) -> [UInt8] {
    guard let decompressor = unsafe libdeflate_alloc_decompressor() else {
      throw Unavailable("no memory to unpack with")
    }
    // Freed on every path, after the last use.
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    var code = LIBDEFLATE_BAD_DATA
    let content = unsafe [UInt8](unsafeUninitializedCapacity: max(1, count)) { buffer, done in
      // libdeflate reads the array alone and writes at most `count` bytes.
      unsafe code = libdeflate_deflate_decompress(
        decompressor, bytes, bytes.count, buffer.baseAddress, count, nil)
      done = code == LIBDEFLATE_SUCCESS ? count : 0
    }
    switch code {
    case LIBDEFLATE_SUCCESS: return content
    case LIBDEFLATE_SHORT_OUTPUT, LIBDEFLATE_INSUFFICIENT_SPACE:
      throw Unavailable("its size is not what it says")
    default: throw Unavailable("it is damaged")
    }
  }

  /// CRC-32 as ZIP and gzip have it.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    // libdeflate reads the array alone.
    unsafe libdeflate_crc32(0, bytes, bytes.count)
  }
}
