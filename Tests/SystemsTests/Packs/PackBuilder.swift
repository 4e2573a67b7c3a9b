import Systems
import TestSupport

/// Writes packs that git would never write.
struct PackBuilder {
  enum Entry {
    case blob([UInt8])
    /// The base's number, and the instructions.
    case delta(base: Int, [UInt8])
    /// The base's name.
    case nameDelta(base: [UInt8], [UInt8])
    /// Any bytes, header included.
    case raw([UInt8])
  }

  private(set) var pack: [UInt8] = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
  private(set) var names: [[UInt8]] = []
  private(set) var offsets: [Int] = []

  /// Adds an object and gives its number.
  @discardableResult
  mutating func add(_ entry: Entry, name: [UInt8]? = nil) -> Int {
    let number = names.count
    names.append(name ?? Self.name(number))
    offsets.append(pack.count)
    switch entry {
    case .blob(let content): pack += Self.header(3, content.count) + Self.zlib(content)
    case .delta(let base, let delta):
      pack += Self.header(6, delta.count)
      pack += Self.distance(offsets[number] - offsets[base]) + Self.zlib(delta)
    case .nameDelta(let base, let delta):
      pack += Self.header(7, delta.count) + base + Self.zlib(delta)
    case .raw(let bytes): pack += bytes
    }
    return number
  }

  /// The whole pack.
  var packBytes: [UInt8] {
    var bytes = pack
    bytes.replaceSubrange(8..<12, with: Self.bigEndian(UInt32(names.count)))
    return bytes + [UInt8](repeating: 0xAB, count: 20)
  }

  /// Its index, of version 2.
  var indexBytes: [UInt8] {
    let order = names.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
    var counts = [UInt32](repeating: 0, count: 256)
    for name in names { counts[Int(name[0])] += 1 }
    var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]
    var total: UInt32 = 0
    for count in counts {
      total += count
      bytes += Self.bigEndian(total)
    }
    for number in order { bytes += names[number] }
    bytes += [UInt8](repeating: 0, count: 4 * order.count)
    for number in order { bytes += Self.bigEndian(UInt32(offsets[number])) }
    return bytes + [UInt8](repeating: 0xAB, count: 20) + [UInt8](repeating: 0xCD, count: 20)
  }

  /// A bare repository that holds the pack alone.
  func repository() throws -> TemporaryFolder {
    try Self.repository(pack: packBytes, index: indexBytes)
  }

  static func repository(pack: [UInt8], index: [UInt8]) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("objects/pack/pack-1.pack", pack)
    try folder.write("objects/pack/pack-1.idx", index)
    return folder
  }

  static func name(_ number: Int) -> [UInt8] {
    bigEndian(UInt32(truncatingIfNeeded: number) &* 2_654_435_761)
      + bigEndian(UInt32(number)) + [UInt8](repeating: 0x11, count: 12)
  }

  static func objectName(_ number: Int) -> ObjectName? { ObjectName(name(number), hash: .sha1) }

  static func header(_ code: UInt8, _ size: Int) -> [UInt8] {
    var bytes = [code << 4 | UInt8(size & 15)]
    var rest = size >> 4
    while rest > 0 {
      bytes[bytes.count - 1] |= 0x80
      bytes.append(UInt8(rest & 0x7F))
      rest >>= 7
    }
    return bytes
  }

  static func distance(_ distance: Int) -> [UInt8] {
    var bytes = [UInt8(distance & 0x7F)]
    var rest = distance >> 7
    while rest > 0 {
      rest -= 1
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }

  /// Stored, not compressed.
  static func zlib(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let count = min(content.count - start, 65_535)
      bytes.append(start + count == content.count ? 1 : 0)
      bytes += [
        UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255),
      ]
      bytes += content[start..<(start + count)]
      start += count
    } while start < content.count
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in content {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return bytes + bigEndian(high << 16 | low)
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}

/// Writes the instructions of a delta.
struct DeltaBuilder {
  private var instructions: [UInt8] = []
  private(set) var result: [UInt8] = []
  let base: [UInt8]

  init(base: [UInt8]) { self.base = base }

  mutating func copy(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let count = min(0x10000, range.upperBound - start)
      instructions += Self.copy(offset: start, count: count)
      start += count
    }
    result += base[range]
  }

  mutating func insert(_ bytes: [UInt8]) {
    for start in stride(from: 0, to: bytes.count, by: 127) {
      let part = bytes[start..<min(start + 127, bytes.count)]
      instructions += [UInt8(part.count)] + part
    }
    result += bytes
  }

  var bytes: [UInt8] { Self.size(base.count) + Self.size(result.count) + instructions }

  static func copy(offset: Int, count: Int) -> [UInt8] {
    var code: UInt8 = 0x80
    var fields: [UInt8] = []
    let size = count == 0x10000 ? 0 : count
    for bit in 0..<7 {
      let value = bit < 4 ? offset >> (8 * bit) : size >> (8 * (bit - 4))
      guard value & 255 != 0 else { continue }
      code |= 1 << UInt8(bit)
      fields.append(UInt8(value & 255))
    }
    return [code] + fields
  }

  static func size(_ size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = size
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }
}
