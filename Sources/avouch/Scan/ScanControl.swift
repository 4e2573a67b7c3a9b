import Checks
import Model

/// One control of a scan: a check with the values that the scan gives it, as a posture would state it.
struct ScanControl {
  let id: String
  let title: String
  let severity: Severity

  init(_ id: String, _ title: String, _ severity: Severity) {
    self.id = id
    self.title = title
    self.severity = severity
  }

  /// The control with its check.
  ///
  /// - Throws: `Diagnostics` when the values do not fit together, such as a pattern that cannot be read.
  func of<Kind: Check>(
    _ kind: Kind.Type, _ values: [String: Node.Content?], validation: ValidationContext
  ) throws(Diagnostics) -> Control {
    let check = try Kind(ScanRun.values(values), validation: validation)
    return Control(
      id: id, title: title, statement: title + ".", severity: severity, audience: .internal,
      checks: [PlannedCheck(name: Kind.definition.name, check: check, location: Location())])
  }
}
