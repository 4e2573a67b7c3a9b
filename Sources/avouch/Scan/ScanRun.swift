import Assessor
import Checks
import CommandLineInterface
import FoundationEssentials
import Model
import Policy
import Reports
import Systems

/// What the parts of `avouch scan` share: one control made of one check, assessed and written like a
/// posture's.
struct ScanRun {
  let arguments: ParsedArguments
  let surroundings: Surroundings

  /// Options that every scan takes.
  static let options = options(formats: ReportCatalog.all.map(\.format))

  /// The same, with the formats that a scan can write.
  static func options(formats: [String]) -> [Option] {
    [
      Option(
        "format", short: "f",
        value: .choice(formats, placeholder: "FORMAT"),
        help: "What to print on standard output; text by default."),
      Option(
        "output", short: "o", value: .required(placeholder: "FORMAT=PATH"), repeatable: true,
        help: "Write a format to a file; may be given several times."),
      Option(
        "allow-unmeasured",
        help: "End with 0 although something could not be looked at; the output says so."),
    ]
      + AssessmentRun.options.filter { ["now", "deadline"].contains($0.name) }
  }

  /// A format that one scan writes in its own way, made of what was observed and what came of it.
  struct OwnFormat: Sendable {
    let name: String
    let bytes: @Sendable (Observations, Assessment, ReportOptions) throws(Unavailable) -> [UInt8]
  }

  /// One check as a posture would state it.
  struct Subject {
    /// The control's identifier: what is told in outputs as the place of the finding's rule.
    let control: String
    let title: String
    let statement: String
    let check: any Check
    let targets: [Target]
    /// Absolute path of the folder that relative paths start from.
    let root: String
    /// What is scanned, as typed.
    let label: String
    /// The way from here to the folder that places start from, where they are shown from here.
    var folder: String?
  }

  /// The arguments of a check from what was typed: a text, a list of texts or a truth value for each
  /// field; what is nil was not given.
  static func values(_ given: [String: Node.Content?]) -> Arguments {
    Arguments(
      path: "the command line", span: .start,
      values: given.compactMapValues { content in content.map { Node($0, at: .start) } })
  }

  static func list(_ texts: [String]) -> Node.Content? {
    texts.isEmpty ? nil : .sequence(texts.map { Node(.string($0), at: .start) })
  }

  /// Assesses the subject and writes the results that were asked for.
  ///
  /// `finish` is called with the assessment and the key of its fingerprints before anything is
  /// written.
  func run(
    _ subject: Subject, own: OwnFormat? = nil,
    finish: (Assessment, _ key: [UInt8]) throws -> Void = { _, _ in }
  ) throws -> ExitCode {
    // The same secret has the same fingerprint wherever the repository lies.
    try run(
      posture(of: subject, allowUnmeasured: arguments.has("allow-unmeasured")),
      keyName: subject.control, folder: subject.folder, own: own, finish: finish)
  }

  /// Assesses a posture that a scan made up and writes the results that were asked for, of what
  /// `meant` leaves of it.
  func run(
    _ posture: Posture, keyName: String, folder: String?, own: OwnFormat? = nil,
    meant: (Assessment) -> Assessment = { $0 },
    finish: (Assessment, _ key: [UInt8]) throws -> Void = { _, _ in }
  ) throws -> ExitCode {
    let formats = ReportCatalog.all.map(\.format)
    let output = try OutputPlan(
      arguments,
      formats: formats + [own?.name].compactMap(\.self).filter { !formats.contains($0) },
      byDefault: "text")
    let run = AssessmentRun(
      arguments: arguments, surroundings: surroundings, folder: folder, keyName: keyName)
    var observed = Observations()
    guard let whole = try run.assessment(of: posture, observed: { observed = $0 }) else {
      return .interrupted
    }
    let assessment = meant(whole)
    try finish(assessment, run.fingerprintKey(posture))
    let console = surroundings.console
    let observations = observed
    try output.write(to: console) { (format, isPrinted) throws(Unavailable) in
      let options = ReportOptions(
        audience: .internal, color: isPrinted && console.usesColor(on: .output),
        width: StandardStream.output.columns ?? 100, verbose: arguments.has("verbose"))
      if let own, own.name == format { return try own.bytes(observations, assessment, options) }
      return try ReportCatalog.report(named: format)?.bytes(assessment, options: options)
    }
    return ExitCode(rawValue: assessment.gate.exitCode) ?? .violated
  }

  private func posture(of subject: Subject, allowUnmeasured: Bool) -> Posture {
    let name = type(of: subject.check).definition.name
    let control = Control(
      id: subject.control, title: subject.title, statement: subject.statement, severity: .critical,
      audience: .internal,
      checks: [PlannedCheck(name: name, check: subject.check, location: Location())])
    return Posture(
      organization: Organization(name: subject.label), path: "avouch \(arguments.command.name)",
      root: subject.root, targets: subject.targets, controls: [control],
      gate: GatePolicy(allowUnmeasured: allowUnmeasured ? [control.id] : []))
  }

  /// What a folder is called, wherever the command is started.
  static func name(of path: String) -> String {
    let parts = absolute(path).split(separator: "/").filter { $0 != "." }
    return parts.last.map(String.init) ?? path
  }

  /// The absolute path of what was typed.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}
