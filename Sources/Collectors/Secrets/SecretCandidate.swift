/// A stretch of a text that one rule takes for a secret.
struct SecretCandidate {
  let rule: Int
  let range: Range<Int>
  let isGeneric: Bool
  let isValidated: Bool

  /// Of candidates that share characters, the one whose rule knows most: a certain provider's before
  /// a generic one, with a structure before without, then the longest, then the first.
  ///
  /// The result is in order of places.
  static func best(of candidates: [SecretCandidate]) -> [SecretCandidate] {
    var chosen: [SecretCandidate] = []
    for candidate in candidates.sorted(by: { $0.rank < $1.rank })
    where !chosen.contains(where: { $0.range.overlaps(candidate.range) }) {
      chosen.append(candidate)
    }
    return chosen.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private var rank: (Int, Int, Int, Int, Int) {
    (isGeneric ? 1 : 0, isValidated ? 0 : 1, -range.count, range.lowerBound, rule)
  }
}
