/// One thing wrong, with a place.
package struct Finding: Hashable, Sendable {
  package let check: String
  /// Which rule of the check was broken: `missing`, `aws-access-token`.
  package let rule: String
  /// Other names of the same rule, by which a waiver may name it: the aliases of an advisory.
  package let ruleAliases: [String]
  package let severity: Severity
  /// What is wrong: what was expected and what was seen.
  package let message: String
  /// What to do about it.
  package let fix: String?
  package var location: Location
  /// What stays the same when lines move, so that waivers and baselines hold: a header's name, a
  /// data path, a keyed digest of a secret.
  ///
  /// Never the secret.
  package let identity: String
  /// Keyed digest over check, rule, path and identity; empty until the assessor fills it in.
  package var fingerprint: String
  package var controls: [String]
  /// The waiver that covers it, as `owner: reason (until date)`.
  package var waiver: Waiver?

  package init(
    check: String, rule: String, ruleAliases: [String] = [], severity: Severity, message: String,
    fix: String? = nil,
    location: Location, identity: String, fingerprint: String = "", controls: [String] = [],
    waiver: Waiver? = nil
  ) {
    self.check = check
    self.rule = rule
    self.ruleAliases = ruleAliases
    self.severity = severity
    self.message = message
    self.fix = fix
    self.location = location
    self.identity = identity
    self.fingerprint = fingerprint
    self.controls = controls
    self.waiver = waiver
  }
}
