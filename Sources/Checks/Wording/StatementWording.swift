import Model

/// Holds a control's published sentence against the wording rules.
package enum StatementWording {
  /// Longer fragments are cut in messages and identities.
  private static let fragmentLimit = 80

  /// What the rules find in a control's statement, in the order of the sentence.
  ///
  /// - Parameters:
  ///   - control: The control; the rules that it allows are left out.
  ///   - now: Tells which dates have passed.
  ///   - rules: The rules to hold it against.
  ///   - severity: Replaces each rule's own, when given.
  /// - Returns: One finding for each fault, without fingerprints.
  package static func findings(
    for control: Control, now: Instant, rules: [any WordingRule] = WordingRules.all,
    severity: Severity? = nil
  ) -> [Finding] {
    guard !control.statement.isEmpty else { return [] }
    let statement = Statement(of: control, now: now)
    let place = StatementPlace(control: control, segments: statement.segments)
    let allowed = Set(control.allowedWording)
    var found: [(start: Int, finding: Finding)] = []
    for rule in rules where !allowed.contains(rule.id) {
      for issue in rule.findings(in: statement) {
        let fragment = RecordText.shown(statement.text(of: issue.range), limit: fragmentLimit)
        let finding = Finding(
          check: StatementCheck.definition.name, rule: rule.id, severity: severity ?? rule.severity,
          message: issue.message, fix: issue.fix, location: place.location(of: issue.range),
          identity: "\(control.id): \(fragment.lowercased())")
        found.append((issue.range.lowerBound, finding))
      }
    }
    return found.sorted { ($0.start, $0.finding.rule) < ($1.start, $1.finding.rule) }.map(\.finding)
  }
}
