/// A stretch of versions that have a hole, ready to be compared or kept in a database.
package struct VersionInterval: Codable, Sendable, Hashable {
  /// The first version with the hole; nil before every version.
  package let lower: EcosystemVersion?
  /// Where the hole ends; nil for never.
  package let upper: EcosystemVersion?
  /// Whether `upper` still has the hole, as the last affected version does.
  package let includesUpper: Bool
  /// The version that mends the hole, as the record writes it, if `upper` is one.
  package let fixed: String?

  package init(
    lower: EcosystemVersion?, upper: EcosystemVersion?, includesUpper: Bool = false,
    fixed: String? = nil
  ) {
    self.lower = lower
    self.upper = upper
    self.includesUpper = includesUpper
    self.fixed = fixed
  }

  /// Whether every version lies within, also one that nobody can read.
  package var isEverything: Bool { lower == nil && upper == nil }

  /// Whether a version, read by the same order as the bounds, lies within.
  package func contains(_ version: EcosystemVersion) -> Bool {
    if let lower, version < lower { return false }
    guard let upper else { return true }
    return version < upper || (includesUpper && version == upper)
  }
}
