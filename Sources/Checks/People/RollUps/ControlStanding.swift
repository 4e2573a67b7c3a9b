import Model

/// Whether another control can be relied on.
enum ControlStanding {
  /// It holds, on what was measured.
  case verified
  /// It holds on people's word: an attestation, or a waiver that accepts a failure.
  case accepted(String)
  /// It does not hold.
  case broken(String)
  /// Nothing is known, or it is no evidence.
  case unknown(String)

  init(of control: Control, assessment: ControlAssessment?) {
    guard let assessment else {
      self = .unknown("\(control.id) is not assessed before this control; is it a circle?")
      return
    }
    switch assessment.verdict {
    case .verified: self = .verified
    case .attested: self = .accepted("\(control.id) is attested")
    case .waived: self = .accepted("\(control.id) is waived")
    case .delivered:
      let isAttested = assessment.checks.contains { $0.result.basis == .attested }
      self = isAttested ? .accepted("\(control.id) is attested") : .verified
    case .planned: self = .broken("\(control.id) is only planned")
    case .violated, .contradicted, .overdue:
      let why = assessment.reasons.first.map { ": \($0)" } ?? ""
      self = .broken("\(control.id) is \(assessment.verdict.rawValue)\(why)")
    case .unproven:
      let why = assessment.reasons.first.map { ": \($0)" } ?? ""
      self = .unknown("\(control.id) is unproven\(why)")
    case .stated:
      let what = control.kind == .customer ? "what the customer does" : "a limit"
      self = .unknown("\(control.id) states \(what), which is no evidence")
    }
  }
}
