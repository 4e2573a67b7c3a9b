import Testing

/// One mistake in the posture's own files, which leaves nothing checked.
struct DeploymentMistake: Sendable, CustomTestStringConvertible {
  let name: String
  let place: DeploymentFault.Place
  /// A part of what is said about it.
  let message: String
  let makes: @Sendable (ReferenceDeployment) throws -> Void

  /// A mistake that comes of replacing one text with another, which is where it is reported.
  private init(
    _ name: String, _ path: String, _ old: String, to new: String, at text: String? = nil,
    message: String
  ) {
    self.name = name
    self.message = message
    place = .line(path, text ?? new)
    makes = { try $0.edit(path, old, to: new) }
  }

  var testDescription: String { name }

  static let all = postures + controls + checks

  private static let postures = [
    DeploymentMistake(
      "a key of the posture misspelt", "avouch.yaml", "holidays:", to: "hollidays:",
      message: "did you mean \"holidays\"?"),
    DeploymentMistake(
      "another version of the file", "avouch.yaml", "avouch: 1", to: "avouch: 2",
      message: "avouch"),
    DeploymentMistake(
      "a pack that is none", "avouch.yaml", "repository-hygiene", to: "repository-hygeine",
      message: "did you mean \"repository-hygiene\"?"),
    DeploymentMistake(
      "a parameter that the pack has not", "avouch.yaml", "minimum-incidents: 1",
      to: "minimum-incident: 1", message: "minimum-incidents"),
    DeploymentMistake(
      "a framework that is none", "avouch.yaml", "iso27001", to: "iso27000",
      message: "did you mean \"iso27001\"?"),
    DeploymentMistake(
      "a token in the file", "avouch.yaml", "Bearer $API_TOKEN", to: "Bearer abcdefgh",
      message: "a credential must not stand in a posture file"),
    DeploymentMistake(
      "a day that is none", "avouch.yaml", "2026-05-01", to: "2026-02-30", message: "2026-02-30"),
    DeploymentMistake(
      "an exception without an end", "waivers.yaml", "    until: 2026-12-31\n", to: "",
      at: "- control:", message: "until"),
    DeploymentMistake(
      "an exception from a check that is none", "waivers.yaml", "    path:",
      to: "    check: confg\n    path:", at: "check: confg", message: "did you mean \"config\"?"),
  ]

  private static let controls = [
    DeploymentMistake(
      "a key of a control misspelt", "controls/code.yaml",
      "statement: No environment file", to: "statment: No environment file",
      message: "did you mean \"statement\"?"),
    DeploymentMistake(
      "a parameter that is not there", "controls/site.yaml", "nothing but HTTPS for {minimum}",
      to: "nothing but HTTPS for {minimun}", message: "did you mean \"minimum\"?"),
    DeploymentMistake(
      "an identifier used twice", "controls/site.yaml", "id: site.missing-pages",
      to: "id: site.server-name # second", at: "# second",
      message: "site.server-name"),
    DeploymentMistake(
      "a severity that is none", "controls/roadmap.yaml",
      "is past its date.\n    severity: low", to: "is past its date.\n    severity: hgih",
      at: "hgih", message: "did you mean \"high\"?"),
    DeploymentMistake(
      "a key twice", "controls/configuration.yaml", "title: Images are pinned",
      to: "title: Images are pinned\n    title: Images", at: "title: Images\n",
      message: "title"),
    DeploymentMistake(
      "a requirement that the framework has not", "controls/roadmap.yaml",
      "title: Passkeys\n", to: "title: Passkeys\n    maps-to: { soc2: [CC99.1] }\n",
      at: "CC99.1", message: "CC99.1"),
    DeploymentMistake(
      "a file that is no YAML", "controls/people.yaml", "title: Everyone has signed",
      to: "title: [Everyone has signed", at: "statement: Every engineer", message: "people.yaml"),
  ]

  private static let checks = [
    DeploymentMistake(
      "a check that is none", "controls/roadmap.yaml", "- roadmap:", to: "- roadmpa:",
      message: "did you mean \"roadmap\"?"),
    DeploymentMistake(
      "a target that is none", "controls/site.yaml",
      "paths: [/login]", to: "paths: [/login]\n          targte: web", at: "targte",
      message: "did you mean \"target\"?"),
    DeploymentMistake(
      "a header that has no such value", "controls/site.yaml",
      "X-Content-Type-Options: nosniff", to: "X-Content-Type-Options: sniff",
      message: "expect nosniff"),
    DeploymentMistake(
      "an operator that is none", "controls/configuration.yaml", "length-at-least: 1",
      to: "length-at-lest: 1", message: "did you mean \"length-at-least\"?"),
    DeploymentMistake(
      "a pattern that cannot be read", "controls/configuration.yaml", "^osv-scanner ",
      to: "(osv-scanner ", message: "pattern"),
    DeploymentMistake(
      "a length of time that is none", "controls/people.yaml", "interval: 100d",
      to: "interval: 100 dayz", at: "every: \"{interval}\"\n          filled",
      message: "100 dayz"),
    DeploymentMistake(
      "a clock without an end", "controls/people.yaml", "          to: finished_at\n", to: "",
      at: "register: restore-tests\n          from", message: "to is missing"),
    DeploymentMistake(
      "an attestation for ever", "controls/people.yaml", "expires: 2027-01-31",
      to: "expires: 2037-01-31", message: "at most 400 days"),
    DeploymentMistake(
      "a digest of another length", "controls/people.yaml", "title: Handbook, sha256: \"",
      to: "title: Handbook, sha256: \"00", message: "expected 64 hexadecimal digits"),
    DeploymentMistake(
      "a rule of wording that is none", "controls/roadmap.yaml", "vague-time]", to: "vague-tme]",
      message: "did you mean \"vague-time\"?"),
  ]
}
