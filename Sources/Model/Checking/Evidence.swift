/// What was observed, kept so that a reader can judge without the tool.
package struct Evidence: Hashable, Sendable {
  /// The observed bytes in words, shortened where they are long and never holding a secret:
  /// `strict-transport-security: max-age=63072000`.
  package let observed: String
  package let location: Location
  /// SHA-256 of the raw material, 64 hexadecimal digits.
  package let digest: String?
  package let observedAt: Instant

  package init(observed: String, location: Location, digest: String? = nil, observedAt: Instant) {
    self.observed = observed
    self.location = location
    self.digest = digest
    self.observedAt = observedAt
  }
}
