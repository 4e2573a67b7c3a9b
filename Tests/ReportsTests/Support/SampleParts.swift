import Model

/// Short ways to write the pieces of a sample.
enum SampleParts {
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day) ?? CalendarDate(ordinal: 0)
  }

  static func file(_ path: String, _ line: Int, _ column: Int = 3) -> Location {
    Location(
      path: path,
      span: TextSpan(line: line, column: column, endLine: line, endColumn: column + 12))
  }

  static func url(_ address: String) -> Location { Location(url: address) }

  static let waiver = Waiver(
    control: "repository.reviewed", check: "reviewed", owner: "Ines Roth",
    reason: "one merge during the incident of 3 November had no second reviewer",
    until: day(2026, 12, 31), location: file("waivers.yaml", 2))

  static func evidence(
    _ observed: String, _ location: Location = Location(), minutesAgo: Int = 2
  ) -> Evidence {
    Evidence(
      observed: observed, location: location, digest: SampleAssessment.digest,
      observedAt: Instant(seconds: SampleAssessment.now.seconds - minutesAgo * 60))
  }

  static func passed(
    _ name: String, _ summary: String, evidence: [Evidence] = [], subjects: Int = 1,
    times: TimeRecord? = nil
  ) -> CheckAssessment {
    check(
      name,
      CheckResult(
        .pass, summary: summary, evidence: evidence, subjects: subjects,
        proofEnds: Instant(seconds: SampleAssessment.now.seconds + 90 * 86_400), times: times))
  }

  static func failed(
    _ name: String, _ summary: String, _ findings: [Finding], evidence: [Evidence] = [],
    times: TimeRecord? = nil
  ) -> CheckAssessment {
    check(
      name,
      CheckResult(
        .fail, summary: summary, findings: findings, evidence: evidence, subjects: 3,
        times: times))
  }

  /// A record of times in hours, by name.
  static func times(
    _ promise: TimeSpan, _ hours: KeyValuePairs<String, Int>, open: Set<String> = []
  ) -> TimeRecord {
    TimeRecord(
      promise: promise,
      entries: hours.map { name, hours in
        TimeRecord.Entry(
          name: name, taken: hours * 3_600, allowed: promise.fixedSeconds ?? 0,
          isOpen: open.contains(name))
      })
  }

  static func check(_ name: String, _ result: CheckResult, line: Int = 20) -> CheckAssessment {
    CheckAssessment(
      name: name, version: 1, location: file("controls/main.yaml", line), result: result)
  }

  static func finding(
    _ check: String, _ rule: String, _ severity: Severity, _ message: String, fix: String? = nil,
    at location: Location, control: String, waiver: Waiver? = nil
  ) -> Finding {
    Finding(
      check: check, rule: rule, severity: severity, message: message, fix: fix,
      location: location, identity: rule, fingerprint: "\(check)-\(rule)-\(location.description)",
      controls: [control], waiver: waiver)
  }

  static func item(
    _ id: String, _ title: String, kind: Control.Kind = .control, _ verdict: ControlVerdict,
    _ statement: String, severity: Severity = .medium, audience: Control.Audience = .public,
    owner: String? = "platform", rationale: String? = nil, mapsTo: [Control.Mapping] = [],
    due: CalendarDate? = nil, reasons: [String] = [], checks: [CheckAssessment] = [],
    wording: [Finding] = [], line: Int = 4
  ) -> ControlAssessment {
    ControlAssessment(
      control: Control(
        id: id, title: title, kind: kind, statementTemplate: statement, statement: statement,
        severity: severity, audience: audience, owner: owner, rationale: rationale,
        mapsTo: mapsTo, due: due, location: file("controls/main.yaml", line)),
      verdict: verdict, reasons: reasons, checks: checks, wording: wording)
  }

  static func soc2(_ requirements: String...) -> Control.Mapping {
    Control.Mapping(framework: "soc2", requirements: requirements)
  }

  static func gdpr(_ requirements: String...) -> Control.Mapping {
    Control.Mapping(framework: "gdpr", requirements: requirements)
  }
}

enum SampleFrameworks {
  static let all = [
    Framework(
      id: "soc2", name: "Trust Services Criteria", version: "2017",
      requirements: [
        .init(id: "CC6.1", title: "Logical access to protected assets"),
        .init(id: "CC6.6", title: "Threats from outside the system"),
        .init(id: "CC6.7", title: "Data in transmission"),
        .init(id: "CC7.1", title: "Detection of new vulnerabilities"),
        .init(id: "CC7.4", title: "Response to incidents"),
        .init(id: "CC8.1", title: "Changes are authorised and tested"),
        .init(id: "A1.2", title: "Backup and recovery"),
      ]),
    Framework(
      id: "gdpr", name: "GDPR", version: "2016/679",
      requirements: [
        .init(id: "28(2)", title: "Other processors"),
        .init(id: "32(1)(a)", title: "Encryption"),
        .init(id: "33", title: "Notification of a breach"),
        .init(id: "35", title: "Impact assessment"),
      ], isLaw: true),
  ]
}
