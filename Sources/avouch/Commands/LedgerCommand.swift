import CommandLineInterface
import FoundationEssentials
import Ledger
import Model
import Systems

/// `avouch ledger`: the history of runs.
enum LedgerCommand: Subcommand {
  private enum Action: String, CaseIterable {
    case log, show, diff, verify, export
  }

  static let definition = Command(
    name: "ledger",
    summary: "the history of runs: what changed, since when, and whether it is intact",
    discussion: "Reads the ledger that avouch check records its runs in. A RUN is its number, the "
      + "first eight or more digits of its digest, \"last\", or a date or time, which stands for the "
      + "last run until then. verify follows every digest and names the first run that was altered "
      + "or is missing; exit 1: something is. export writes one line of JSON for each state and run, "
      + "named by the SHA-256 of the line.",
    operands: [
      .init(
        "ACTION", required: true, choices: Action.allCases.map(\.rawValue),
        help: "log, show [RUN], diff [RUN [RUN]], verify or export."),
      .init("RUN", repeatable: true, help: "The run; for diff the earlier and the later one."),
    ],
    options: [
      Option(
        "ledger", value: .required(placeholder: "FILE"),
        help: "The ledger; by default the one that the posture names."),
      Option(
        "posture", value: .required(placeholder: "POSTURE"),
        help: "The posture file or its folder; the current folder by default."),
      Option(
        "control", value: .required(placeholder: "CONTROL"),
        help: "log: only the runs in which this control changed."),
      Option(
        "limit", value: .required(placeholder: "COUNT"),
        help: "log: show so many of the last runs; 30 by default, and all of them for 0."),
      Option(
        "mark", value: .required(placeholder: "DIGEST"),
        help: "verify: a digest that was published, which has to be that of one of the runs."),
      Option(
        "format", short: "f", value: .choice(["text", "json"], placeholder: "FORMAT"),
        help: "How to print; text by default, and export is always JSON."),
    ],
    examples: [
      .init("avouch ledger log", "When the gate held, and how many controls were in each state."),
      .init("avouch ledger log --control transport.tls", "Every change of one control."),
      .init("avouch ledger diff 2026-10-31 last", "What changed since the end of October."),
      .init("avouch ledger verify", "See that no run was altered or left out."),
      .init(
        "avouch ledger export > runs.jsonl && sed -n 1p runs.jsonl | tr -d '\\n' | sha256sum",
        "Check a digest without Avouch."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let name = arguments.operand(0) ?? ""
    guard let action = Action(rawValue: name) else {
      let known = Action.allCases.map(\.rawValue)
      let nearest = NearestName.find(name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
      throw UsageError(
        "ACTION is one of \(known.joined(separator: ", ")), not \"\(name)\"\(nearest)",
        command: definition.name)
    }
    try checkFit(of: arguments, for: action)
    let path = try path(arguments, in: surroundings)
    do {
      switch action {
      case .log: try log(arguments, path: path, in: surroundings)
      case .show: try show(arguments, path: path, in: surroundings)
      case .diff: try diff(arguments, path: path, in: surroundings)
      case .verify: return try verify(arguments, path: path, in: surroundings)
      case .export: try export(path: path, in: surroundings)
      }
      return .holds
    } catch let error as LedgerError {
      throw CommandFailure(error.message)
    }
  }

  // MARK: Actions

  private static func log(
    _ arguments: ParsedArguments, path: String, in surroundings: Surroundings
  ) throws {
    let ledger = try Ledger.reading(path)
    if let control = arguments.value("control") {
      let history = try ControlHistory(of: control, in: ledger)
      return try print(
        arguments, in: surroundings, text: LedgerText.text(of: history),
        json: LedgerJSON.history(history))
    }
    let limit = try limit(arguments)
    var runs: [LedgerRun] = []
    var count = 0
    try ledger.forEach { run in
      runs.append(run)
      count += 1
      // Twice the limit at most is held, and moved rarely.
      if limit > 0, runs.count >= limit * 2 { runs.removeFirst(runs.count - limit) }
    }
    if limit > 0 { runs.removeFirst(max(0, runs.count - limit)) }
    try print(
      arguments, in: surroundings, text: LedgerText.log(runs, of: count, path: path),
      json: LedgerJSON.log(runs, of: count, path: path))
  }

  private static func show(
    _ arguments: ParsedArguments, path: String, in surroundings: Surroundings
  ) throws {
    let ledger = try Ledger.reading(path)
    let run = try RunSelector(arguments.operand(1) ?? "last", command: definition.name)
      .run(in: ledger)
    try print(
      arguments, in: surroundings, text: LedgerText.run(run), json: LedgerJSON.run(run))
  }

  private static func diff(
    _ arguments: ParsedArguments, path: String, in surroundings: Surroundings
  ) throws {
    let ledger = try Ledger.reading(path)
    let later = try RunSelector(arguments.operand(2) ?? "last", command: definition.name)
      .run(in: ledger)
    let earlier: LedgerRun
    if let text = arguments.operand(1) {
      earlier = try RunSelector(text, command: definition.name).run(in: ledger)
    } else {
      guard later.record.number > 1 else {
        throw CommandFailure("the ledger \(path) holds one run only; there is nothing to compare")
      }
      earlier = try ledger.run(later.record.number - 1)
    }
    let comparison = RunComparison(from: earlier, to: later)
    try print(
      arguments, in: surroundings, text: LedgerText.comparison(comparison),
      json: LedgerJSON.comparison(comparison))
  }

  private static func verify(
    _ arguments: ParsedArguments, path: String, in surroundings: Surroundings
  ) throws -> ExitCode {
    let ledger = try Ledger.verifying(path)
    let verification = try ledger.verify()
    var missing: String?
    if let mark = arguments.value("mark")?.lowercased() {
      guard mark.utf8.count == 64, mark.utf8.allSatisfy(RunSelector.isHexadecimal) else {
        throw UsageError("--mark is a digest of 64 hexadecimal digits", command: definition.name)
      }
      if try verification.fault == nil && ledger.run(withDigest: mark) == nil { missing = mark }
    }
    try print(
      arguments, in: surroundings,
      text: LedgerText.verification(verification, missing: missing, path: path),
      json: LedgerJSON.verification(verification, missing: missing, path: path))
    return verification.fault == nil && missing == nil ? .holds : .violated
  }

  private static func export(path: String, in surroundings: Surroundings) throws {
    let ledger = try Ledger.reading(path)
    try ledger.forEachLine { try surroundings.console.result($0 + "\n") }
  }

  // MARK: Arguments

  /// Refuses what the action would pass over.
  private static func checkFit(
    of arguments: ParsedArguments, for action: Action
  ) throws(UsageError) {
    let most =
      switch action {
      case .log, .verify, .export: 0
      case .show: 1
      case .diff: 2
      }
    if let extra = arguments.operand(most + 1) {
      throw UsageError(
        "ledger \(action.rawValue) does not expect \"\(extra)\"", command: definition.name)
    }
    for (option, owner) in [("control", Action.log), ("limit", .log), ("mark", .verify)]
    where arguments.has(option) && action != owner {
      throw UsageError(
        "--\(option) is for ledger \(owner.rawValue)", command: definition.name)
    }
  }

  private static func path(
    _ arguments: ParsedArguments, in surroundings: Surroundings
  ) throws -> String {
    if let path = arguments.value("ledger") {
      guard !arguments.has("posture") else {
        throw UsageError("give --ledger or --posture, not both", command: definition.name)
      }
      return path
    }
    let posture = try surroundings.posture(
      arguments.value("posture"), patterns: PatternMatcher())
    guard let path = posture.ledger else {
      throw CommandFailure(
        "\(posture.path) names no ledger; write \"ledger: runs.ledger\" in it, or give --ledger")
    }
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  private static func limit(_ arguments: ParsedArguments) throws(UsageError) -> Int {
    guard let text = arguments.value("limit") else { return 30 }
    guard let limit = Int(text), (0...1_000_000).contains(limit) else {
      throw UsageError("--limit is a number, not \"\(text)\"", command: definition.name)
    }
    return limit
  }

  private static func print(
    _ arguments: ParsedArguments, in surroundings: Surroundings, text: @autoclosure () -> String,
    json: @autoclosure () -> JSONValue
  ) throws(CommandFailure) {
    try surroundings.console.result(
      arguments.value("format") == "json" ? json().serialized() : text())
  }
}
