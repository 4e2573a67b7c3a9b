/// A number with its unit, as questions and statements bind themselves to it.
struct Amount: Hashable, Sendable {
  enum Measure: Hashable, Sendable {
    /// A length of time, in seconds.
    case duration
    /// How long it is between two times, in seconds.
    case period
    case percentage
    /// The version of something: `tls`.
    case version(of: String)
    /// A number of things: `character`.
    case count(of: String)
  }

  enum Bound: Hashable, Sendable {
    case exact
    /// No more than this.
    case atMost
    /// No less than this.
    case atLeast
  }

  let measure: Measure
  let value: Double
  let bound: Bound

  /// Whether a promise of one of these amounts keeps what this one asks for.
  ///
  /// Where a sentence states several of one measure it is not known which of them is meant, so that
  /// only an equal one, or all of them together, will do.
  func isKept(by stated: [Amount]) -> Bool {
    let comparable = stated.filter { $0.measure == measure && !$0.contradicts(bound) }
    guard !comparable.isEmpty else { return false }
    if comparable.contains(where: { $0.value == value }) { return true }
    let all = stated.filter { $0.measure == measure }
    // More often than asked for, in time or earlier, and for as long or longer.
    switch (measure, bound) {
    case (.period, _): return all.allSatisfy { $0.value <= value }
    case (_, .atMost): return all.allSatisfy { $0.value <= value && $0.bound != .atLeast }
    case (_, .atLeast): return all.allSatisfy { $0.value >= value && $0.bound != .atMost }
    case (_, .exact): return false
    }
  }

  /// Whether a promise of one of these amounts rules this one out: an old version below the oldest.
  func isRuledOut(by stated: [Amount]) -> Bool {
    guard case .version = measure else { return false }
    let comparable = stated.filter { $0.measure == measure }
    return !comparable.isEmpty && comparable.allSatisfy { $0.bound == .atLeast && $0.value > value }
  }

  private func contradicts(_ other: Bound) -> Bool {
    (bound == .atMost && other == .atLeast) || (bound == .atLeast && other == .atMost)
  }
}
