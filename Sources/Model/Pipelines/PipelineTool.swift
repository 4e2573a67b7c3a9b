/// A program, action or service that pipelines run, and the signs by which it is recognised.
package struct PipelineTool: Hashable, Sendable {
  /// What a tool is run for.
  package enum Purpose: String, CaseIterable, Hashable, Sendable {
    case sast
    case dependencyAudit = "dependency-audit"
    case secretScan = "secret-scan"
    case containerScan = "container-scan"
    case iacScan = "iac-scan"
    case tests
    case lint
    case sbom
    case backup = "backup-before-deploy"
    case signing
    /// Brings a version to where customers use it.
    case deploy
    /// Brings a version to where others fetch it.
    case publish

    package static let scans = allCases.filter { $0 != .deploy && $0 != .publish }
  }

  /// When a finding makes the tool fail.
  package enum Failing: String, CaseIterable, Hashable, Sendable {
    case always
    case onRequest = "on-request"
    case never
  }

  package let name: String
  package let purposes: Set<Purpose>
  /// `owner/name` or `owner/name/path`, in lower case.
  package let actions: [String]
  /// A program and its leading arguments and options, in words; `a|b` for either.
  package let commands: [[String]]
  package let images: [String]
  package let orbs: [String]
  package let templates: [String]
  package let failing: Failing
  /// Options, or `input: value` of its action, that make it fail on a finding.
  package let failsWith: [String]
  /// Options, or `input: value`, by which it never fails on a finding.
  package let passesWith: [String]
  /// Options, or names of inputs, that leave findings out.
  package let narrowedBy: [String]
  /// Options and arguments with which it does not do what it is known for: `--dry-run`.
  package let unless: [String]
  /// Those of which it needs one to do what it is known for; empty where it needs none.
  package let onlyWith: [String]

  package init(
    name: String, purposes: Set<Purpose>, actions: [String] = [], commands: [[String]] = [],
    images: [String] = [], orbs: [String] = [], templates: [String] = [],
    failing: Failing = .always, failsWith: [String] = [], passesWith: [String] = [],
    narrowedBy: [String] = [], unless: [String] = [], onlyWith: [String] = []
  ) {
    self.name = name
    self.purposes = purposes
    self.actions = actions
    self.commands = commands
    self.images = images
    self.orbs = orbs
    self.templates = templates
    self.failing = failing
    self.failsWith = failsWith
    self.passesWith = passesWith
    self.narrowedBy = narrowedBy
    self.unless = unless
    self.onlyWith = onlyWith
  }
}
