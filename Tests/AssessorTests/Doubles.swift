import Collectors
import Model
import Synchronization
import Systems

/// A question that the tests answer as they like.
struct ProbeRequest: ObservationRequest {
  typealias Facts = String

  let name: String

  var subject: String { "probe \(name)" }
}

/// Answers by name, counts how often it was asked, and can be slow.
final class ProbeCollector: Collector {
  typealias Request = ProbeRequest

  private let answers: [String: Result<String, Unavailable>]
  private let delay: @Sendable (String) -> Void
  private let asked = Mutex<[String]>([])

  init(
    _ answers: [String: Result<String, Unavailable>],
    delay: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.answers = answers
    self.delay = delay
  }

  var questions: [String] { asked.withLock { $0 }.sorted() }

  func collect(_ request: ProbeRequest, in context: CollectionContext) throws(Unavailable) -> String
  {
    asked.withLock { $0.append(request.name) }
    delay(request.name)
    return try answers[request.name, default: .failure(Unavailable("no such probe"))].get()
  }
}

/// Passes when the probe answers "yes".
struct ProbeCheck: Check {
  static let definition = CheckDefinition(
    name: "probe", family: "test", summary: "", passes: "", fails: "", unmeasured: "", fields: [],
    example: "")

  let names: [String]
  var rolledUpControls: [String] = []
  var basis = CheckResult.Basis.measured

  init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) { names = [] }

  init(
    _ names: String..., rollsUp: [String] = [], basis: CheckResult.Basis = .measured
  ) {
    self.names = names
    rolledUpControls = rollsUp
    self.basis = basis
  }

  func requests(in context: PlanContext) -> [any ObservationRequest] {
    names.map { ProbeRequest(name: $0) }
  }

  func evaluate(_ observations: Observations, in context: EvaluationContext) -> CheckResult {
    if !rolledUpControls.isEmpty {
      let seen = rolledUpControls.map { context.assessed[$0]?.verdict.rawValue ?? "unseen" }
      return CheckResult(.pass, summary: seen.joined(separator: " "), subjects: seen.count)
    }
    var findings: [Finding] = []
    var reasons: [String] = []
    for name in names {
      switch observations[ProbeRequest(name: name)].outcome {
      case .success("yes"): continue
      case .success("expired"):
        return CheckResult(.unmeasured(reason: "expired"), summary: "expired", isExpired: true)
      case .success("absent"): return CheckResult(.notApplicable(reason: "absent"), summary: "")
      case .success(let answer):
        findings.append(
          Finding(
            check: "probe", rule: "answer", severity: .high, message: "answered \(answer)",
            location: Location(path: "probes/\(name).txt"), identity: name))
      case .failure(let reason): reasons.append(reason.reason)
      }
    }
    let verdict = CheckResult.worst(
      findings: findings, unmeasured: reasons, passing: "yes", evidence: [], subjects: names.count)
    return CheckResult(
      verdict.verdict, basis: basis, summary: verdict.summary, findings: findings,
      subjects: names.count, gaps: verdict.gaps)
  }
}

/// One assessment with a fixed clock over the given controls.
struct Bench {
  var controls: [Control]
  var waivers: [Waiver] = []
  var gate = GatePolicy()
  var only: [String] = []
  var now = Instant(seconds: 1_795_257_600)

  static func control(
    _ id: String, _ checks: ProbeCheck..., kind: Control.Kind = .control,
    severity: Severity = .medium, due: String? = nil, statement: String = "It holds."
  ) -> Control {
    Control(
      id: id, title: id, kind: kind, statementTemplate: statement, statement: statement,
      severity: severity, due: due.flatMap { CalendarDate($0) },
      checks: checks.map {
        PlannedCheck(name: "probe", check: $0, location: Location(path: "controls.yaml"))
      },
      location: Location(path: "controls.yaml"))
  }

  static func waiver(
    _ control: String, until: String, rule: String? = nil, path: String? = nil
  ) -> Waiver {
    Waiver(
      control: control, rule: rule, path: path, owner: "ana", reason: "accepted",
      until: CalendarDate(until) ?? CalendarDate(ordinal: 0),
      location: Location(path: "waivers.yaml"))
  }

  func posture() -> Posture {
    Posture(
      organization: Organization(name: "Test"), path: "avouch.yaml", root: "/nowhere",
      controls: controls, waivers: waivers, gate: gate)
  }
}
