/// An accepted exception: which findings, who accepted them, why, and until when (that day included).
package struct Waiver: Hashable, Sendable {
  /// Identifier or glob of the controls it covers.
  package let control: String
  /// Narrower conditions; nil matches every finding of the control.
  package let check: String?
  package let rule: String?
  package let path: String?
  package let fingerprint: String?
  package let owner: String
  package let reason: String
  package let until: CalendarDate
  package var location: Location

  package init(
    control: String, check: String? = nil, rule: String? = nil, path: String? = nil,
    fingerprint: String? = nil, owner: String, reason: String, until: CalendarDate,
    location: Location
  ) {
    self.control = control
    self.check = check
    self.rule = rule
    self.path = path
    self.fingerprint = fingerprint
    self.owner = owner
    self.reason = reason
    self.until = until
    self.location = location
  }
}
