import Model

/// An assessment whose every text is a word of its own, and for each word who may read it.
struct CanaryAssessment {
  /// Who may read a word, from the many to the few.
  enum Reach: Int, Comparable, Sendable {
    case everyone
    case nda
    case inside

    static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }

    init(_ audience: Control.Audience) {
      self =
        switch audience {
        case .public: .everyone
        case .nda: .nda
        case .internal: .inside
        }
    }
  }

  private(set) var words: [(word: String, field: String, reach: Reach)] = []
  let assessment: Assessment

  init() {
    var planted = Planter()
    let controls = Control.Audience.allCases.flatMap { audience in
      Control.Kind.allCases.map { planted.control($0, audience) }
    }
    let framework = planted.framework()
    assessment = SampleAssessment.assessment(
      controls: controls,
      gate: GateDecision(
        outcome: .violated, deciding: controls.map(\.control.id),
        adjustments: [planted.word("gate.adjustment", .inside)]),
      postureFindings: [planted.finding("posture", .inside, waiver: nil)],
      waivers: [WaiverUse(waiver: planted.waiver("unused", .inside), state: .unused, findings: 0)],
      organization: planted.organization(), frameworks: [framework],
      subprocessors: planted.subprocessors(controls: controls.map(\.control.id)),
      targets: [planted.target()], posturePath: planted.word("posture.path", .inside),
      gatePolicy: GatePolicy(allowUnmeasured: [planted.word("gate.allowed", .inside)]))
    words = planted.words
  }

  /// The words that an audience must not see, by the field they stand in.
  func hidden(from audience: Control.Audience) -> [String: String] {
    Dictionary(
      words.filter { $0.reach > Reach(audience) }.map { ($0.word, $0.field) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The words of the fields with that ending that an audience may see.
  func shown(to audience: Control.Audience, fields ending: String) -> [String] {
    words.filter { $0.reach <= Reach(audience) && $0.field.hasSuffix(ending) }.map(\.word)
  }
}

/// Plants words of letters alone, which no format escapes, folds or breaks.
private struct Planter {
  var words: [(word: String, field: String, reach: CanaryAssessment.Reach)] = []

  mutating func word(_ field: String, _ reach: CanaryAssessment.Reach) -> String {
    var number = words.count
    var letters = ""
    for _ in 0..<4 {
      letters.append(Character(Unicode.Scalar(UInt8(97 + number % 26))))
      number /= 26
    }
    let word = "qz" + letters + "zq"
    words.append((word, field, reach))
    return word
  }

  mutating func place(_ field: String, _ reach: CanaryAssessment.Reach) -> Location {
    Location(
      path: word(field + ".path", reach), span: TextSpan(line: 1, column: 1),
      url: word(field + ".url", reach), commit: word(field + ".commit", reach),
      blob: word(field + ".blob", reach))
  }

  mutating func waiver(_ field: String, _ reach: CanaryAssessment.Reach) -> Waiver {
    Waiver(
      control: word(field + ".waiver.control", .inside),
      check: word(field + ".waiver.check", .inside), rule: word(field + ".waiver.rule", .inside),
      path: word(field + ".waiver.path", .inside),
      fingerprint: word(field + ".waiver.fingerprint", .inside),
      owner: word(field + ".waiver.owner", .inside),
      reason: word(field + ".waiver.reason", max(reach, .nda)), until: SampleParts.day(2027, 1, 1),
      location: place(field + ".waiver", .inside))
  }

  mutating func finding(
    _ field: String, _ reach: CanaryAssessment.Reach, waiver: Waiver?
  ) -> Finding {
    Finding(
      check: word(field + ".finding.check", reach), rule: word(field + ".finding.rule", .inside),
      severity: .high, message: word(field + ".finding.message", .inside),
      fix: word(field + ".finding.fix", .inside), location: place(field + ".finding", .inside),
      identity: word(field + ".finding.identity", .inside),
      fingerprint: word(field + ".finding.fingerprint", .inside),
      controls: [word(field + ".finding.control", .inside)], waiver: waiver)
  }

  mutating func control(_ kind: Control.Kind, _ audience: Control.Audience) -> ControlAssessment {
    let reach = CanaryAssessment.Reach(audience)
    let field = "\(audience.rawValue).\(kind.rawValue)"
    let observed = max(reach, .nda)
    let mapping = Control.Mapping(
      framework: "framework",
      entries: [
        .init(
          requirement: "\(reach.rawValue + 1)", note: word(field + ".note", observed))
      ])
    return ControlAssessment(
      control: Control(
        id: word(field + ".id", reach), title: word(field + ".title", reach), kind: kind,
        statementTemplate: word(field + ".template", .inside),
        statement: word(field + ".statement", reach),
        parameters: [
          Parameter(
            name: word(field + ".parameter.name", .inside),
            value: word(field + ".parameter.value", .inside))
        ],
        audience: audience, owner: word(field + ".owner", .inside),
        topic: word(field + ".topic", reach), rationale: word(field + ".rationale", observed),
        fix: word(field + ".fix", .inside), mapsTo: [mapping], due: SampleParts.day(2027, 5, 1),
        answersNo: [word(field + ".answers-no", reach)],
        allowedWording: [word(field + ".allowed", .inside)],
        location: place(field + ".control", .inside), pack: word(field + ".pack", .inside)),
      verdict: .violated, reasons: [word(field + ".reason", .inside)],
      checks: checks(field, reach, observed: observed),
      wording: [finding(field + ".wording", reach, waiver: nil)])
  }

  private mutating func checks(
    _ field: String, _ reach: CanaryAssessment.Reach, observed: CanaryAssessment.Reach
  ) -> [CheckAssessment] {
    let evidence = Evidence(
      observed: word(field + ".observed", observed), location: place(field + ".evidence", observed),
      digest: word(field + ".digest", .inside), observedAt: SampleAssessment.now)
    let expired = CheckResult(
      .unmeasured(reason: word(field + ".expired", observed)),
      summary: word(field + ".expired.summary", .inside), validUntil: SampleParts.day(2026, 2, 1),
      isExpired: true)
    let failed = CheckResult(
      .fail, summary: word(field + ".failed", .inside),
      findings: [
        finding(field + ".open", reach, waiver: nil),
        finding(field + ".waived", reach, waiver: waiver(field, reach)),
      ], evidence: [evidence], gaps: [word(field + ".gap", observed)],
      times: TimeRecord(
        promise: .seconds(3_600),
        entries: [
          TimeRecord.Entry(name: word(field + ".record", observed), taken: 60, allowed: 3_600)
        ]))
    let passed = CheckResult(
      .pass, summary: word(field + ".passed", observed), evidence: [evidence], subjects: 2,
      proofEnds: SampleAssessment.now,
      expiries: [
        Expiry(.certificate, of: word(field + ".expiry", observed), ends: SampleAssessment.now)
      ])
    let inapplicable = CheckResult(
      .notApplicable(reason: word(field + ".inapplicable", observed)),
      summary: word(field + ".inapplicable.summary", .inside))
    let unknown = CheckResult.unmeasured(word(field + ".unmeasured", observed))
    return [failed, passed, inapplicable, unknown, expired].map {
      CheckAssessment(
        name: word(field + ".check", reach), version: 1, location: place(field + ".check", .inside),
        result: $0)
    }
  }

  mutating func framework() -> Framework {
    Framework(
      id: "framework", name: word("framework.name", .everyone),
      version: word("framework.version", .everyone),
      requirements: (1...4).map {
        .init(id: "\($0)", title: word("framework.requirement", .everyone))
      }, exclusions: [.init(requirement: "4", reason: word("framework.exclusion", .nda))])
  }

  mutating func organization() -> Organization {
    Organization(
      name: word("organization.name", .everyone), product: word("organization.product", .everyone),
      environment: word("organization.environment", .everyone),
      website: "https://" + word("organization.website", .everyone) + ".example",
      securityContact: word("organization.contact", .everyone))
  }

  mutating func target() -> TargetSummary {
    TargetSummary(
      name: word("target.name", .nda), kind: "endpoint", label: word("target.label", .nda),
      unavailable: word("target.unavailable", .nda))
  }

  mutating func subprocessors(controls: [String]) -> SubprocessorList {
    SubprocessorList(
      notice: .seconds(86_400), announced: word("subprocessors.announced", .everyone),
      entries: Control.Audience.allCases.map { audience in
        let reach = CanaryAssessment.Reach(audience)
        let field = "subprocessor.\(audience.rawValue)"
        return SubprocessorList.Entry(
          name: word(field + ".name", reach), purpose: word(field + ".purpose", reach),
          data: [word(field + ".data", reach)], countries: [word(field + ".country", reach)],
          transfer: word(field + ".transfer", reach), website: word(field + ".website", reach),
          audience: audience, controls: controls)
      })
  }
}
