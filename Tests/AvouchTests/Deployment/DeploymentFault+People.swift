import Model

extension DeploymentFault {
  private static let incidents = "records/incidents.csv"
  private static let reviews = "records/access-reviews.yaml"
  private static let restores = "records/restore-tests.csv"

  private static let everyIncident = [String: ControlVerdict].unproven(
    "incident.customer-notice", "incident.authority-notice", "incident.review")

  /// Clocks and cadences over registers.
  static let records: [DeploymentFault] = incidentRecords + accessRecords + recoveryRecords

  private static let incidentRecords: [DeploymentFault] = [
    DeploymentFault(
      "customers told late", turns: .violated("incident.customer-notice"),
      at: [.line(incidents, "INC-2")]
    ) { try $0.edit(incidents, "2026-04-28T08:00:00Z", to: "2026-04-30T11:00:01Z") },
    DeploymentFault(
      "customers not told in time", turns: .violated("incident.customer-notice"),
      at: [.line(incidents, "INC-3")]
    ) { try $0.edit(incidents, "2026-06-14T22:00:00Z", to: "2026-06-12T08:59:59Z") },
    DeploymentFault(
      "customers told before anyone knew", turns: .violated("incident.customer-notice"),
      at: [.line(incidents, "INC-2")]
    ) { try $0.edit(incidents, "2026-04-28T08:00:00Z", to: "2026-04-26T08:00:00Z") },
    DeploymentFault(
      "customers told tomorrow", turns: .violated("incident.customer-notice"),
      at: [.line(incidents, "INC-2")]
    ) { try $0.edit(incidents, "2026-04-28T08:00:00Z", to: "2026-06-16T08:00:00Z") },
    DeploymentFault(
      "a time in words", turns: .unproven("incident.customer-notice"), exit: 3,
      because: ["records/incidents.csv:3"]
    ) { try $0.edit(incidents, "2026-04-28T08:00:00Z", to: "the next day") },
    DeploymentFault(
      "the authority told late", turns: .violated("incident.authority-notice"),
      at: [.line(incidents, "INC-1")]
    ) { try $0.edit(incidents, "2026-01-11T10:00:00Z", to: "2026-01-13T08:00:01Z") },
    DeploymentFault(
      "the authority not told", turns: .violated("incident.authority-notice"),
      at: [.line(incidents, "INC-1")]
    ) { try $0.edit(incidents, "2026-01-11T10:00:00Z", to: "") },
    DeploymentFault(
      "an incident reviewed late", turns: .violated("incident.review"),
      at: [.line(incidents, "INC-1")]
    ) { try $0.edit(incidents, "2026-01-20", to: "2026-02-03") },
    DeploymentFault(
      "a holiday that is none", turns: .violated("incident.review"), at: [.line(incidents, "INC-2")]
    ) { try $0.edit("avouch.yaml", "holidays: [2026-05-01]\n", to: "") },
    DeploymentFault("no register of incidents", turns: everyIncident, exit: 3) {
      try $0.remove(incidents)
    },
    DeploymentFault(
      "a register without rows", turns: everyIncident, exit: 3, because: ["0 of 0 rows"]
    ) { try $0.write(incidents, $0.text(of: incidents).prefix { $0 != "\n" } + "\n") },
    DeploymentFault(
      "a field by another name", turns: .unproven("incident.review"), exit: 3,
      because: ["did you mean \"review_at\"?"]
    ) { try $0.edit(incidents, "reviewed_at", to: "review_at") },
    DeploymentFault(
      "a row with a field too many", turns: everyIncident, exit: 3,
      because: ["records/incidents.csv:4"]
    ) { try $0.edit(incidents, ",,,,\n", to: ",,,,,x\n") },
  ]

