import Checks
import Collectors
import CommandLineInterface
import Model
import Systems

/// `avouch scan secrets`: secrets in a repository's history, with no posture file.
enum ScanSecretsCommand: Subcommand {
  static let definition = Command(
    name: "scan secrets",
    summary: "secrets in every version of every file of a repository",
    discussion:
      "Reads every object that a branch, tag, stash or HEAD leads to, with messages, people "
      + "and file names; a folder that is no repository as it is. Grafts and replaced objects are "
      + "ignored on purpose. No secret is shown: each is told by its rule, place, length and a keyed "
      + "fingerprint.",
    operands: [
      .init("PATH", help: "The repository or folder; the current folder by default.")
    ],
    options: ScanRun.options + AssessmentRun.cacheOptions + scopes + [
      Option("unreachable", help: "Look at objects, too, that no branch or tag leads to."),
      Option(
        "minimum-severity",
        value: .choice(Severity.allCases.map(\.rawValue), placeholder: "SEVERITY"),
        help: "Leave out what rules below this severity find."),
      Option(
        "ignore-path", value: .required(placeholder: "GLOB"), repeatable: true,
        help: "Leave out files at these paths from the top of the repository; they are counted."),
      Option(
        "config", value: .required(placeholder: "FILE"),
        help: "Your own rules and allow list, in YAML."),
      Option(
        "baseline", value: .required(placeholder: "FILE"),
        help: "Leave out what this file of keyed fingerprints lists; set AVOUCH_FINGERPRINT_KEY."),
      Option(
        "write-baseline", value: .required(placeholder: "FILE"),
        help: "Write what was found, with what --baseline lists, as keyed fingerprints to a file."),
      Option(
        "ignore-comments", help: "Let no `avouch:allow` comment except anything, as in CI."),
      Option("head-only", help: "Leave out what no longer stands in HEAD; it is counted."),
    ],
    examples: [
      .init("avouch scan secrets", "The whole history of the repository here."),
      .init("avouch scan secrets --staged", "What the next commit would bring in."),
      .init("avouch scan secrets --range origin/main..HEAD", "What a pull request brings in."),
      .init(
        "avouch scan secrets --write-baseline known.json", "Know today's findings from now on."),
      .init("avouch scan secrets --output sarif=secrets.sarif", "The same, and a file for others."),
    ])

  private static let scopes = [
    Option(
      "since", value: .required(placeholder: "REV"),
      help: "Only what commits bring in that this revision does not lead to."),
    Option(
      "range", value: .required(placeholder: "A..B"),
      help: "Only what commits bring in that B leads to and A does not."),
    Option("staged", help: "Only what is staged for the next commit."),
    Option("worktree", help: "The files as they are, without history."),
    Option("stdin", help: "A text from standard input."),
  ]

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let given = scopes.map(\.name).filter { arguments.has($0) }
    guard given.count <= 1 else {
      throw UsageError(
        "--\(given[0]) and --\(given[1]) are two answers to what is scanned; give one of them",
        command: definition.name)
    }
    let path = arguments.operand(0) ?? "."
    let values = ScanRun.values([
      "minimum-severity": arguments.value("minimum-severity").map { .string($0) },
      "ignore-paths": ScanRun.list(arguments.values("ignore-path")),
      "head-only": arguments.has("head-only") ? .boolean(true) : nil,
      "configuration": arguments.value("config").map { .string(ScanRun.absolute($0)) },
      "baseline": arguments.value("baseline").map { .string(ScanRun.absolute($0)) },
      "allow-comments": arguments.has("ignore-comments") ? .boolean(false) : nil,
      "unreachable": arguments.has("unreachable") ? .boolean(true) : nil,
      "since": arguments.value("since").map { .string($0) },
      "range": arguments.value("range").map { .string($0) },
    ])
    let validation = ValidationContext(patterns: PatternMatcher())
    let scope = try scope(arguments, path: ScanRun.absolute(path))
    let check =
      if let scope {
        try SecretsCheck(values, over: scope, validation: validation)
      } else { try SecretsCheck(values, validation: validation) }
    return try ScanRun(arguments: arguments, surroundings: surroundings).run(
      ScanRun.Subject(
        control: "scan.secrets", title: title(of: scope),
        statement: "No password, key or token stands in what was scanned.", check: check,
        targets: [], root: ScanRun.absolute(path), label: ScanRun.name(of: path))
    ) { try writeBaseline($0, key: $1, arguments) }
  }

  /// What was found joins what was known; nothing is written of a scan that is not whole.
  private static func writeBaseline(
    _ assessment: Assessment, key: [UInt8], _ arguments: ParsedArguments
  ) throws {
    guard let path = arguments.value("write-baseline") else { return }
    let result = assessment.controls.flatMap(\.checks).map(\.result)
    if case .unmeasured(let reason)? = result.first?.verdict {
      throw CommandFailure("no baseline is written of a scan that is not whole: \(reason)")
    }
    let known = try arguments.value("baseline").map {
      try SecretBaseline.load(ScanRun.absolute($0), key: key).entries
    }
    let found = result.flatMap(\.findings).map {
      SecretBaseline.Entry(rule: $0.rule, fingerprint: $0.identity)
    }
    let text = SecretBaseline((known ?? []) + found).serialized(key: key) + "\n"
    do { try OutputFile.write(Array(text.utf8), to: path) } catch {
      throw CommandFailure("\(path) \(error.words)")
    }
  }

  /// What is scanned instead of the history; nil for the history or a part of it.
  private static func scope(_ arguments: ParsedArguments, path: String) throws -> SecretScope? {
    if arguments.has("staged") { return .staged }
    if arguments.has("worktree") { return .workTree }
    if arguments.has("stdin") {
      do {
        let limit = SecretCollector.largestBlob
        if let bytes = try StandardInput.read(limit: limit) { return .text(bytes) }
        throw CommandFailure(
          "standard input is longer than the \(ByteSize(bytes: limit).description) that are read")
      } catch let error as SystemError {
        throw CommandFailure("standard input \(error.words)")
      }
    }
    let isHistory = arguments.has("since") || arguments.has("range")
    return isHistory || SecretCollector.isRepository(path) ? nil : .workTree
  }

  private static func title(of scope: SecretScope?) -> String {
    switch scope {
    case .staged: "No secret is staged"
    case .workTree: "No secret is in the files"
    case .text: "No secret is in the text"
    case .history, .since, .range, nil: "No secret is in the history"
    }
  }
}
