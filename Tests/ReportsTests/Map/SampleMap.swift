import Model
import Reports

/// A map in which every state of a requirement, every relationship and every note occurs.
enum SampleMap {
  static let assessment = SampleAssessment.assessment(
    controls: SampleAssessment.full.controls.map(remapped), frameworks: [soc2, iso27001, gdpr])

  static func map(
    _ audience: Control.Audience = .internal, frameworks: [String] = [], onlyGaps: Bool = false
  ) -> ControlMap {
    ControlMap(
      PublishedAssessment(assessment, for: audience), frameworks: frameworks,
      showsOnlyGaps: onlyGaps)
  }

  private typealias Entry = Control.Mapping.Entry

  private static func soc2(_ entries: Entry...) -> Control.Mapping {
    Control.Mapping(framework: "soc2", entries: entries)
  }

  private static func iso(_ entries: Entry...) -> Control.Mapping {
    Control.Mapping(framework: "iso27001", entries: entries)
  }

  private static func gdpr(_ requirements: String...) -> Control.Mapping {
    Control.Mapping(framework: "gdpr", requirements: requirements)
  }

  private static let mappings: [String: [Control.Mapping]] = [
    "transport.tls": [
      soc2(Entry(requirement: "CC6.7", relationship: .subset, note: "Transmission only.")),
      iso(
        Entry(requirement: "A.8.24", relationship: .superset),
        Entry(requirement: "A.8.20", relationship: .intersects, confidence: .medium)),
      gdpr("32(1)(a)"),
    ],
    "transport.hsts": [soc2(Entry(requirement: "CC6.7")), iso(Entry(requirement: "A.8.26"))],
    "transport.webhooks": [iso(Entry(requirement: "A.8.27")), gdpr("32(1)(b)")],
    "repository.secrets": [soc2(Entry(requirement: "CC6.1"))],
    "repository.reviewed": [
      soc2(Entry(requirement: "CC8.1")),
      iso(Entry(requirement: "A.8.32", relationship: .equal)),
    ],
    "repository.lockfiles": [soc2(Entry(requirement: "CC8.1", relationship: .intersects))],
    "repository.signed": [iso(Entry(requirement: "A.8.28"))],
    "data.encrypted-at-rest": [
      soc2(Entry(requirement: "C1.1", relationship: .equal)),
      iso(Entry(requirement: "A.8.24", relationship: .subset)), gdpr("32(1)(a)"),
    ],
    "data.isolation": [iso(Entry(requirement: "A.8.3"))],
    "data.backups": [
      soc2(Entry(requirement: "A1.2")), iso(Entry(requirement: "A.8.13", confidence: .low)),
      gdpr("32(1)(c)"),
    ],
    "data.retention": [soc2(Entry(requirement: "C1.2", relationship: .equal)), gdpr("5(1)(e)")],
    "incident.customer-notice": [
      soc2(Entry(requirement: "CC7.4", relationship: .subset)), gdpr("33"),
    ],
    "access.reviews": [iso(Entry(requirement: "A.5.18"))],
    "roadmap.sso": [iso(Entry(requirement: "A.8.5"))],
    "limits.single-region": [soc2(Entry(requirement: "A1.1"))],
  ]

  private static func remapped(_ item: ControlAssessment) -> ControlAssessment {
    let control = item.control
    return ControlAssessment(
      control: Control(
        id: control.id, title: control.title, kind: control.kind,
        statementTemplate: control.statementTemplate, statement: control.statement,
        severity: control.severity, audience: control.audience, owner: control.owner,
        topic: control.topic, mapsTo: mappings[control.id] ?? [], due: control.due,
        location: control.location),
      verdict: item.verdict, reasons: item.reasons, checks: item.checks, wording: item.wording)
  }

  private static func requirements(
    _ list: KeyValuePairs<String, String>, groups: [Framework.Group] = []
  ) -> [Framework.Requirement] {
    let known = Set(groups.map(\.id))
    return list.map { id, title in
      .init(
        id: id, title: title,
        group: RequirementName.nearest(above: id, among: known, mayEqual: true))
    }
  }

  private static let criteria = [
    Framework.Group(id: "CC6", title: "Logical and physical access"),
    .init(id: "CC7", title: "System operations"), .init(id: "CC8", title: "Change management"),
    .init(id: "A1", title: "Availability"), .init(id: "C1", title: "Confidentiality"),
    .init(id: "P1", title: "Privacy: notice"),
  ]

  private static let soc2 = Framework(
    id: "soc2", name: "SOC 2 Trust Services Criteria", version: "2017, points of focus 2022",
    requirements: requirements(
      [
        "CC6.1": "Logical access to protected assets", "CC6.4": "Physical access restricted",
        "CC6.6": "Threats from outside the system", "CC6.7": "Data in transmission",
        "CC7.1": "Detection of new vulnerabilities", "CC7.4": "Response to incidents",
        "CC8.1": "Changes are authorised and tested", "A1.1": "Capacity",
        "A1.2": "Backup and recovery",
        "C1.1": "Confidential data protected", "C1.2": "Confidential data disposed of",
        "P1.1": "Privacy notice", "P1.2": "Changes of the notice",
      ], groups: criteria), groups: criteria,
    exclusions: [
      .init(requirement: "P1.1", reason: "Privacy is outside the scope of the examination."),
      .init(requirement: "P1.2", reason: "Privacy is outside the scope of the examination."),
    ])

  private static let annex = [
    Framework.Group(id: "A.5", title: "Organisational"), .init(id: "A.6", title: "People"),
    .init(id: "A.8", title: "Technological"),
  ]

  private static let iso27001 = Framework(
    id: "iso27001", name: "ISO/IEC 27001", version: "2022",
    requirements: requirements(
      [
        "4.1": "Understand the context", "A.5.1": "Policies", "A.5.18": "Access rights reviewed",
        "A.6.3": "Awareness and training", "A.8.3": "Access to information restricted",
        "A.8.5": "Secure authentication", "A.8.13": "Backup", "A.8.20": "Network security",
        "A.8.24": "Cryptography", "A.8.26": "Application security requirements",
        "A.8.27": "Secure architecture", "A.8.28": "Secure coding", "A.8.32": "Change management",
      ], groups: annex), groups: annex)

  private static let gdpr = Framework(
    id: "gdpr", name: "EU GDPR", version: "Regulation (EU) 2016/679",
    requirements: requirements([
      "5": "Principles", "5(1)(e)": "Storage limitation", "28(2)": "Sub-processors",
      "32": "Security of processing", "32(1)(a)": "Pseudonymisation and encryption",
      "32(1)(b)": "Confidentiality and resilience", "32(1)(c)": "Timely restore",
      "33": "Notice of a breach to the authority",
    ]), isLaw: true, isNested: true)
}
