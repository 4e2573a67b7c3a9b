import Assessor
import Checks
import Collectors
import CommandLineInterface
import Model
import Systems

/// The part that `check`, `report` and `explain` share: read the posture, assess it, stop cleanly.
struct AssessmentRun {
  let arguments: ParsedArguments
  let surroundings: Surroundings

  /// Options that every assessing command takes.
  static let options = [
    Option(
      "now", value: .required(placeholder: "TIME"),
      help: "Judge as of this time (RFC 3339); SOURCE_DATE_EPOCH does the same."),
    Option(
      "fail-on",
      value: .choice(Severity.allCases.map(\.rawValue), placeholder: "SEVERITY"),
      help: "Controls below this severity do not decide the exit code."),
    Option(
      "allow-unmeasured", value: .required(placeholder: "CONTROL"), repeatable: true,
      help: "Control (or glob) that may stay unmeasured without exit code 3."),
    Option(
      "deadline", value: .required(placeholder: "DURATION"),
      help: "Leave unmeasured what is not known by then; 10m by default."),
  ]

  /// The assessment, or nil when the run was interrupted.
  ///
  /// `accept` is called with the posture before anything is collected, and throws to refuse it.
  func assessment(
    only: [String] = [], accept: (Posture) throws -> Void = { _ in }
  ) throws -> Assessment? {
    let patterns = PatternMatcher()
    let posture = try surroundings.posture(posturePath, patterns: patterns)
    try accept(posture)
    if !arguments.has("quiet") {
      surroundings.console.report(posture.warnings)
    }
    let now = try surroundings.now(arguments)
    let cancellation = Cancellation()
    let interruption = Interruption(grace: .milliseconds(800)) { cancellation.cancel() }
    let bar = ProgressBar(isShown: !arguments.has("quiet") && StandardStream.error.isTerminal)
    let key = fingerprintKey(posture)
    let assessor = Assessor(
      posture: posture,
      collectors: CollectorCatalog.standard(
        library: surroundings.library, fingerprintKey: key, version: Program.version),
      patterns: patterns, options: options(for: posture, now: now, key: key, only: only))
    let context = CollectionContext(
      now: now, deadline: .now + .seconds(try secondsToSpend()), cancellation: cancellation,
      progress: { bar.detail($0, done: $1, total: $2) })
    let assessment = assessor.assess(in: context) { bar.update(done: $0, total: $1, subject: $2) }
    bar.clear()
    // The interruption must stay alive until here.
    return withExtendedLifetime(interruption) { cancellation.isCancelled ? nil : assessment }
  }

  /// How long the whole run may take.
  private func secondsToSpend() throws(UsageError) -> Int {
    let text = arguments.value("deadline") ?? "10m"
    guard let seconds = TimeSpan(text)?.fixedSeconds, seconds > 0 else {
      throw UsageError(
        "--deadline is a duration such as 90s or 5m, not \"\(text)\"",
        command: arguments.command.name)
    }
    return seconds
  }

  /// `explain` takes the control first and the posture second.
  private var posturePath: String? {
    arguments.operand(arguments.command.name == ExplainCommand.definition.name ? 1 : 0)
  }

  private func options(
    for posture: Posture, now: Instant, key: [UInt8], only: [String]
  ) -> Assessor.Options {
    var gate = posture.gate
    var adjustments: [String] = []
    if let severity = arguments.value("fail-on").flatMap({ Severity(rawValue: $0) }) {
      gate.failOn = severity
      adjustments.append("--fail-on \(severity.rawValue)")
    }
    let allowed = arguments.values("allow-unmeasured")
    gate.allowUnmeasured += allowed
    adjustments += allowed.map { "--allow-unmeasured \($0)" }
    // A decision on some controls is not one on the posture.
    adjustments += only.map { "--only \($0)" }
    return Assessor.Options(
      now: now, toolVersion: Program.version, gate: gate, adjustments: adjustments,
      fingerprintKey: key, only: only)
  }

  /// What keys the fingerprints: a secret of the team's where one is set, else the organisation's
  /// name, which keeps them stable but lets anyone who guesses a secret confirm the guess.
  private func fingerprintKey(_ posture: Posture) -> [UInt8] {
    let secret = surroundings.environment["AVOUCH_FINGERPRINT_KEY"] ?? ""
    return Array((secret.isEmpty ? "avouch:\(posture.organization.name)" : secret).utf8)
  }
}
