import Model

extension DeploymentFault {
  private static let controls = "controls/roadmap.yaml"
  private static let people = "controls/people.yaml"

  /// Plans and limits.
  static let roadmap: [DeploymentFault] = [
    DeploymentFault(
      "a plan past its date",
      turns: ["roadmap.audit-report": .overdue, "roadmap.kept": .violated],
      at: [.line(controls, "- id: roadmap.audit-report")], because: ["due 2026-06-14, 1 day ago"]
    ) { try $0.edit(controls, "due: 2026-12-31", to: "due: 2026-06-14") },
    DeploymentFault(
      "a plan that is not delivered yet", turns: ["roadmap.passkeys": .planned], exit: 0,
      at: [.line("deploy/production.env", "PASSKEYS")]
    ) { try $0.edit("deploy/production.env", "PASSKEYS=on", to: "PASSKEYS=off") },
    DeploymentFault(
      "a limit that is none", turns: ["limits.no-end-to-end": .contradicted],
      at: [.line("deploy/production.env", "DECRYPTION")]
    ) { try $0.edit("deploy/production.env", "DECRYPTION=server", to: "DECRYPTION=browser") },
    DeploymentFault(
      "a promise that grew", turns: .violated("site.https-only", "summary.browsers"),
      at: [.url("/"), .url("/login"), .url("/old")]
    ) { try $0.edit("controls/site.yaml", "minimum: 365d", to: "minimum: 1000d") },
    DeploymentFault(
      "a roll-up over a plan", turns: .violated("summary.people")
    ) {
      try $0.edit(controls, "[people.*, continuity.plan]", to: "[people.*, roadmap.audit-report]")
    },
  ]

  /// Accepted exceptions.
  static let waivers: [DeploymentFault] = [
    DeploymentFault(
      "a waiver that is over", turns: .violated("administrators.two-factor"),
      at: [.line("waivers.yaml", "- control:")], aboutPosture: ["expired"]
    ) { try $0.edit("waivers.yaml", "until: 2026-12-31", to: "until: 2026-06-14") },
    DeploymentFault(
      "a waiver that nothing needs", turns: ["administrators.two-factor": .verified], exit: 0,
      at: [.line("waivers.yaml", "- control:")], aboutPosture: ["unused"]
    ) { try $0.edit("deploy/administrators.yaml", "false # sealed", to: "true # sealed") },
    DeploymentFault(
      "a waiver for another place", turns: .violated("administrators.two-factor"),
      at: [.line("waivers.yaml", "- control:")], aboutPosture: ["unused"]
    ) { try $0.edit("waivers.yaml", "path: deploy/", to: "path: other/") },
    DeploymentFault(
      "no waiver", turns: .violated("administrators.two-factor")
    ) { try $0.write("waivers.yaml", "waivers: []\n") },
    DeploymentFault(
      "a failure that a waiver covers", turns: ["logs.kept": .waived], exit: 0,
      at: [.line("deploy/logging.ini", "days")], because: ["waived by Ada Bell until 2026-06-15"]
    ) {
      try $0.edit("deploy/logging.ini", "400", to: "30")
      try $0.append(
        "  - control: logs.*\n    check: config\n    owner: Ada Bell\n"
          + "    reason: The disk is full.\n    until: 2026-06-15\n", to: "waivers.yaml")
    },
    DeploymentFault(
      "a plan that is not delivered, and a waiver over it",
      turns: ["roadmap.passkeys": .planned], exit: 0,
      at: [.line("deploy/production.env", "PASSKEYS")]
    ) {
      try $0.edit("deploy/production.env", "PASSKEYS=on", to: "PASSKEYS=off")
      try $0.append(
        "  - control: roadmap.passkeys\n    owner: Ada Bell\n    reason: It comes later.\n"
          + "    until: 2026-12-31\n", to: "waivers.yaml")
    },
  ]

  /// The published sentences.
  static let statements: [DeploymentFault] = [
    DeploymentFault(
      "a number that nothing holds", turns: .violated("people.confidentiality", "summary.people"),
      at: [.line(people, "14 days")]
    ) {
      try $0.edit(
        "controls/people.yaml", "Every engineer has signed the confidentiality agreement.",
        to: "Every engineer has signed the confidentiality agreement within 14 days.")
    },
    DeploymentFault(
      "a report called a certification", turns: .violated("promises.review"),
      at: [.line(controls, "SOC 2 certification")]
    ) {
      try $0.edit(
        controls, "reviewed by another engineer.",
        to: "reviewed by another engineer, as our SOC 2 certification shows.")
    },
    DeploymentFault(
      "a vague time, which a control forbids itself", turns: .violated("promises.review"),
      at: [.line(controls, "promptly")]
    ) {
      try $0.edit(
        controls, "Every change is reviewed by another engineer.",
        to: "Every change is reviewed promptly by another engineer.")
    },
    DeploymentFault(
      "a vague time, which is advice elsewhere", turns: [:], exit: 0,
      at: [.line(people, "regularly")]
    ) {
      try $0.edit(
        "controls/people.yaml", "how to treat customer data.",
        to: "how to treat customer data, and is read regularly.")
    },
    DeploymentFault(
      "an encryption that is another one", turns: .violated("database.encryption"),
      at: [.line("controls/configuration.yaml", "Fernet")]
    ) {
      try $0.edit(
        "controls/configuration.yaml", "Connections to the database verify its certificate.",
        to: "Columns are encrypted with AES-256 (Fernet).")
    },
  ]
}

extension DeploymentFault {
  /// Where the posture draws the line.
  static let gate: [DeploymentFault] = [
    DeploymentFault(
      "a failure below the gate's line", turns: .violated("logs.kept"), exit: 0,
      at: [.line("deploy/logging.ini", "days")]
    ) {
      try $0.append("gate: { fail-on: high }\n", to: "avouch.yaml")
      try $0.edit("deploy/logging.ini", "400", to: "30")
    },
    DeploymentFault(
      "an attestation that is over, which the gate counts",
      turns: .violated("people.confidentiality", "summary.people"),
      because: ["expired on 2026-06-14"]
    ) {
      try $0.append("gate: { expired: fail }\n", to: "avouch.yaml")
      try $0.edit(people, "expires: 2027-01-31", to: "expires: 2026-06-14")
    },
    DeploymentFault(
      "a plan past its date, which the gate ignores",
      turns: ["roadmap.audit-report": .overdue, "roadmap.kept": .violated], exit: 1,
      at: [.line(controls, "- id: roadmap.audit-report")]
    ) {
      try $0.append("gate: { overdue: ignore }\n", to: "avouch.yaml")
      try $0.edit(controls, "due: 2026-12-31", to: "due: 2026-06-14")
    },
    DeploymentFault(
      "a region that is known only later, which may stay so", turns: .unproven("data.region"),
      exit: 0
    ) {
      try $0.append("gate: { allow-unmeasured: [data.*] }\n", to: "avouch.yaml")
      try $0.edit("deploy/storage.yaml", "eu-west-1", to: "${EXPORT_REGION}")
    },
  ]
}
