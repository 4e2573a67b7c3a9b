/// What was found and is no finding, and exceptions that are of no use any more.
package struct SecretExceptions: Hashable, Sendable, Codable {
  /// Matches that a comment beside them allows.
  package var byComment = 0
  /// Matches that an entry of the allow list allows.
  package var byList = 0
  /// Matches that the baseline knows.
  package var byBaseline = 0
  /// Entries of the allow list past their last day, and entries that allowed nothing; as sentences
  /// with their places.
  package var notices: [String] = []
  /// Entries of the baseline that nothing was found for.
  package var staleInBaseline = 0

  package init() {}
}
