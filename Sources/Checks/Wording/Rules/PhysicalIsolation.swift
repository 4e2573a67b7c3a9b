import Model

/// Row-level security called physical isolation.
struct PhysicalIsolation: WordingRule {
  static let id = "physical-isolation-over-row-level-security"
  static let severity = Severity.high
  static let summary =
    "Row-level security separates rows of one table by policy: that is logical isolation, and "
    + "roles that bypass it see everything."
  static let faulty: [WordingExample] = [
    "Row-level security keeps each tenant's rows physically separate.",
    "RLS policies give every customer physical isolation.",
  ]
  static let sound: [WordingExample] = [
    "Row-level security keeps tenants logically apart.",
    "Row-level security separates tenants; this is not physical isolation.",
    "Offices have physical access control.",
  ]
  private static let policies: Phrases = [
    "row level security", "row level", "rls", "rls policies", "row security",
  ]
  private static let claims: Phrases = ["physically", "physical"]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard statement.contains(Self.policies),
      let match = statement.matches(of: Self.claims).first,
      !statement.isNegated(match)
    else { return [] }
    return [
      WordingIssue(
        "row-level security isolates logically, not physically: the rows share a table, and roles "
          + "with BYPASSRLS or ownership of it read them all",
        at: match.range, fix: "write logically isolated, and say which roles bypass the policies")
    ]
  }
}
