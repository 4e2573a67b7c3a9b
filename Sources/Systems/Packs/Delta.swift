import Glibc

/// A delta that is applied to its base, and what it copies.
struct Delta {
  /// In order; continued copies are one.
  ///
  /// Empty when there were too many to keep.
  private(set) var copies: [CopiedRange] = []
  private(set) var hasTooManyCopies = false

  /// Past this a content counts as new; the list would take more memory than it saves work.
  private static let mostCopies = 1 << 20

  /// Makes a content out of a base.
  ///
  /// - Parameters:
  ///   - delta: The delta.
  ///   - base: The content that it copies from.
  ///   - limit: The most bytes that the result may have.
  ///   - pool: Gives the result's memory.
  /// - Returns: The content.
  /// - Throws: `damagedDelta` when an instruction does not fit, `tooLarge`.
  mutating func apply(
    _ delta: ContentBuffer, to base: ContentBuffer, limit: Int, pool: inout BufferPool
  ) throws(ObjectGap.Reason) -> ContentBuffer {
    copies.removeAll(keepingCapacity: true)
    hasTooManyCopies = false
    // Both buffers are held by the caller and written to by nobody meanwhile.
    let bytes = unsafe delta.bytes
    var position = 0
    let baseSize = try unsafe Self.size(bytes, &position)
    let size = try unsafe Self.size(bytes, &position)
    guard baseSize == base.count else { throw .damagedDelta }
    guard size <= limit else { throw .tooLarge }
    let target = try pool.take(size)
    do throws(ObjectGap.Reason) {
      try unsafe run(bytes, from: position, base: base.bytes, target: target, size: size)
    } catch {
      pool.give(back: target)
      throw error
    }
    if hasTooManyCopies { copies.removeAll() }
    target.count = size
    return target
  }

  /// Follows the instructions.
  ///
  /// The target has room for `size` bytes.
  private mutating func run(
    _ delta: UnsafeRawBufferPointer, from start: Int, base: UnsafeRawBufferPointer,
    target: ContentBuffer, size: Int
  ) throws(ObjectGap.Reason) {
    guard size > 0, let instructions = delta.baseAddress else {
      guard start == delta.count, size == 0 else { throw .damagedDelta }
      return
    }
    var position = start
    var written = 0
    // The copy that the next one may continue.
    var copied = CopiedRange(target: 0, source: 0, count: 0)
    while position < delta.count {
      // Sound: `position` < `delta.count`.
      let code = unsafe instructions.load(fromByteOffset: position, as: UInt8.self)
      position += 1
      if code & 0x80 != 0 {
        let (offset, count) = try unsafe Self.copy(code, delta, &position)
        guard let source = base.baseAddress, count <= size - written,
          offset <= base.count, count <= base.count - offset
        else { throw .damagedDelta }
        // Sound: just checked that the bytes are in the base and fit the rest of the target; they
        // are different buffers.
        unsafe memcpy(target.start + written, source + offset, count)
        if copied.targetEnd == written, copied.sourceEnd == offset {
          // git copies at most 64 KiB at once, so a long copy comes in pieces.
          copied = CopiedRange(
            target: copied.target, source: copied.source, count: copied.count + count)
        } else {
          record(copied)
          copied = CopiedRange(target: written, source: offset, count: count)
        }
        written += count
      } else {
        let count = Int(code)
        guard count > 0, count <= delta.count - position, count <= size - written else {
          throw .damagedDelta
        }
        // Sound: just checked that the bytes are in the delta and fit the rest of the target.
        unsafe memcpy(target.start + written, instructions + position, count)
        position += count
        written += count
      }
    }
    record(copied)
    guard written == size else { throw .damagedDelta }
  }

  private mutating func record(_ copy: CopiedRange) {
    guard copy.count > 0 else { return }
    if copies.count < Self.mostCopies { copies.append(copy) } else { hasTooManyCopies = true }
  }

  /// Offset and size of a copy; each bit of the code says whether a byte of them follows.
  @inline(__always)
  private static func copy(
    _ code: UInt8, _ delta: UnsafeRawBufferPointer, _ position: inout Int
  ) throws(ObjectGap.Reason) -> (Int, Int) {
    guard (code & 0x7F).nonzeroBitCount <= delta.count - position,
      let bytes = delta.baseAddress
    else { throw .damagedDelta }
    var place = position
    var fields: UInt64 = 0
    var bits = code & 0x7F
    while bits != 0 {
      let bit = bits.trailingZeroBitCount
      // Sound: just checked that as many bytes follow as there are bits.
      fields |= UInt64(unsafe bytes.load(fromByteOffset: place, as: UInt8.self)) << UInt64(8 * bit)
      place += 1
      bits &= bits - 1
    }
    position = place
    let count = Int(fields >> 32)
    return (Int(fields & 0xFFFF_FFFF), count == 0 ? 0x10000 : count)
  }

  /// Seven bits a byte, the lowest first.
  private static func size(
    _ delta: UnsafeRawBufferPointer, _ position: inout Int
  ) throws(ObjectGap.Reason) -> Int {
    var size: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard position < delta.count else { throw .damagedDelta }
      // Sound: just checked.
      let byte = unsafe delta[position]
      position += 1
      let part = UInt64(byte & 0x7F)
      guard shift < 63, part <= UInt64(Int.max) >> shift else { throw .tooLarge }
      size |= part << shift
      shift += 7
      if byte & 0x80 == 0 { return Int(size) }
    }
  }
}
