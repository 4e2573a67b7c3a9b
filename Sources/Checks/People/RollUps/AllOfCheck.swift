import Model

/// `all-of`: a summary statement that holds when every control it rests on holds.
package struct AllOfCheck: Check {
  private let rollUp: RollUp

  package init(
    _ arguments: Arguments, validation: ValidationContext
  ) throws(Diagnostics) {
    rollUp = RollUp(arguments)
  }

  package var rolledUpControls: [String] { rollUp.selection.globs }

  package func requests(in context: PlanContext) -> [any ObservationRequest] { [] }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    let members = rollUp.members(in: context)
    let broken = members.broken
    let reasons = rollUp.gaps(members, in: context) + members.unknown
    let evidence = rollUp.evidence(members, in: context)
    if !broken.isEmpty || !reasons.isEmpty {
      let named = broken.map(\.why).prefix(3).joined(separator: "; ")
      return .worst(
        findings: broken.map {
          rollUp.finding($0.member, why: $0.why, check: name, in: context)
        },
        unmeasured: reasons, passing: "",
        failing: "\(broken.count) of \(members.count) controls do not hold: \(named)",
        evidence: evidence, subjects: members.count)
    }
    let accepted = members.accepted
    return CheckResult(
      .pass, basis: accepted.isEmpty ? .measured : .attested,
      summary: RollUp.summary(
        members.count == 1 ? "the control holds" : "all \(members.count) controls hold",
        accepted: accepted),
      evidence: evidence, subjects: members.count,
      proofEnds: members.compactMap(\.standsUntil).min())
  }

  package static let definition = CheckDefinition(
    name: "all-of",
    family: "people",
    summary: "Derives a summary statement from other controls: the worst of them decides.",
    passes:
      "Every named control is verified, attested, waived or delivered; if one of them rests on "
      + "people's word, so does this.",
    fails: "A named control is violated, contradicted or overdue, or is only planned.",
    unmeasured:
      "A named control is unproven, states a limit or what the customer does, is part of a "
      + "circle, or does not exist.",
    fields: RollUp.fields,
    example: """
      all-of:
        controls: [transport.*, storage.encryption]
      """)
}
