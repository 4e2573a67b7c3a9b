import Model

/// What `all-of` and `any-of` share: their arguments, and the standing of the controls they name.
struct RollUp {
  /// One control that a roll-up rests on.
  struct Member {
    let control: Control
    let standing: ControlStanding
    let verdict: ControlVerdict?
    /// The last moment at which its state stands as it is.
    let standsUntil: Instant?
  }

  private static let evidenceLimit = 100

  let selection: ControlSelection
  let minimum: Int

  init(_ arguments: Arguments) {
    selection = ControlSelection(globs: arguments.texts("controls"))
    minimum = arguments.integer("minimum-subjects") ?? 1
  }

  func members(in context: EvaluationContext) -> [Member] {
    selection.controls(in: context).map { control in
      let assessment = context.assessed[control.id]
      return Member(
        control: control, standing: ControlStanding(of: control, assessment: assessment),
        verdict: assessment?.verdict, standsUntil: assessment?.standsUntil)
    }
  }

  /// Why the list itself cannot be judged.
  func gaps(_ members: [Member], in context: EvaluationContext) -> [String] {
    let unmatched = selection.unmatched(in: context)
    guard unmatched.isEmpty, members.count < minimum else { return unmatched }
    return ["\(RecordText.counted(members.count, "control")) to judge, at least \(minimum) must be"]
  }

  func evidence(_ members: [Member], in context: EvaluationContext) -> [Evidence] {
    members.prefix(Self.evidenceLimit).map { member in
      Evidence(
        observed: "\(member.control.id): \(member.verdict?.rawValue ?? "not assessed")",
        location: member.control.location, observedAt: context.now)
    }
  }

  func finding(
    _ member: Member, why: String, check: String, in context: EvaluationContext
  ) -> Finding {
    Finding(
      check: check, rule: member.verdict?.rawValue ?? "unmet", severity: context.control.severity,
      message: "\(context.control.id) rests on a control that does not hold: \(why)",
      location: member.control.location, identity: member.control.id)
  }

  /// `3 controls hold; transport.tls is waived`.
  static func summary(_ lead: String, accepted: [String]) -> String {
    ([lead] + accepted.prefix(5)
      + (accepted.count > 5 ? ["and \(accepted.count - 5) more on people's word"] : []))
      .joined(separator: "; ")
  }

  static let fields = [
    Field(
      "controls", .oneOrMany(.control), required: true,
      "Identifiers of the controls, or globs over them; the control itself is left out."),
    Field(
      "minimum-subjects", .integer(0...100_000), default: "1",
      "How many controls must be found at least."),
  ]
}

extension [RollUp.Member] {
  var isAnyVerified: Bool { !verified.isEmpty }

  var verified: [RollUp.Member] {
    filter { if case .verified = $0.standing { true } else { false } }
  }

  var accepted: [String] {
    compactMap { if case .accepted(let why) = $0.standing { why } else { nil } }
  }

  var broken: [(member: RollUp.Member, why: String)] {
    compactMap { if case .broken(let why) = $0.standing { ($0, why) } else { nil } }
  }

  var unknown: [String] {
    compactMap { if case .unknown(let why) = $0.standing { why } else { nil } }
  }
}
