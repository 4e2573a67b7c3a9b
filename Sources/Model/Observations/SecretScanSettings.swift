/// What a scan for secrets makes of what it finds.
package struct SecretScanSettings: Hashable, Sendable {
  /// Absolute path of a file with a team's own rules and allow list.
  package var configuration: String?
  /// Absolute path of a baseline: what it lists is known and no finding.
  package var baseline: String?
  /// Whether `avouch:allow` comments count.
  package var obeysComments: Bool

  package init(
    configuration: String? = nil, baseline: String? = nil, obeysComments: Bool = true
  ) {
    self.configuration = configuration
    self.baseline = baseline
    self.obeysComments = obeysComments
  }
}
