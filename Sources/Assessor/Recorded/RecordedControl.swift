import Model

/// Reads one control of a recorded assessment.
enum RecordedControl {
  static func read(_ value: RecordedValue) throws(Diagnostics) -> ControlAssessment {
    ControlAssessment(
      control: try control(value), verdict: try value.word("verdict"),
      reasons: try value.texts("reasons"), checks: try value.list("checks", check),
      wording: try value.list("wording", finding),
      since: try value.optional("since") { (since) throws(Diagnostics) in try since.instant() })
  }

  private static func control(_ value: RecordedValue) throws(Diagnostics) -> Control {
    let parameters = try value.member("parameters")
    var named: [Parameter] = []
    for entry in parameters.node.entries ?? [] {
      named.append(Parameter(name: entry.key, value: try parameters.text(entry.key)))
    }
    return Control(
      id: try value.text("id"), title: try value.text("title"), kind: try value.word("kind"),
      statementTemplate: try value.text("statement"), statement: try value.text("statement"),
      parameters: named, severity: try value.word("severity"), audience: try value.word("audience"),
      owner: try value.optionalText("owner"), topic: try value.text("topic"),
      rationale: try value.optionalText("rationale"), fix: try value.optionalText("fix"),
      mapsTo: try value.list("mapsTo", mapping),
      due: try value.optional("due") { (day) throws(Diagnostics) in try day.day() },
      answersNo: try value.texts("answersNo"), location: try location(value.member("location")),
      pack: try value.optionalText("pack"))
  }

  private static func mapping(_ value: RecordedValue) throws(Diagnostics) -> Control.Mapping {
    Control.Mapping(
      framework: try value.text("framework"),
      entries: try value.list("entries") { (entry) throws(Diagnostics) in
        Control.Mapping.Entry(
          requirement: try entry.text("id"), relationship: try entry.word("relationship"),
          confidence: try entry.word("confidence"), note: try entry.optionalText("note"))
      })
  }

  private static func check(_ value: RecordedValue) throws(Diagnostics) -> CheckAssessment {
    CheckAssessment(
      name: try value.text("check"), version: try value.number("version"),
      location: try location(value.member("location")),
      result: CheckResult(
        try verdict(value), basis: try value.word("basis"), summary: try value.text("summary"),
        findings: try value.list("findings", finding),
        evidence: try value.list("evidence", evidence), subjects: try value.number("subjects"),
        validUntil: try value.optional("validUntil") { (day) throws(Diagnostics) in try day.day() },
        proofEnds: try value.optional("proofEnds") { (end) throws(Diagnostics) in
          try end.instant()
        },
        isExpired: try value.boolean("expired"), gaps: try value.texts("gaps"),
        times: try value.optional("times", times),
        expiries: try value.list("expiries", expiry)))
  }

  private static func expiry(_ value: RecordedValue) throws(Diagnostics) -> Expiry {
    Expiry(
      try value.word("kind"), of: try value.text("subject"),
      ends: try value.member("ends").instant())
  }

  private static func verdict(_ value: RecordedValue) throws(Diagnostics) -> CheckVerdict {
    let word = try value.member("verdict")
    let reason = try value.optionalText("reason") ?? ""
    switch try word.text() {
    case "pass": return .pass
    case "fail": return .fail
    case "unmeasured": return .unmeasured(reason: reason)
    case "not-applicable": return .notApplicable(reason: reason)
    default: throw word.failure("expected pass, fail, unmeasured or not-applicable")
    }
  }

  private static func evidence(_ value: RecordedValue) throws(Diagnostics) -> Evidence {
    Evidence(
      observed: try value.text("observed"), location: try location(value.member("location")),
      digest: try value.optionalText("digest"),
      observedAt: try value.member("observedAt").instant())
  }

  private static func times(_ value: RecordedValue) throws(Diagnostics) -> TimeRecord {
    TimeRecord(
      promise: try span(value.member("promise")),
      entries: try value.list("entries") { (entry) throws(Diagnostics) in
        TimeRecord.Entry(
          name: try entry.text("name"), taken: try entry.number("taken"),
          allowed: try entry.number("allowed"), isOpen: try entry.boolean("open"))
      }, impossible: try value.number("impossible"))
  }

  static func span(_ value: RecordedValue) throws(Diagnostics) -> TimeSpan {
    guard let span = TimeSpan(try value.text()) else {
      throw value.failure("expected a duration such as 72 hours")
    }
    return span
  }

  static func finding(_ value: RecordedValue) throws(Diagnostics) -> Finding {
    Finding(
      check: try value.text("check"), rule: try value.text("rule"),
      severity: try value.word("severity"), message: try value.text("message"),
      fix: try value.optionalText("fix"), location: try location(value.member("location")),
      identity: "", fingerprint: try value.text("fingerprint"),
      controls: try value.texts("controls"), waiver: try value.optional("waiver", waiver))
  }

  static func waiver(_ value: RecordedValue) throws(Diagnostics) -> Waiver {
    Waiver(
      control: try value.text("control"), check: try value.optionalText("check"),
      rule: try value.optionalText("rule"), path: try value.optionalText("path"),
      fingerprint: try value.optionalText("fingerprint"), owner: try value.text("owner"),
      reason: try value.text("reason"), until: try value.member("until").day(),
      location: try location(value.member("location")))
  }

  /// A place whose keys are left out where nothing is known.
  private static func location(_ value: RecordedValue) throws(Diagnostics) -> Location {
    func text(_ key: String) throws(Diagnostics) -> String? {
      value.node[key] == nil ? nil : try value.text(key)
    }
    var span: TextSpan?
    if value.node["line"] != nil {
      span = TextSpan(
        line: try value.number("line"), column: try value.number("column"),
        endLine: try value.number("endLine"), endColumn: try value.number("endColumn"))
    }
    return Location(
      path: try text("path"), span: span, url: try text("url"), commit: try text("commit"),
      blob: try text("blob"))
  }
}
