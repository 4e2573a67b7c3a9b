import Assessor
import CommandLineInterface
import Model
import Reports
import Systems

/// `avouch scan configuration`: what a folder's infrastructure, containers, pipelines and databases
/// are set to, with no posture file.
enum ScanConfigurationCommand: Subcommand {
  static let definition = Command(
    name: "scan configuration",
    summary: "encryption, backups, reach, rights, containers and pipelines of a folder",
    discussion:
      "Reads Terraform with its plans and states, CloudFormation, Kubernetes manifests, compose "
      + "files, Dockerfiles, nginx configurations, files of hosting platforms, exports of cloud "
      + "interfaces, workflows and migrations, and holds them to what every check asks when it is "
      + "told nothing. A value that cannot be told from the files is unmeasured, never good. "
      + "Nothing of what is scanned is run, and no comment in it silences anything unless "
      + "--in-file-waivers is given.",
    operands: [
      .init("PATH", help: "The folder; the current one by default.")
    ],
    options: ScanRun.options + [
      Option(
        "files", value: .required(placeholder: "GLOB"), repeatable: true,
        help: "Look at these files alone, named from the folder."),
      Option(
        "variable-file", value: .required(placeholder: "GLOB"), repeatable: true,
        help: "Read these Terraform variables, too, in order."),
      Option(
        "in-file-waivers",
        help: "Let a comment `avouch:allow RULE REASON` silence a finding."),
    ],
    examples: [
      .init("avouch scan configuration", "Everything below the current folder."),
      .init("avouch scan configuration infra --files '**/*.tf'", "The Terraform of a folder."),
      .init(
        "avouch scan configuration -o sarif=configuration.sarif", "The same, and for others."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let path = arguments.operand(0) ?? "."
    let controls = try ConfigurationScanControls(
      tree: FileTree(root: ScanRun.absolute(path)), files: arguments.values("files"),
      variableFiles: arguments.values("variable-file"),
      honorsWaivers: arguments.has("in-file-waivers"),
      validation: ValidationContext(patterns: PatternMatcher())
    ).all()
    let posture = Posture(
      organization: Organization(name: ScanRun.name(of: path)),
      path: "avouch \(definition.name)", root: ScanRun.absolute(path), controls: controls,
      gate: GatePolicy(
        allowUnmeasured: arguments.has("allow-unmeasured") ? controls.map(\.id) : []))
    let own = ScanRun.OwnFormat(name: TextReport.format) { (observed, assessment, options) in
      var summary = ConfigurationScanSummary(posture: posture)
      let scan = summary.scan(observed, assessment)
      return Array(ConfigurationScanPage(scan, options: options).text.utf8)
    }
    return try ScanRun(arguments: arguments, surroundings: surroundings).run(
      posture, keyName: "scan.configuration", folder: path, own: own,
      meant: { applicable($0, gate: posture.gate) })
  }

  /// What is left without the controls that found nothing to judge; all of it if none did, since a
  /// folder with nothing in it is no pass.
  private static func applicable(_ whole: Assessment, gate: GatePolicy) -> Assessment {
    let controls = whole.controls.filter { control in
      control.checks.contains {
        if case .notApplicable = $0.result.verdict { false } else { true }
      }
    }
    guard !controls.isEmpty else { return whole }
    let decision = Gate(policy: gate, adjustments: whole.gate.adjustments).decision(on: controls)
    return Assessment(
      toolVersion: whole.toolVersion, assessedAt: whole.assessedAt,
      organization: whole.organization, posturePath: whole.posturePath, targets: whole.targets,
      frameworks: whole.frameworks, controls: controls, postureFindings: whole.postureFindings,
      waivers: whole.waivers, gate: decision)
  }
}
