import Assessor
import Checks
import Collectors
import CommandLineInterface
import FoundationEssentials
import Model
import Policy
import Systems

/// The part that `check`, `report` and `explain` share: read the posture, assess it, stop cleanly.
struct AssessmentRun {
  let arguments: ParsedArguments
  let surroundings: Surroundings
  /// Whether places are shown as seen from where the command was started, so that editors and
  /// pipelines find them, instead of from the posture's folder.
  var placesAreFromHere = true
  /// The way from here to where places start; where the posture file lies if nil.
  var folder: String?
  /// What keys the fingerprints beside the organisation's name, where there is no organisation.
  var keyName: String?
  /// Whether what is observed is kept, or was observed earlier.
  var recording = RecordingUse.none

  /// Options that every assessing command takes.
  static let options =
    [
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
      Option(
        "active",
        help: "Let rate-limit send bursts and webhook send posts to the declared endpoints."),
      RunLedger.option,
    ] + cacheOptions

  /// Options of commands that look at a repository's history.
  static let cacheOptions = [
    Option(
      "cache", value: .required(placeholder: "DIR"),
      help: "Keep here what scans of histories came to; $XDG_CACHE_HOME/avouch by default."),
    Option("no-cache", help: "Scan histories anew and keep nothing."),
  ]

  /// An assessment, and why it could not be recorded where that was wanted and did not succeed.
  typealias Outcome = (assessment: Assessment, failure: CommandFailure?)

  /// The assessment with what the ledger says of it, or nil when the run was interrupted.
  ///
  /// `accept` is called with the posture before anything is collected, and throws to refuse it.
  func assessment(
    only: [String] = [], accept: (Posture) throws -> Void = { _ in }
  ) throws -> Assessment? {
    try whole(outcome(only: only, ledger: .reads, accept: accept))
  }

  /// The same for a posture that was read or made before.
  func assessment(
    of posture: Posture, only: [String] = [], observed: (Observations) -> Void = { _ in }
  ) throws -> Assessment? {
    try whole(outcome(of: posture, only: only, ledger: .reads, observed: observed))
  }

  private func whole(_ outcome: Outcome?) throws(CommandFailure) -> Assessment? {
    if let failure = outcome?.failure { throw failure }
    return outcome?.assessment
  }

  /// The outcome of a run that may be recorded, or nil when it was interrupted.
  func outcome(
    only: [String] = [], ledger use: RunLedger.Use, accept: (Posture) throws -> Void = { _ in }
  ) throws -> Outcome? {
    let patterns = PatternMatcher()
    let posture = try recording.posture(in: surroundings.environment) {
      (environment) throws(Diagnostics) in
      try surroundings.posture(posturePath, patterns: patterns, environment: environment)
    }
    try accept(posture)
    if !arguments.has("quiet") {
      surroundings.console.report(posture.warnings)
    }
    try requireControls(matching: only, in: posture)
    return try outcome(of: posture, only: only, ledger: use)
  }

  private func outcome(
    of posture: Posture, only: [String], ledger use: RunLedger.Use,
    observed: (Observations) -> Void = { _ in }
  ) throws -> Outcome? {
    let patterns = PatternMatcher()
    let now = try recording.now(arguments, in: surroundings)
    var ledger = try RunLedger(
      arguments, of: posture, use: recording.isReplay ? .reads : use,
      console: surroundings.console)
    try ledger.prepare(now: now, clock: surroundings.clock)
    let cancellation = Cancellation()
    let interruption = Interruption(grace: .milliseconds(800)) { cancellation.cancel() }
    let bar = ProgressBar(isShown: !arguments.has("quiet") && StandardStream.error.isTerminal)
    let key = fingerprintKey(posture)
    let tape = try recording.tape(
      for: posture, now: now, key: key, isActive: recording.isActive(arguments), in: surroundings)
    let assessor = Assessor(
      posture: posture,
      collectors: CollectorCatalog.standard(
        library: surroundings.library, fingerprintKey: key, version: Program.version,
        environment: surroundings.environment, cache: cache(keyedBy: key)),
      patterns: patterns, options: options(for: posture, now: now, key: key, only: only))
    let context = CollectionContext(
      now: now, deadline: .now + .seconds(try secondsToSpend()), cancellation: cancellation,
      progress: { bar.detail($0, done: $1, total: $2) }, timing: timing(beside: bar))
    let assessment = try assess(with: assessor, tape, in: context, observed: observed, bar)
    bar.clear()
    // The interruption must stay alive until here.
    return withExtendedLifetime(interruption) {
      if let assessment, !cancellation.isCancelled {
        // Recorded with places as seen from the posture, which are the same wherever it is started.
        let (dated, failure) = ledger.dated(assessment, posture: posture)
        return (placesAreFromHere ? placed(dated, of: posture) : dated, failure)
      }
      surroundings.console.note("avouch: interrupted; nothing was decided")
      return nil
    }
  }

