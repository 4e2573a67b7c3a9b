import Model

/// `any-of`: a statement that holds when at least one of several controls holds.
package struct AnyOfCheck: Check {
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
    let evidence = rollUp.evidence(members, in: context)
    let gaps = rollUp.gaps(members, in: context)
    let accepted = members.accepted
    if gaps.isEmpty, members.isAnyVerified || !accepted.isEmpty {
      let holding = members.count - members.broken.count - members.unknown.count
      return CheckResult(
        .pass, basis: members.isAnyVerified ? .measured : .attested,
        summary: RollUp.summary(
          "\(holding) of \(members.count) controls hold, one is enough", accepted: accepted),
        evidence: evidence, subjects: members.count,
        // It holds for as long as the last of those it rests on.
        proofEnds: (members.isAnyVerified ? members.verified : members)
          .compactMap(\.standsUntil).max())
    }
    // What is not known may be the one that holds.
    let reasons = gaps + members.unknown
    guard reasons.isEmpty, !members.isEmpty else {
      return .worst(
        findings: [], unmeasured: reasons.isEmpty ? ["no control to judge"] : reasons, passing: "",
        evidence: evidence, subjects: members.count)
    }
    return CheckResult(
      .fail, summary: "none of \(members.count) controls holds",
      findings: members.broken.map {
        rollUp.finding($0.member, why: $0.why, check: name, in: context)
      },
      evidence: evidence, subjects: members.count)
  }

  package static let definition = CheckDefinition(
    name: "any-of",
    family: "people",
    summary: "Derives a statement from other controls, one of which is enough.",
    passes: "At least one named control is verified, attested, waived or delivered.",
    fails: "Every named control is violated, contradicted, overdue or only planned.",
    unmeasured:
      "No named control holds and one of them is unproven or no evidence, or a name stands "
      + "for no control.",
    fields: RollUp.fields,
    example: """
      any-of:
        controls: [backup.managed, backup.own]
      """)
}
