import Model

/// `records`: clocks, cadences and required values over an operational register.
package struct RecordsCheck: Check {
  /// What times the rows are held to.
  private enum Timing {
    case clock(RecordClock)
    case cadence(RecordCadence)
    case none

    var fields: [String] {
      switch self {
      case .clock(let clock): clock.fields
      case .cadence(let cadence): cadence.fields
      case .none: []
      }
    }
  }

  /// How many records become evidence one by one.
  private static let evidenceLimit = 100

  private let register: String
  private let timing: Timing
  private let conditions: [RecordCondition]
  private let rules: RecordRules
  private let since: CalendarDate?
  private let minimum: Int

  package init(
    _ arguments: Arguments, validation: ValidationContext
  ) throws(Diagnostics) {
    let problems = RecordsArguments.problems(arguments)
    guard problems.isEmpty else { throw Diagnostics(problems) }
    register = arguments.text("register") ?? ""
    conditions = RecordsArguments.conditions("where", arguments)
    rules = RecordRules(
      required: RecordsArguments.conditions("require", arguments),
      filled: arguments.texts("filled"))
    since = arguments.date("since")
    minimum = arguments.integer("minimum-subjects") ?? 1
    if let from = arguments.text("from"), let to = arguments.text("to"),
      let within = arguments.duration("within")
    {
      let judgesOpen = arguments.text("open-is") != "ignored"
      timing = .clock(RecordClock(from: from, to: to, within: within, judgesOpen: judgesOpen))
    } else if let at = arguments.text("at"), let every = arguments.duration("every") {
      timing = .cadence(RecordCadence(at: at, every: every))
    } else {
      timing = .none
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    request(in: context).map { [$0] } ?? []
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    guard let request = request(in: context.plan) else {
      return .unmeasured("the posture names no folder of registers (records: records/)")
    }
    let observation = observations[request]
    switch observation.outcome {
    case .failure(let unavailable):
      return .unmeasured(reason(unavailable, in: request.folder, of: context.plan))
    case .success(let register):
      let view = RecordView(
        register: register.moved(to: context.plan.path(register.path, in: request.folder)),
        noun: noun, now: context.now,
        holidays: context.plan.posture.holidays, severity: context.control.severity)
      return judge(view, observedAt: observation.observedAt)
    }
  }

  /// A reason that may begin with the register's file name, whose ending only the collector knows.
  private func reason(
    _ unavailable: Unavailable, in folder: String, of plan: PlanContext
  ) -> String {
    let reason = unavailable.reason
    let file = reason.prefix { $0 != ":" && $0 != " " }
    guard file.hasPrefix(register + ".") else { return reason }
    return plan.reason(unavailable, of: String(file), in: folder)
  }

  private var noun: String {
    String(register.map { $0 == "-" || $0 == "_" ? " " : $0 })
  }

  private func request(in context: PlanContext) -> RegisterRequest? {
    context.posture.records.map { RegisterRequest(folder: $0, name: register) }
  }

  private func judge(_ view: RecordView, observedAt: Instant) -> CheckResult {
    let fields = timing.fields + conditions.map(\.field) + rules.fields
    let problems = RecordFields(view: view).problems(fields)
    let counting = view.register.records.filter { record in
      conditions.allSatisfy { $0.isMet(by: record) }
    }
    var tally = judged(counting, in: view)
    let ruleFindings = tally.finished.flatMap { rules.findings(for: $0, in: view) }
    var reasons = problems + tally.reasons
    if problems.isEmpty, tally.reasons.isEmpty, tally.judged < minimum {
      reasons.append(tooFew(tally, of: view.register.records.count))
    }
    if tally.notStarted > 0 { tally.notes.append("\(tally.notStarted) not started") }
    let left = view.register.records.count - counting.count
    if left > 0 { tally.notes.append("\(RecordText.counted(left, "row")) of other kinds left out") }
    // A misspelt field reads as empty everywhere, so what it led to is not to be believed.
    let findings = problems.isEmpty ? tally.findings + ruleFindings : []
    let summary = ([tally.headline] + tally.notes).joined(separator: "; ")
    var result = CheckResult.worst(
      findings: findings, unmeasured: reasons,
      passing: tally.judged == 0 ? nothing(tally) : summary,
      failing: "\(RecordText.counted(findings.count, "finding")): \(summary)",
      evidence: evidence(tally, view: view, observedAt: observedAt), subjects: tally.judged)
    result.times = problems.isEmpty ? tally.times : nil
    return result
  }

  private func judged(_ records: [Record], in view: RecordView) -> RecordTally {
    switch timing {
    case .clock(let clock): return clock.judge(records, since: since, in: view)
    case .cadence(let cadence): return cadence.judge(records, since: since, in: view)
    case .none:
      var tally = RecordTally()
      for record in records {
        let seen = rules.fields.map { "\($0) \(view.cell($0, of: record).shown)" }
        tally.judge(
          record, seen: "\(view.name(of: record)): \(seen.joined(separator: ", "))",
          at: view.location(of: record), isFinished: true)
      }
      tally.headline = "\(tally.judged) \(noun) hold what they must"
      return tally
    }
  }

  private func tooFew(_ tally: RecordTally, of rows: Int) -> String {
    "\(tally.judged) of \(RecordText.counted(rows, "row")) in the register \(register) can be "
      + "judged, at least \(minimum) must be; say minimum-subjects: 0 for a register that may be "
      + "empty"
  }

  private func nothing(_ tally: RecordTally) -> String {
    (["no \(noun) to judge, which minimum-subjects allows"] + tally.notes).joined(separator: "; ")
  }

  private func evidence(
    _ tally: RecordTally, view: RecordView, observedAt: Instant
  ) -> [Evidence] {
    let register = view.register
    let whole = Evidence(
      observed: "\(RecordText.counted(register.records.count, "row")), \(tally.judged) judged",
      location: Location(path: register.path), digest: register.digest, observedAt: observedAt)
    return [whole]
      + tally.observed.prefix(Self.evidenceLimit).map {
        Evidence(
          observed: $0.text, location: $0.location, digest: register.digest,
          observedAt: observedAt)
      }
  }
}
