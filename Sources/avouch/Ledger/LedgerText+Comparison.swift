import Ledger
import Model

extension LedgerText {
  /// What changed from one run to another, each kind of change under a heading of its own.
  static func comparison(_ comparison: RunComparison) -> String {
    let before = comparison.before.record
    let after = comparison.after.record
    let heading =
      "from run \(before.number) of \(moment(before.assessedAt)) "
      + "to run \(after.number) of \(moment(after.assessedAt))"
    guard !comparison.isEmpty else { return heading + "\nNothing changed.\n" }
    let sections = [
      [heading] + gate(before.gate, after.gate), states(comparison), added(comparison),
      section("Statements", comparison.statements.flatMap(lines)),
      section("Parameters", comparison.parameters.map(line)),
      section("Checks", comparison.checks.map(line)),
      section("New findings", comparison.newFindings.map { line($0, sign: "+") }),
      section("Findings that are gone", comparison.goneFindings.map { line($0, sign: "-") }),
      section("Exceptions that began", comparison.waivedFindings.map { line($0, sign: "~") }),
      section("Renewals", comparison.renewals.map(line)),
      section("Exceptions that ended", comparison.unwaivedFindings.map { line($0, sign: "!") }),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private static func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [title] + lines.map { "  " + $0 }
  }

  private static func gate(_ before: GateDecision, _ after: GateDecision) -> [String] {
    before.outcome == after.outcome
      ? [] : ["The gate: \(before.outcome.rawValue) → \(after.outcome.rawValue)"]
  }

  private static func states(_ comparison: RunComparison) -> [String] {
    section(
      "States",
      comparison.states.flatMap { change in
        ["\(clean(change.control)): \(change.before.rawValue) → \(change.after.rawValue)"]
          + change.reasons.map { "    because \(clean($0))" }
      })
  }

  private static func added(_ comparison: RunComparison) -> [String] {
    section(
      "Controls",
      comparison.added.map { "+ \(clean($0.control)): \($0.verdict.rawValue), \(clean($0.title))" }
        + comparison.removed.map {
          "- \(clean($0.control)): was \($0.verdict.rawValue), \(clean($0.title))"
        })
  }

  private static func lines(_ change: RunComparison.StatementChange) -> [String] {
    [clean(change.control), "    - “\(clean(change.before))”", "    + “\(clean(change.after))”"]
  }

  private static func line(_ change: RunComparison.ParameterChange) -> String {
    "\(clean(change.control)): \(clean(change.name)) \(clean(change.before ?? "(none)")) → "
      + clean(change.after ?? "(none)")
  }

  private static func line(_ renewal: RunComparison.Renewal) -> String {
    let expiry = Expiry(renewal.kind, of: clean(renewal.subject), ends: renewal.after)
    let time = renewal.isInTime ? "in time" : "after it had ended"
    return "\(expiry.name): \(renewal.before.date.description) → "
      + "\(renewal.after.date.description), \(time)"
  }

  private static func line(_ change: RunComparison.CheckChange) -> String {
    func shown(_ versions: [Int]) -> String {
      versions.isEmpty
        ? "(none)" : "version " + versions.map { String($0) }.joined(separator: ", ")
    }
    return "\(clean(change.control)): \(clean(change.check)) \(shown(change.before)) → "
      + shown(change.after)
  }

  private static func line(_ change: RunComparison.FindingChange, sign: String) -> String {
    let finding = change.finding
    let place = finding.place.isEmpty ? "" : " at \(clean(finding.place))"
    return
      "\(sign) \(finding.severity.rawValue)  \(clean(finding.check))/\(clean(finding.rule))\(place)"
      + " (\(clean(change.controls.joined(separator: ", "))))"
  }
}
