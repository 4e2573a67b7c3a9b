import Model

/// What a control lets an answer say.
enum Standing: Hashable, Sendable {
  /// Every check passed.
  case holds
  /// It rests on people's word, which counts until then.
  case attested(until: CalendarDate?)
  /// It holds but for an exception that was accepted until then.
  case excepted(until: CalendarDate?)
  case planned(CalendarDate?)
  case overdue(CalendarDate?)
  /// Planned, and its checks pass already: somebody has to say that it is in place.
  case delivered
  case violated
  /// Not measured, without evidence, or past its date.
  case unproven
  /// What is not done or not covered.
  case limitation
  /// A limitation or a duty of the customer that evidence speaks against.
  case contradicted
  case customerDuty

  init(_ assessment: ControlAssessment) {
    let control = assessment.control
    let results = assessment.checks.map(\.result)
    self =
      switch assessment.verdict {
      case .verified: .holds
      case .attested: .attested(until: results.compactMap(\.validUntil).min())
      case .waived: .excepted(until: assessment.findings.compactMap(\.waiver?.until).min())
      case .planned: .planned(control.due)
      case .overdue: .overdue(control.due)
      case .delivered: .delivered
      case .violated: .violated
      case .unproven: .unproven
      case .stated: control.kind == .customer ? .customerDuty : .limitation
      case .contradicted: .contradicted
      }
  }

  /// Whether a plain yes may rest on it.
  var holds: Bool {
    switch self {
    case .holds, .attested: true
    default: false
    }
  }

  /// Whether what it speaks of is known not to be in place.
  var isAbsent: Bool {
    switch self {
    case .planned, .overdue, .violated: true
    default: false
    }
  }
}
