import Model

/// What the gate says of the example as it stands.
enum InvoiceOpsVerdicts {
  private static let attested: Set<String> = [
    "encryption.database-host", "data.ai-no-training", "data.no-sale", "summary.encryption",
  ]
  private static let limitations: Set<String> = [
    "repository.secret-forms", "audit.administrators", "access.key-rotation",
  ]

  /// The expected verdict of each control; what is no plan, no limit, nobody's word and no exception
  /// is verified.
  static func whole(of controls: some Sequence<String>) -> [String: String] {
    Dictionary(uniqueKeysWithValues: controls.map { ($0, verdict(of: $0).rawValue) })
  }

  private static func verdict(of control: String) -> ControlVerdict {
    if control.hasPrefix("roadmap.") { return .planned }
    let isStated = ["limits.", "customer."].contains { control.hasPrefix($0) }
    if isStated || control.hasSuffix(".scope") || limitations.contains(control) { return .stated }
    if attested.contains(control) { return .attested }
    return control == "monitoring.probes" ? .waived : .verified
  }

  /// Whether a finding is the one that the example accepts, as long as its waiver counts.
  static func isAccepted(
    _ finding: DeploymentOutcome.Finding, after fault: InvoiceOpsFault
  ) -> Bool {
    finding.location.path == "deploy/monitoring/probes.yaml"
      && fault.turns["monitoring.probes"] == nil
  }
}
