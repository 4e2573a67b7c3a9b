/// A stretch of a text that one rule takes for a secret.
struct SecretCandidate {
  let rule: Int
  /// Where it stands; for an encoded one, what encodes it.
  let range: Range<Int>
  let secret: ArraySlice<UInt8>
  let encoding: TextEncoding?
  let rank: Rank

  /// How much the rule knows of what it found, the most first.
  struct Rank: Comparable {
    let isGeneric: Bool
    let isEncoded: Bool
    let isPreferred: Bool
    let isValidated: Bool

    static func < (first: Rank, second: Rank) -> Bool { first.order < second.order }

    private var order: (Int, Int, Int, Int) {
      (isGeneric ? 1 : 0, isEncoded ? 1 : 0, isPreferred ? 0 : 1, isValidated ? 0 : 1)
    }
  }

  init(
    rule: Int, of definition: SecretRule, range: Range<Int>, secret: ArraySlice<UInt8>,
    encoding: TextEncoding? = nil
  ) {
    self.rule = rule
    self.range = range
    self.secret = secret
    self.encoding = encoding
    rank = Rank(
      isGeneric: definition.isGeneric, isEncoded: encoding != nil,
      isPreferred: definition.isPreferred, isValidated: definition.structure != nil)
  }

  /// Of candidates that share characters, the one whose rule knows most: a certain provider's before
  /// a generic one, with a structure before without, then the longest, then the first.
  ///
  /// The result is in order of places.
  static func best(of candidates: [SecretCandidate]) -> [SecretCandidate] {
    var chosen: [SecretCandidate] = []
    for candidate in candidates.sorted(by: { $0.order < $1.order })
    where !chosen.contains(where: { $0.range.overlaps(candidate.range) }) {
      chosen.append(candidate)
    }
    return chosen.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private var order: (Rank, Int, Int, Int) { (rank, -range.count, range.lowerBound, rule) }
}
