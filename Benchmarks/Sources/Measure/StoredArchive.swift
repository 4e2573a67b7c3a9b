/// A ZIP archive whose members are stored as they are (APPNOTE 6.3.10, sections 4.3.7 to 4.3.16).
struct StoredArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ content: [UInt8]) {
    let name = Array(name.utf8)
    // Version 2.0, no flags, stored, midnight of 1 January 1980.
    let common =
      Self.number(20, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 2)
      + Self.number(33, 2) + Self.number(Self.checksum(content), 4)
      + Self.number(content.count, 4) + Self.number(content.count, 4)
      + Self.number(name.count, 2) + Self.number(0, 2)
    let offset = bytes.count
    bytes += [0x50, 0x4B, 3, 4] + common + name + content
    directory +=
      [0x50, 0x4B, 1, 2] + Self.number(20, 2) + common + Self.number(0, 10)
      + Self.number(offset, 4) + name
    count += 1
  }

  var finished: [UInt8] {
    bytes + directory + [0x50, 0x4B, 5, 6] + Self.number(0, 4) + Self.number(count, 2)
      + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(bytes.count, 4)
      + Self.number(0, 2)
  }

  private static func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  private static func checksum(_ content: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in content {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return Int(~sum)
  }
}
