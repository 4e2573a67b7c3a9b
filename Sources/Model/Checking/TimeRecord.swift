/// How the rows of a register kept a promise that has a clock: the time each took beside the time it
/// was allowed.
package struct TimeRecord: Hashable, Sendable {
  /// One row whose clock has started.
  package struct Entry: Hashable, Sendable {
    /// What the register calls it; empty where the reader may not know.
    package let name: String
    /// Seconds from start to end, or up to now while it is open.
    package let taken: Int
    /// Seconds from its start to its deadline; business days take longer over a weekend.
    package let allowed: Int
    /// Whether its end has not come yet.
    package let isOpen: Bool

    package init(name: String, taken: Int, allowed: Int, isOpen: Bool = false) {
      self.name = name
      self.taken = taken
      self.allowed = allowed
      self.isOpen = isOpen
    }

    package var isKept: Bool { taken <= allowed }
  }

  package let promise: TimeSpan
  /// In the order of the register.
  package let entries: [Entry]
  /// How many rows more have times that cannot be right, such as an end before its start.
  package let impossible: Int

  package init(promise: TimeSpan, entries: [Entry], impossible: Int = 0) {
    self.promise = promise
    self.entries = entries
    self.impossible = impossible
  }

  package var closed: [Entry] { entries.filter { !$0.isOpen } }

  /// The longest time that a closed row took.
  package var worst: Int? { closed.map(\.taken).max() }

  /// The middle of the times of the closed rows; of an even number, half way between the two.
  package var median: Int? {
    let sorted = closed.map(\.taken).sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
    return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2
  }

  /// The same times under no names.
  package var nameless: TimeRecord {
    TimeRecord(
      promise: promise,
      entries: entries.map {
        Entry(name: "", taken: $0.taken, allowed: $0.allowed, isOpen: $0.isOpen)
      }, impossible: impossible)
  }
}
