import Model

/// `statement`: the wording rules as a check of their own, for a control that is judged by them.
package struct StatementCheck: Check {
  private let rules: [any WordingRule]
  private let severity: Severity?

  package init(
    _ arguments: Arguments, validation: ValidationContext
  ) throws(Diagnostics) {
    let names = Set(arguments.texts("rules"))
    rules = names.isEmpty ? WordingRules.all : WordingRules.all.filter { names.contains($0.id) }
    severity = arguments.severity("severity")
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] { [] }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    let control = context.control
    guard !control.statement.isEmpty else {
      let reason = "\(control.id) has no statement"
      return CheckResult(.notApplicable(reason: reason), summary: reason)
    }
    let findings = StatementWording.findings(
      for: control, now: context.now, rules: rules, severity: severity)
    var place = control.location
    place.span = control.statementSpan ?? place.span
    let evidence = Evidence(
      observed: RecordText.shown(control.statement, limit: 400), location: place,
      observedAt: context.now)
    return .worst(
      findings: findings, unmeasured: [],
      passing: "\(RecordText.counted(rules.count, "wording rule")) "
        + "\(rules.count == 1 ? "finds" : "find") nothing",
      evidence: [evidence], subjects: 1)
  }

  package static let definition = CheckDefinition(
    name: "statement",
    family: "wording",
    summary:
      "Reads the published sentence itself: errors of fact, numbers that nothing holds, words "
      + "that promise more than can be shown.",
    passes: "No wording rule finds anything in the control's statement.",
    fails: "A rule finds something that the control does not allow.",
    unmeasured: "Never; a control without a statement is not applicable.",
    fields: [
      Field(
        "rules", .oneOrMany(.choice(WordingRules.all.map(\.id))),
        "The rules to apply; all of them when not given."),
      Field(
        "severity", .severity, "Severity of the findings, instead of each rule's own."),
    ],
    example: """
      statement:
        rules: [number-without-parameter, soc2-certification]
      """,
    sources: [
      "GDPR (EU) 2016/679 articles 33 and 34", "DPDP Rules 2025 rule 7", "the Fernet specification",
      "AICPA SOC 2", "PCI DSS 4.0.1 self-assessment questionnaires",
    ])
}
