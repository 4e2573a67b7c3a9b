import Model

/// The index of a pack: names in order, and where each object begins.
///
/// It is read into memory as a whole. A mapped file that shrinks while it is read ends the program,
/// and an index is small beside its pack.
struct PackIndex: Sendable {
  let count: Int
  let hash: ObjectHash
  /// What the pack that belongs to the index ends with.
  let packChecksum: [UInt8]

  private let bytes: [UInt8]
  private let layout: Layout

  private static let signature: [UInt8] = [0xFF, 0x74, 0x4F, 0x63]
  /// More than this no pack holds, and fewer fit into 32 bits with room to spare.
  static let mostObjects = 1 << 30

  private struct Layout: Sendable {
    let fanOut: Int
    let names: Int
    let nameStride: Int
    let offsets: Int
    let offsetStride: Int
    let longOffsets: Int
    let longOffsetCount: Int
  }

  /// Takes an index of version 1 or 2 apart.
  ///
  /// - Throws: `Unavailable` when its parts do not fit its size.
  init(_ bytes: [UInt8], hash: ObjectHash) throws(Unavailable) {
    let isSecond = bytes.starts(with: Self.signature)
    let fanOut = isSecond ? 8 : 0
    guard bytes.count >= fanOut + 1024 + 2 * hash.byteCount else {
      throw Unavailable("the index is cut short")
    }
    if isSecond, bytes.bigEndian32(at: 4) != 2 {
      throw Unavailable("the index has version \(bytes.bigEndian32(at: 4)); 1 and 2 are known")
    }
    count = try Self.count(bytes, fanOut: fanOut)
    layout =
      try isSecond
      ? Self.second(bytes.count, count: count, hash: hash)
      : Self.first(bytes.count, count: count, hash: hash)
    packChecksum = Array(bytes.suffix(2 * hash.byteCount).prefix(hash.byteCount))
    self.hash = hash
    self.bytes = bytes
  }

  private static func count(_ bytes: [UInt8], fanOut: Int) throws(Unavailable) -> Int {
    var last: UInt32 = 0
    for first in 0..<256 {
      let next = bytes.bigEndian32(at: fanOut + 4 * first)
      guard next >= last else { throw Unavailable("the index's table of first bytes goes back") }
      last = next
    }
    guard last <= mostObjects else { throw Unavailable("the index names too many objects") }
    return Int(last)
  }

  // The count has at most 30 bits, so nothing here overflows.
  private static func first(_ size: Int, count: Int, hash: ObjectHash) throws(Unavailable) -> Layout
  {
    let stride = 4 + hash.byteCount
    guard size == 1024 + count * stride + 2 * hash.byteCount else {
      throw Unavailable("the index does not have the size that \(count) objects need")
    }
    return Layout(
      fanOut: 0, names: 1028, nameStride: stride, offsets: 1024, offsetStride: stride,
      longOffsets: 0, longOffsetCount: 0)
  }

  private static func second(
    _ size: Int, count: Int, hash: ObjectHash
  ) throws(Unavailable) -> Layout {
    let names = 8 + 1024
    let offsets = names + count * (hash.byteCount + 4)
    let longOffsets = offsets + count * 4
    let rest = size - longOffsets - 2 * hash.byteCount
    guard rest >= 0, rest % 8 == 0, rest / 8 <= count else {
      throw Unavailable("the index does not have the size that \(count) objects need")
    }
    return Layout(
      fanOut: 8, names: names, nameStride: hash.byteCount, offsets: offsets, offsetStride: 4,
      longOffsets: longOffsets, longOffsetCount: rest / 8)
  }

  /// The name at a position below `count`.
  func name(at position: Int) -> ObjectName? {
    ObjectName(bytes, at: layout.names + position * layout.nameStride, hash: hash)
  }

  /// The first eight bytes of the name at a position below `count`.
  func prefix(at position: Int) -> UInt64 {
    bytes.bigEndian64(at: layout.names + position * layout.nameStride)
  }

  /// Where the object at a position below `count` begins; nil when the index does not say.
  func offset(at position: Int) -> Int? {
    let short = bytes.bigEndian32(at: layout.offsets + position * layout.offsetStride)
    guard layout.offsetStride == 4, short & 0x8000_0000 != 0 else { return Int(short) }
    let place = Int(short & 0x7FFF_FFFF)
    guard place < layout.longOffsetCount else { return nil }
    return Int(exactly: bytes.bigEndian64(at: layout.longOffsets + 8 * place))
  }

  func position(of name: ObjectName) -> Int? {
    guard name.hash == hash else { return nil }
    let first = Int(name.prefix >> 56)
    var lower = first == 0 ? 0 : Int(bytes.bigEndian32(at: layout.fanOut + 4 * (first - 1)))
    var upper = Int(bytes.bigEndian32(at: layout.fanOut + 4 * first))
    while lower < upper {
      let middle = (lower + upper) / 2
      guard let candidate = self.name(at: middle) else { return nil }
      if candidate == name { return middle }
      if candidate < name { lower = middle + 1 } else { upper = middle }
    }
    return nil
  }

  /// The positions whose names begin with a byte.
  func positions(startingWith first: Int) -> Range<Int> {
    let lower = first == 0 ? 0 : Int(bytes.bigEndian32(at: layout.fanOut + 4 * (first - 1)))
    return lower..<Int(bytes.bigEndian32(at: layout.fanOut + 4 * first))
  }
}