  /// With --verbose, tells on standard error how long parts of the work took.
  private func timing(beside bar: ProgressBar) -> CollectionContext.Timing {
    guard arguments.has("verbose") else { return { _, _ in } }
    let console = surroundings.console
    return { part, time in
      bar.clear()
      console.note("avouch: \(part) took \(Int((time / .milliseconds(1)).rounded())) ms")
    }
  }

  /// The assessment, or nil when the run was interrupted before anything could be kept of it.
  private func assess(
    with assessor: Assessor, _ tape: (any ObservationTape)?, in context: CollectionContext,
    observed: (Observations) -> Void, _ bar: ProgressBar
  ) throws(CommandFailure) -> Assessment? {
    guard let tape else {
      return assessor.assess(in: context, observed: observed) {
        bar.update(done: $0, total: $1, subject: $2)
      }
    }
    defer { (tape as? RecordingWriter)?.discard() }
    do throws(Unavailable) {
      return try assessor.assess(in: context, tape: tape, observed: observed) {
        bar.update(done: $0, total: $1, subject: $2)
      }
    } catch {
      bar.clear()
      throw CommandFailure(error.reason)
    }
  }

  /// The assessment as a person sees it who stands where the command was started.
  private func placed(_ assessment: Assessment, of posture: Posture) -> Assessment {
    let folder = folder(of: posture)
    return assessment.moving { place in
      place.path?.hasPrefix(PostureReader.shippedFolder) == true ? place : place.below(folder)
    }
  }

  /// The way from here to the posture's folder; empty when it is this one.
  private func folder(of posture: Posture) -> String {
    if let folder { return folder }
    guard posture.path.hasPrefix("/") else {
      return posture.path.split(separator: "/").dropLast().joined(separator: "/")
    }
    let here = FileManager.default.currentDirectoryPath
    if posture.root == here { return "" }
    return posture.root.hasPrefix(here + "/")
      ? String(posture.root.dropFirst(here.count + 1)) : posture.root
  }

  /// A misspelt name must not make the gate hold by asking for less.
  private func requireControls(
    matching globs: [String], in posture: Posture
  ) throws(CommandFailure) {
    guard !posture.controls.isEmpty else {
      throw CommandFailure(
        "\(posture.path) states nothing yet: write a control under \"controls\"")
    }
    let identifiers = posture.controls.map(\.id)
    for glob in globs {
      let pattern = ControlGlob(glob)
      guard !identifiers.contains(where: pattern.matches) else { continue }
      let nearest = NearestName.find(glob, among: identifiers)
      throw CommandFailure(
        "there is no control \"\(glob)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
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

  /// `explain` takes the control first and the posture second, `answer` the questionnaire alone.
  private var posturePath: String? {
    switch arguments.command.name {
    case ExplainCommand.definition.name: arguments.operand(1)
    case AnswerCommand.definition.name: arguments.value("posture")
    default: arguments.operand(0)
    }
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
    // A scan has one control, and the option no value.
    gate.allowUnmeasured += allowed.filter { !$0.isEmpty }
    adjustments += allowed.map { $0.isEmpty ? "--allow-unmeasured" : "--allow-unmeasured \($0)" }
    // A decision on some controls is not one on the posture.
    adjustments += only.map { "--only \($0)" }
    var options = Assessor.Options(
      now: now, toolVersion: Program.version, gate: gate, adjustments: adjustments,
      fingerprintKey: key, only: only, isActive: recording.isActive(arguments))
    options.keepsTrace = arguments.has("trace")
    return options
  }

  /// Where scans of histories keep what they came to; nil for nowhere.
  private func cache(keyedBy key: [UInt8]) -> CacheFolder? {
    guard !arguments.has("no-cache") else { return nil }
    let path =
      arguments.value("cache").map { ScanRun.absolute($0) }
      ?? CacheFolder.standardPath(surroundings.environment)
    return path.map { CacheFolder(path: $0, key: key) }
  }

  /// What keys the fingerprints: a secret of the team's where one is set, else the organisation's
  /// name, which keeps them stable but lets anyone who guesses a secret confirm the guess.
  func fingerprintKey(_ posture: Posture) -> [UInt8] {
    let secret = surroundings.environment["AVOUCH_FINGERPRINT_KEY"] ?? ""
    return Array((secret.isEmpty ? "avouch:\(keyName ?? posture.organization.name)" : secret).utf8)
  }
}
