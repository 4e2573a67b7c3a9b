import Model

/// What a control leaves open: a failure, an accepted exception, a missing proof, announced work.
struct OSCALRisks {
  /// One risk, and what a plan says of it.
  struct Risk {
    let identifier: String
    let item: ControlAssessment
    let title: String
    let description: String
    /// What it means.
    let statement: String
    let status: String
    let deadline: CalendarDate?
    /// Sets apart what one control has several of.
    let role: String
  }

  let document: OSCALDocument

  /// What failed and what was accepted, for one control.
  func failures(of entry: PostureEntry) -> [Risk] {
    let verdict = entry.verdict
    let open = entry.item.findings.filter { $0.waiver == nil }
    let isOpen = verdict == .violated || verdict == .contradicted
    let failure = risk(
      "open", of: entry, title: "does not hold",
      description: OSCALText.findings(open, isShown: document.showsFindings)
        ?? OSCALText.line(Wording.counted(entry.item.findings)) + ".",
      statement: verdict.meaning, status: "open")
    return (isOpen ? [failure] : []) + exceptions(of: entry)
  }

  /// What nothing proves today, for one control; nobody may read its absence as a pass.
  func gaps(of entry: PostureEntry) -> [Risk] {
    guard entry.verdict == .unproven else { return [] }
    let reasons = entry.item.reasons.map { "- " + OSCALText.line($0) }.joined(separator: "\n")
    return [
      risk(
        "unproven", of: entry, title: entry.isWithdrawn ? "is withdrawn" : "is not proven",
        description: reasons.isEmpty ? OSCALText.line(entry.statement) : reasons,
        statement: entry.verdict.meaning, status: "open")
    ]
  }

  /// Announced work that is not done, for one control.
  func roadmap(of entry: PostureEntry) -> [Risk] {
    guard entry.verdict == .planned || entry.verdict == .overdue else { return [] }
    let isOverdue = entry.verdict == .overdue
    return [
      risk(
        "roadmap", of: entry, title: isOverdue ? "is overdue" : "is planned",
        description: OSCALText.line(entry.statement), statement: entry.verdict.meaning,
        status: isOverdue ? "open" : "remediating", deadline: entry.item.control.due)
    ]
  }

  /// The risk as OSCAL has it.
  func value(of risk: Risk) -> JSONValue {
    let control = risk.item.control
    return OSCALText.object([
      "uuid": .string(risk.identifier),
      "title": .string(risk.title),
      "description": .string(risk.description),
      "statement": .string(OSCALText.line(risk.statement)),
      "props": .array(
        OSCALText.properties([
          "control": control.id, "verdict": risk.item.verdict.rawValue,
          "severity": control.severity.rawValue,
        ])),
      "status": .string(risk.status),
      "origins": document.origins,
      "deadline": risk.deadline.map { OSCALText.moment(Instant(endOf: $0)) },
      "related-observations": OSCALObservations(document: document)
        .references(of: risk.item) { Self.isBehind(risk, $0) },
    ])
  }

  private static func isBehind(_ risk: Risk, _ result: CheckResult) -> Bool {
    switch risk.role {
    case "roadmap": true
    case "unproven": result.verdict != .pass
    default: result.verdict == .fail
    }
  }

  static func references(to risks: [Risk]) -> JSONValue {
    .array(risks.map { .object(["risk-uuid": .string($0.identifier)]) })
  }

  private func exceptions(of entry: PostureEntry) -> [Risk] {
    let today = document.assessment.asOf.date
    // Waivers that read alike can still cover different findings; their order must not be chance.
    let ordered = entry.exceptions.sorted {
      ($0.until, $0.owner, $0.reason, $0.findings) < ($1.until, $1.owner, $1.reason, $1.findings)
    }
    return ordered.enumerated().map { index, exception in
      risk(
        "exception-\(index + 1)", of: entry, title: "accepted exception",
        description: OSCALText.line(exception.sentence) + ".",
        statement: "A check fails; the exception is accepted until \(exception.until.description).",
        status: exception.until < today ? "open" : "deviation-approved",
        deadline: exception.until)
    }
  }

  private func risk(
    _ role: String, of entry: PostureEntry, title: String, description: String,
    statement: String, status: String, deadline: CalendarDate? = nil
  ) -> Risk {
    Risk(
      identifier: document.identifier("risk", entry.id, role), item: entry.item,
      title: OSCALText.line("\(entry.title): \(title)"), description: description,
      statement: statement, status: status, deadline: deadline, role: role)
  }
}
