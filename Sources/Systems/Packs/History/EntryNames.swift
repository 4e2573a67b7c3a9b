import Synchronization

/// The names of files and folders, each once, by number.
package struct EntryNames: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  package init() {}

  package var count: Int { starts.count - 1 }

  /// The bytes of a name; none for a number that was not given out.
  package subscript(number: UInt32) -> ArraySlice<UInt8> {
    let number = Int(number)
    guard number < count else { return [] }
    return bytes[starts[number]..<starts[number + 1]]
  }

  /// The number of a name, a new one for a new name.
  mutating func number(of name: ArraySlice<UInt8>) -> UInt32 {
    if 2 * count >= slots.count { grow() }
    var slot = Self.hash(name) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = UInt32(truncatingIfNeeded: slots[slot])
      if self[number] == name { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: count)
    bytes += name
    starts.append(bytes.count)
    return UInt32(truncatingIfNeeded: count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for number in 0..<count {
      var slot = Self.hash(self[UInt32(truncatingIfNeeded: number)]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }

  private static func hash(_ name: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    // The slice lives through the call.
    unsafe name.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  /// Whether a name stands before another in a tree, where a folder's counts as ending in `/`.
  func isOrdered(
    _ first: UInt32, isFolder: Bool, before second: UInt32, isFolder secondIsFolder: Bool
  ) -> Bool {
    let left = self[first]
    let right = self[second]
    for (mine, theirs) in zip(left, right) where mine != theirs { return mine < theirs }
    let common = min(left.count, right.count)
    let mine = left.dropFirst(common).first ?? (isFolder ? 0x2F : 0)
    let theirs = right.dropFirst(common).first ?? (secondIsFolder ? 0x2F : 0)
    return mine < theirs
  }
}

/// Names that several threads number.
final class SharedEntryNames: Sendable {
  private let known = Mutex(EntryNames())

  func number(of name: ArraySlice<UInt8>) -> UInt32 {
    known.withLock { $0.number(of: name) }
  }

  var names: EntryNames { known.withLock { $0 } }
}
