import CDeflate
import Model

/// A gzip file (RFC 1952) in memory, read within bounds.
package enum GzipFile {
  /// Smaller content does no harm however well it is compressed.
  private static let harmlessBytes = 1 << 20
  /// The least that a member takes.
  private static let shortestMember = 18

  /// Unpacks all members.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - limit: The most bytes that are unpacked.
  ///   - ratio: How many times larger than the file the content may be.
  /// - Returns: Their content, one after the other.
  /// - Throws: `Unavailable` when the file is damaged or beyond the limits.
  package static func content(
    of bytes: [UInt8], limit: Int, ratio: Int
  ) throws(Unavailable) -> [UInt8] {
    guard let decompressor = unsafe libdeflate_alloc_decompressor() else {
      throw Unavailable("no memory to unpack with")
    }
    // Freed on every path, after the last use.
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    let most = min(
      limit, max(harmlessBytes, bytes.count.multipliedReportingOverflow(by: ratio).partialValue))
    var content: [UInt8] = []
    var position = 0
    repeat {
      let member = try unsafe member(
        of: bytes, from: position, room: most - content.count, with: decompressor)
      content += member.content
      position = member.end
      // What follows the last member is padding, unless it begins like another.
    } while position + shortestMember <= bytes.count && bytes[position] == 0x1F
      && bytes[position + 1] == 0x8B
    return content
  }

  private static func member(
    of bytes: [UInt8], from start: Int, room: Int, with decompressor: OpaquePointer
  ) throws(Unavailable) -> (content: [UInt8], end: Int) {
    // Most content is a few times larger; what is larger still is tried with more room.
    var capacity = min(room, max(4_096, (bytes.count - start) * 6))
    while true {
      var read = 0
      var code = LIBDEFLATE_BAD_DATA
      let content = unsafe [UInt8](unsafeUninitializedCapacity: max(1, capacity)) { buffer, count in
        unsafe bytes.withUnsafeBytes { input in
          // libdeflate reads the rest of the array and writes at most the capacity.
          unsafe code = libdeflate_gzip_decompress_ex(
            decompressor, input.baseAddress?.advanced(by: start), input.count - start,
            buffer.baseAddress, capacity, &read, &count)
        }
        if code != LIBDEFLATE_SUCCESS { count = 0 }
      }
      switch code {
      case LIBDEFLATE_SUCCESS: return (content, start + read)
      case LIBDEFLATE_INSUFFICIENT_SPACE where capacity < room:
        capacity = min(room, capacity * 4)
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        throw Unavailable("the gzip file holds more than is unpacked")
      default: throw Unavailable("the gzip file is damaged")
      }
    }
  }
}
