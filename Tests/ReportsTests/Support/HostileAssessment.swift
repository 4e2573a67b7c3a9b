import Model

/// An assessment in which every text that comes from elsewhere is an attack, or harmless.
enum HostileAssessment {
  static let attacks = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "x](javascript:alert(1))",
    "![x](https://evil.example/p.png)", "a | b | c", "```\n# heading", "</style></title></svg>",
    "\u{1B}[2J\u{1B}]0;owned\u{07}x", "::error::injected\n::stop-commands::x", "]]><!-- & -->",
    "=HYPERLINK(\"https://evil.example\")", "\u{202E}gpj.exe", "<https://evil.example>",
    "https://evil.example www.evil.example", "\r\n\r\n<h1>", "&lt;b&gt; &amp;", "*a* _b_ ~~c~~",
  ]

  static func assessment(_ text: String) -> Assessment {
    let place = Location(
      path: text, span: TextSpan(line: 1, column: 1, endLine: 2, endColumn: 1), url: text,
      commit: text, blob: text)
    let waiver = Waiver(
      control: text, check: text, rule: text, path: text, fingerprint: text, owner: text,
      reason: text, until: SampleParts.day(2027, 1, 1), location: place)
    return SampleAssessment.assessment(
      controls: controls(text, place: place, waiver: waiver),
      gate: GateDecision(outcome: .violated, deciding: ["a.control", text], adjustments: [text]),
      postureFindings: [finding(text, place: place, waiver: nil)],
      waivers: [WaiverUse(waiver: waiver, state: .unused, findings: 0)],
      organization: Organization(
        name: text, product: text, environment: text, website: text, securityContact: text),
      frameworks: [
        Framework(
          id: "f", name: text, version: text,
          requirements: [.init(id: "1", title: text), .init(id: "2", title: text)])
      ],
      subprocessors: SubprocessorList(
        notice: .seconds(86_400), announced: text,
        entries: [
          SubprocessorList.Entry(
            name: text, purpose: text, data: [text, text], countries: [text], transfer: text,
            website: text, controls: ["a.control"])
        ]))
  }

  private static func finding(_ text: String, place: Location, waiver: Waiver?) -> Finding {
    Finding(
      check: text, rule: text, severity: .high, message: text, fix: text, location: place,
      identity: text, fingerprint: text + (waiver == nil ? "1" : "2"), controls: ["a.control"],
      waiver: waiver)
  }

  private static func controls(
    _ text: String, place: Location, waiver: Waiver
  ) -> [ControlAssessment] {
    let evidence = Evidence(
      observed: text, location: place, digest: text, observedAt: SampleAssessment.now)
    let checks = [
      CheckAssessment(
        name: text, version: 1, location: place,
        result: CheckResult(
          .fail, summary: text,
          findings: [
            finding(text, place: place, waiver: nil), finding(text, place: place, waiver: waiver),
          ], evidence: [evidence],
          times: TimeRecord(
            promise: .seconds(7_200),
            entries: [TimeRecord.Entry(name: text, taken: 3_600, allowed: 7_200)]))),
      CheckAssessment(
        name: text, version: 1, location: place, result: .unmeasured(text, evidence: [evidence])),
      CheckAssessment(
        name: text, version: 1, location: place,
        result: CheckResult(
          .unmeasured(reason: text), summary: text, evidence: [evidence],
          validUntil: SampleParts.day(2026, 2, 1), isExpired: true)),
    ]
    return Control.Kind.allCases.map { kind in
      ControlAssessment(
        control: Control(
          id: kind == .control ? "a.control" : "\(kind.rawValue)-\(text)", title: text, kind: kind,
          statement: text, owner: text, topic: text, rationale: text, fix: text,
          mapsTo: [.init(framework: "f", requirements: ["1"])],
          due: SampleParts.day(2026, 1, 1), location: place, pack: text),
        verdict: .violated, reasons: [text], checks: checks,
        wording: [finding(text, place: place, waiver: nil)])
    }
  }
}
