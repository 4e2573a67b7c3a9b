/// The part of a pack that was read last; one thread's own.
///
/// Objects are often asked for in the order in which they lie, so more and more is read ahead as long
/// as they are.
struct ReadAhead {
  private(set) var bytes: [UInt8] = []
  private var pack = -1
  /// Where in the pack the bytes begin.
  private var start = 0
  private var count = 0

  /// How much is read ahead where the next read follows on.
  private var portion = Self.leastPortion

  private static let leastPortion = 1 << 12
  private static let mostPortion = 1 << 16
  private static let mostKept = 1 << 24

  /// Reads a stretch of a pack.
  ///
  /// - Parameters:
  ///   - wanted: How many bytes.
  ///   - offset: Where they begin in the pack.
  ///   - file: The pack.
  ///   - number: Tells the pack from others.
  /// - Returns: Where in `bytes` they are, fewer at the end of the file or after an error.
  mutating func read(
    _ wanted: Int, at offset: Int, of file: PackFile, _ number: Int
  ) -> Range<Int> {
    let isHere =
      pack == number && offset >= start && offset - start <= count
      && wanted <= count - (offset - start)
    if !isHere {
      let end = start + count
      let follows = pack == number && offset >= start && offset <= end + Self.leastPortion
      portion = follows ? min(2 * portion, Self.mostPortion) : Self.leastPortion
      let most = max(wanted, min(follows ? portion : wanted, file.end - offset))
      count = file.read(most, at: offset, into: &bytes)
      start = offset
      pack = number
    }
    let lower = offset - start
    return lower..<(lower + min(wanted, count - lower))
  }

  /// Gives memory back that an uncommonly large object needed.
  mutating func shrink() {
    guard bytes.count > Self.mostKept else { return }
    bytes = []
    count = 0
    pack = -1
  }
}
