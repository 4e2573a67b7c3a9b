/// The state of a control.
///
/// For kinds that state what is, the worst check decides.
package enum ControlVerdict: String, CaseIterable, Sendable {
  case violated
  case unproven
  case waived
  case attested
  case verified
  case planned
  case overdue
  case delivered
  case stated
  case contradicted
}
