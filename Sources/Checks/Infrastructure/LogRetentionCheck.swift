import Model

/// Judges for how long logs are kept.
package struct LogRetentionCheck: InfrastructureCheck {
  static let quality = "kept for as long as asked"
  static let roles: [InfrastructureRole] = [.logGroup]

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = InfrastructureScope(arguments, roles: Self.roles)
    let least = arguments.duration("at-least")
    let most = arguments.duration("at-most")
    var diagnostics: [Diagnostic] = []
    if least == nil, most == nil {
      diagnostics.append(
        Diagnostic(
          "`log-retention` needs `at-least` or `at-most`", at: arguments.location()))
    }
    for (name, span) in [("at-least", least), ("at-most", most)]
    where span != nil && span?.fixedSeconds == nil {
      diagnostics.append(
        Diagnostic("`\(name)` is counted in days", at: arguments.location(of: name)))
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    var requirements: [Requirement] = []
    if let days = least?.fixedSeconds.map({ ($0 + 86_399) / 86_400 }) {
      requirements.append(
        Requirement(
          "too-short", .retentionDays, .atLeast(days: days),
          problem: "does not keep entries long enough",
          fix: "Keep entries for at least \(days) days."))
    }
    if let days = most?.fixedSeconds.map({ $0 / 86_400 }) {
      requirements.append(
        Requirement(
          "too-long", .retentionDays, .atMost(days: days), problem: "keeps entries too long",
          fix: "Let entries end after at most \(days) days."))
    }
    self.requirements = requirements
  }

  package static let definition = CheckDefinition(
    name: "log-retention",
    family: "configuration",
    summary: "Logs are kept as long as promised, and no longer.",
    passes: """
      Every log group, log bucket and workspace keeps its entries for at least `at-least` and at \
      most `at-most`. A log that is kept for ever meets the first and not the second.
      """,
    fails: "A log is kept for less or more. `drift`: code and state or export differ.",
    unmeasured: "There is no log to judge, a value is not known, or a file could not be read.",
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field("at-least", .duration, "The shortest time that entries are kept."),
        Field("at-most", .duration, "The longest time that entries are kept."),
      ]),
    example: """
      log-retention:
        at-least: 365d
      """,
    sources: [
      "PCI DSS 4.0.1, requirement 10.5.1: audit log history",
      "AWS, PutRetentionPolicy: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/"
        + "APIReference/API_PutRetentionPolicy.html",
    ])
}
