import Glibc

/// Memory for the content of one object.
@safe
final class ContentBuffer {
  // Allocated here with the capacity, freed in deinit.
  let start: UnsafeMutableRawPointer
  let capacity: Int
  /// How many bytes from the start hold the content; at most the capacity.
  var count = 0

  /// Nil when there is no memory.
  init?(capacity: Int) {
    // malloc, for it gives large blocks that take no memory until they are written to.
    guard let start = unsafe malloc(max(1, capacity)) else { return nil }
    unsafe self.start = start
    self.capacity = capacity
  }

  deinit { unsafe free(start) }

  /// The content, good as long as the buffer is held and not written to.
  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: start, count: count) }
}

/// Buffers that one thread uses again and again.
struct BufferPool {
  private var free: [[ContentBuffer]] = Array(repeating: [], count: 64)
  private var kept = 0

  private static let smallest = 1 << 12
  private static let mostKept = 64 << 20

  /// A buffer with room for a count of bytes, whatever is in it.
  mutating func take(_ count: Int) throws(ObjectGap.Reason) -> ContentBuffer {
    guard count < 1 << 40 else { throw .tooLarge }
    let kind = Self.kind(of: count)
    if let buffer = free[kind].popLast() {
      kept -= buffer.capacity
      buffer.count = 0
      return buffer
    }
    guard let buffer = ContentBuffer(capacity: 1 << kind) else { throw .tooLarge }
    return buffer
  }

  mutating func give(back buffer: ContentBuffer) {
    guard kept + buffer.capacity <= Self.mostKept else { return }
    kept += buffer.capacity
    free[Self.kind(of: buffer.capacity)].append(buffer)
  }

  /// The power of two that a count fits in.
  private static func kind(of count: Int) -> Int {
    Int.bitWidth - (max(smallest, count) - 1).leadingZeroBitCount
  }
}
