import Model

/// The cyclic redundancy check with Castagnoli's polynomial (RFC 3720 appendix B.4), by which storage
/// services name the content of large objects.
package struct CRC32C: Sendable {
  private static let table: [UInt32] = (0..<256).map { index in
    var value = UInt32(index)
    for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1 }
    return value
  }

  private var state: UInt32 = 0xFFFF_FFFF

  package init() {}

  package mutating func update(_ bytes: [UInt8]) {
    var state = state
    for byte in bytes {
      state = (state >> 8) ^ Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)]
    }
    self.state = state
  }

  /// Four bytes, the highest first.
  package var bytes: [UInt8] {
    let value = state ^ 0xFFFF_FFFF
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// The check of a whole file.
  ///
  /// - Throws: `Unavailable` when it cannot be read.
  package static func bytes(ofFileAt path: String) throws(Unavailable) -> [UInt8] {
    do throws(SystemError) {
      var check = CRC32C()
      let file = try FileDescriptor(opening: path, flags: 0)
      _ = try file.read(upTo: .max) { check.update($0) }
      return check.bytes
    } catch {
      throw Unavailable("\(path) \(error.words)")
    }
  }
}