  private static let accessRecords: [DeploymentFault] = [
    DeploymentFault(
      "a review that was left out", turns: .violated("access.reviewed"),
      at: [.line(reviews, "2026-06-01")]
    ) {
      try $0.edit(
        reviews,
        "- id: AR-2\n  done_on: 2026-03-02\n  scope: production\n  reviewer: Carl Voss\n"
          + "  removed_on: 2026-03-06\n", to: "")
    },
    DeploymentFault(
      "a review that is due", turns: .violated("access.reviewed"),
      at: [.line(reviews, "2026-03-02")]
    ) {
      try $0.edit(
        reviews,
        "- id: AR-3\n  done_on: 2026-06-01\n  scope: office\n  reviewer: Ada Bell\n"
          + "  removed_on: null\n", to: "")
    },
    DeploymentFault(
      "a review by nobody", turns: .violated("access.reviewed"),
      at: [.line(reviews, "reviewer: \"\"")]
    ) { try $0.edit(reviews, "reviewer: Carl Voss", to: "reviewer: \"\"") },
    DeploymentFault(
      "access that was left", turns: .violated("access.removed"),
      at: [.line(reviews, "2026-03-10")]
    ) { try $0.edit(reviews, "2026-03-06", to: "2026-03-10") },
    DeploymentFault(
      "access that is left", turns: .violated("access.removed"),
      at: [.line(reviews, "removed_on: \"\"")]
    ) { try $0.edit(reviews, "removed_on: 2026-03-06", to: "removed_on: \"\"") },
    DeploymentFault(
      "reviews that cannot be read", turns: .unproven("access.reviewed", "access.removed"),
      exit: 3, because: ["records: records/access-reviews.yaml:13:1"]
    ) { try $0.edit(reviews, "  scope: office", to: "\tscope: office") },
  ]

  private static let recoveryRecords: [DeploymentFault] = [
    DeploymentFault(
      "a restore that failed", turns: .violated("recovery.tested", "summary.recovery"),
      at: [.line(restores, "RT-2")]
    ) { try $0.edit(restores, "passed with remarks", to: "failed") },
    DeploymentFault(
      "a restore that took a day", turns: .violated("recovery.fast", "summary.recovery"),
      at: [.line(restores, "RT-1")]
    ) { try $0.edit(restores, "2025-10-06T11:30:00Z", to: "2025-10-06T23:30:00Z") },
    DeploymentFault(
      "a restore whose start nobody wrote down",
      turns: .unproven("recovery.fast", "summary.recovery"), exit: 3,
      because: ["records/restore-tests.csv:3"]
    ) { try $0.edit(restores, "2026-04-13T09:00:00Z", to: "") },
    DeploymentFault(
      "no restore for long",
      turns: .violated("recovery.tested", "summary.recovery") + .unproven("recovery.fast"),
      at: [.line(restores, "RT-1")]
    ) {
      let text = try $0.text(of: restores)
      try $0.write(
        restores, text.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n")
    },
  ]
}

extension DeploymentFault {
  private static let people = "controls/people.yaml"

  /// Attestations and documents.
  static let documents: [DeploymentFault] = [
    DeploymentFault(
      "an attestation that is over",
      turns: .unproven("people.confidentiality", "summary.people"), exit: 3,
      because: ["expired on 2026-06-14"]
    ) { try $0.edit(people, "expires: 2027-01-31", to: "expires: 2026-06-14") },
    DeploymentFault(
      "an attestation of tomorrow", turns: .violated("people.confidentiality", "summary.people"),
      at: [.line(people, "by: Ada Bell")]
    ) { try $0.edit(people, "on: 2026-02-01", to: "on: 2026-06-16") },
    DeploymentFault(
      "an attested document that changed", turns: .violated("audit.report"),
      at: [.file("docs/penetration-test.md")]
    ) { try $0.append("One is left.\n", to: "docs/penetration-test.md") },
    DeploymentFault(
      "an attested document that is gone", turns: .unproven("audit.report"), exit: 3,
      because: ["docs/penetration-test.md"]
    ) { try $0.remove("docs/penetration-test.md") },
    DeploymentFault(
      "another handbook", turns: .violated("people.handbook", "summary.people"),
      at: [.file("docs/handbook.md")]
    ) { try $0.edit("docs/handbook.md", "stays where it is", to: "goes anywhere") },
    DeploymentFault(
      "an empty handbook", turns: .violated("people.handbook", "summary.people"),
      at: [.file("docs/handbook.md")]
    ) { try $0.write("docs/handbook.md", "") },
    DeploymentFault(
      "no handbook", turns: .violated("people.handbook", "summary.people"),
      at: [.file("docs/handbook.md")]
    ) { try $0.remove("docs/handbook.md") },
    DeploymentFault(
      "a plan that nobody reviewed", turns: .violated("continuity.plan", "summary.people"),
      at: [.line(people, "reviewed: ")]
    ) { try $0.edit(people, "reviewed: 2025-11-03", to: "reviewed: 2025-06-14") },
  ]
}
