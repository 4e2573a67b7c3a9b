/// The whole of what a team states: organisation, targets, controls, waivers and how the gate judges.
package struct Posture: Sendable {
  package let organization: Organization
  /// The posture file as given on the command line.
  package let path: String
  /// Absolute path of the folder that holds it; relative paths in it start there.
  package let root: String
  package let targets: [Target]
  package let controls: [Control]
  package let frameworks: [Framework]
  package let waivers: [Waiver]
  /// Absolute path of the folder of registers.
  package let records: String?
  /// Absolute path of the file that keeps people's answers to buyers' questions.
  package let answers: String?
  /// Absolute path of the file that runs are recorded in.
  package let ledger: String?
  package let holidays: Set<CalendarDate>
  package let gate: GatePolicy
  /// How long what was measured counts as proof, where a control does not say otherwise.
  package let proofValidity: TimeSpan
  /// Nil when the posture declares none.
  package let subprocessors: SubprocessorList?
  /// Warnings found while reading, in file order.
  package let warnings: [Diagnostic]

  package init(
    organization: Organization, path: String, root: String, targets: [Target] = [],
    controls: [Control] = [], frameworks: [Framework] = [], waivers: [Waiver] = [],
    records: String? = nil, answers: String? = nil, ledger: String? = nil,
    holidays: Set<CalendarDate> = [],
    gate: GatePolicy = GatePolicy(), proofValidity: TimeSpan = Posture.standardProofValidity,
    subprocessors: SubprocessorList? = nil,
    warnings: [Diagnostic] = []
  ) {
    self.organization = organization
    self.path = path
    self.root = root
    self.targets = targets
    self.controls = controls
    self.frameworks = frameworks
    self.waivers = waivers
    self.records = records
    self.answers = answers
    self.ledger = ledger
    self.holidays = holidays
    self.gate = gate
    self.proofValidity = proofValidity
    self.subprocessors = subprocessors
    self.warnings = warnings
  }

  /// Ninety days.
  package static let standardProofValidity = TimeSpan.seconds(90 * 86_400)

  package func target(named name: String) -> Target? { targets.first { $0.name == name } }
}

/// Who makes the statements.
package struct Organization: Hashable, Sendable {
  package let name: String
  package let product: String?
  package let environment: String?
  package let website: String?
  package let securityContact: String?

  package init(
    name: String, product: String? = nil, environment: String? = nil, website: String? = nil,
    securityContact: String? = nil
  ) {
    self.name = name
    self.product = product
    self.environment = environment
    self.website = website
    self.securityContact = securityContact
  }
}
