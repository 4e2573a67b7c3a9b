/// Writes the parts of a version so that the bytes compare, from left to right, as the parts do.
///
/// Every part says itself where it ends: none is the beginning of another, so what follows it is
/// compared only where the parts are equal.
struct VersionKeyWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// One byte that ranks what follows it.
  mutating func mark(_ rank: UInt8) { bytes.append(rank) }

  /// A number of any length, by its value; no digits are zero.
  ///
  /// Up to 223 in one byte, up to 18 digits behind a byte that counts theirs, and more behind the
  /// count of their digits.
  mutating func number(_ digits: some BidirectionalCollection<UInt8>) {
    let significant = digits.drop { $0 == 0x30 }
    let count = significant.count
    guard count <= 18 else {
      bytes.append(0xF0)
      self.count(count)
      bytes.append(contentsOf: significant)
      return
    }
    self.count(significant.reduce(0) { $0 * 10 + Int($1 &- 0x30) })
  }

  /// A number that is not negative.
  mutating func count(_ value: Int) {
    guard value >= 224 else { return bytes.append(UInt8(clamping: value)) }
    let width = (Int.bitWidth - value.leadingZeroBitCount + 7) / 8
    bytes.append(0xE0 + UInt8(clamping: width))
    for place in (0..<width).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> (place * 8)))
    }
  }

  /// A number of which the larger comes first.
  mutating func descendingCount(_ value: Int) {
    let start = bytes.count
    count(value)
    for index in start..<bytes.count { bytes[index] = ~bytes[index] }
  }

  /// A word by its bytes, none of which is zero; the shorter of two that begin alike comes first.
  mutating func word(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    bytes.append(0)
  }
}
