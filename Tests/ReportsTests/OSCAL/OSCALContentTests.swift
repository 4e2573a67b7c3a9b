import Foundation
import Model
import Reports
import Testing

@Suite("What OSCAL documents say")
struct OSCALContentTests {
  private static let controls = SampleAssessment.full.controls

  private func result() throws -> [String: Any] {
    let model = try OSCALParsing.model("oscal-assessment-results")
    return try #require(OSCALParsing.list(model["results"]).first)
  }

  @Test("every control has one finding with its state")
  func findings() throws {
    let findings = OSCALParsing.list(try result()["findings"])
    #expect(findings.count == Self.controls.count)
    for (item, finding) in zip(Self.controls, findings) {
      let target = try #require(finding["target"] as? [String: Any])
      let status = try #require(target["status"] as? [String: Any])
      #expect(target["target-id"] as? String == item.control.id)
      #expect(OSCALParsing.property("verdict", of: finding) == item.verdict.rawValue)
      let (state, reason) = Self.expected(item.verdict)
      #expect(status["state"] as? String == state, "\(item.control.id)")
      #expect(status["reason"] as? String == reason, "\(item.control.id)")
    }
  }

  private static func expected(_ verdict: ControlVerdict) -> (String, String) {
    switch verdict {
    case .verified, .attested, .delivered: ("satisfied", "pass")
    case .violated, .contradicted, .waived, .overdue: ("not-satisfied", "fail")
    case .unproven, .planned, .stated: ("not-satisfied", "other")
    }
  }

  @Test("every check has one observation; attestations carry their end")
  func observations() throws {
    let observations = OSCALParsing.list(try result()["observations"])
    let checks = Self.controls.flatMap(\.checks)
    // One more for the wording of a statement, and one for the posture itself.
    #expect(observations.count == checks.count + 2)
    let attested = observations.filter { OSCALParsing.property("basis", of: $0) == "attested" }
    #expect(attested.count == checks.count { $0.result.basis == .attested })
    for observation in attested {
      #expect(observation["methods"] as? [String] == ["EXAMINE", "INTERVIEW"])
      #expect((observation["expires"] as? String)?.hasSuffix("T23:59:59Z") == true)
    }
    let expired = try #require(
      observations.first { OSCALParsing.property("expired", of: $0) == "yes" })
    #expect(expired["expires"] as? String == "2026-09-30T23:59:59Z")
  }

  @Test("evidence keeps its digest, its moment and its place")
  func evidence() throws {
    let observations = OSCALParsing.list(try result()["observations"])
    let evidence = observations.flatMap { OSCALParsing.list($0["relevant-evidence"]) }
    #expect(evidence.count == Self.controls.flatMap(\.checks).flatMap(\.result.evidence).count)
    for item in evidence {
      #expect(OSCALParsing.property("sha-256", of: item) == SampleAssessment.digest)
      let moment = OSCALParsing.property("observed-at", of: item)
      #expect(moment.map { $0 < "2026-11-21T10:00:00Z" && $0.hasSuffix(":00Z") } == true)
    }
    #expect(
      evidence.contains { OSCALParsing.property("place", of: $0) == "infra/database.tf:18:3" })
  }

  @Test("failures are open risks and exceptions approved ones with their end")
  func risks() throws {
    let risks = OSCALParsing.list(try result()["risks"])
    let open = risks.filter { $0["status"] as? String == "open" }
    #expect(
      open.compactMap { OSCALParsing.property("control", of: $0) }
        == Self.controls.filter { [.violated, .contradicted].contains($0.verdict) }
        .map(\.control.id))
    let approved = risks.filter { $0["status"] as? String == "deviation-approved" }
    #expect(
      approved.map { OSCALParsing.property("control", of: $0) } == ["repository.reviewed"])
    #expect(approved.map { $0["deadline"] as? String } == ["2026-12-31T23:59:59Z"])
    #expect(risks.count == open.count + approved.count)
  }

  @Test("the plan holds announced work with its date, failures, exceptions, gaps, and nothing else")
  func plan() throws {
    let model = try OSCALParsing.model("oscal-poam")
    let items = OSCALParsing.list(model["poam-items"])
    let listed: Set<ControlVerdict> = [
      .violated, .contradicted, .waived, .unproven, .planned, .overdue,
    ]
    #expect(
      items.compactMap { OSCALParsing.property("control", of: $0) }
        == Self.controls.filter { listed.contains($0.verdict) }.map(\.control.id))
    let roadmap = OSCALParsing.list(model["risks"]).filter {
      OSCALParsing.property("control", of: $0)?.hasPrefix("roadmap.") == true
    }
    #expect(
      roadmap.map { $0["deadline"] as? String } == ["2027-03-31T23:59:59Z", "2026-09-30T23:59:59Z"])
    #expect(roadmap.map { $0["status"] as? String } == ["remediating", "open"])
  }

  @Test("what is not proven is an open item that says why, and withdrawn where its proof has ended")
  func gaps() throws {
    let model = try OSCALParsing.model("oscal-poam")
    let risks = OSCALParsing.list(model["risks"]).filter {
      OSCALParsing.property("verdict", of: $0) == "unproven"
    }
    #expect(
      risks.map { $0["title"] as? String } == [
        "No legacy ciphers: is not proven", "Tenants are isolated: is not proven",
        "Deleted after 30 days: is withdrawn",
      ])
    #expect(risks.allSatisfy { $0["status"] as? String == "open" })
    #expect(
      (risks.first?["description"] as? String) == "- tls could not be measured")
    #expect(risks.allSatisfy { OSCALParsing.list($0["related-observations"]).count == 1 })
    let published = try OSCALParsing.text("oscal-poam", audience: .public)
    #expect(published.contains("is not proven") && !published.contains("tls could not"))
  }

  @Test("an observation expires when its proof does, at the moment and not at the day's end")
  func ends() throws {
    let early = Instant(seconds: SampleAssessment.now.seconds + 3_600)
    func item(_ id: String, _ result: CheckResult) -> ControlAssessment {
      SampleParts.item(id, id, .verified, "S.", checks: [SampleParts.check("file", result)])
    }
    let day = SampleParts.day(2026, 11, 30)
    let model = try OSCALParsing.model(
      "oscal-assessment-results",
      of: SampleAssessment.assessment(controls: [
        item("a.proof", CheckResult(.pass, summary: "s", proofEnds: early)),
        item("a.both", CheckResult(.pass, summary: "s", validUntil: day, proofEnds: early)),
        item("a.word", CheckResult(.pass, basis: .attested, summary: "s", validUntil: day)),
        item("a.failed", CheckResult(.fail, summary: "s", proofEnds: early)),
        item("a.ageless", CheckResult(.pass, summary: "s")),
      ]))
    let observations = OSCALParsing.list(
      OSCALParsing.list(model["results"]).first?["observations"])
    let ends = Dictionary(
      uniqueKeysWithValues: observations.map {
        (OSCALParsing.property("control", of: $0) ?? "", $0["expires"] as? String)
      })
    #expect(ends["a.proof"] == early.description && ends["a.both"] == early.description)
    #expect(ends["a.word"] == "2026-11-30T23:59:59Z")
    #expect(ends["a.failed"] == .some(nil) && ends["a.ageless"] == .some(nil))
  }

  @Test("an exception past its end is open again")
  func endedException() throws {
    let ended = Waiver(
      control: "a.b", owner: "Ines Roth", reason: "it was needed",
      until: SampleParts.day(2026, 11, 20), location: Location())
    let finding = SampleParts.finding(
      "headers", "missing", .low, "missing", at: Location(), control: "a.b", waiver: ended)
    let item = SampleParts.item(
      "a.b", "Title", .waived, "Statement.",
      checks: [SampleParts.failed("headers", "1 finding", [finding])])
    let model = try OSCALParsing.model(
      "oscal-poam", of: SampleAssessment.assessment(controls: [item]))
    #expect(OSCALParsing.list(model["risks"]).map { $0["status"] as? String } == ["open"])
  }

  @Test("exceptions that read alike stand in a fixed order")
  func orderOfExceptions() throws {
    let findings = (1...8).flatMap { number in
      (1...number).map { index in
        let waiver = Waiver(
          control: "a.b", path: "\(number)", owner: "Ines Roth", reason: "it is needed",
          until: SampleParts.day(2027, 1, 1), location: Location())
        return SampleParts.finding(
          "file", "missing", .low, "missing", at: SampleParts.file("\(number)", index),
          control: "a.b", waiver: waiver)
      }
    }
    let item = SampleParts.item(
      "a.b", "Title", .waived, "Statement.",
      checks: [SampleParts.failed("file", "findings", findings)])
    let model = try OSCALParsing.model(
      "oscal-poam", of: SampleAssessment.assessment(controls: [item]))
    let counts = OSCALParsing.list(model["risks"]).compactMap {
      ($0["description"] as? String)?.prefix(1)
    }
    #expect(counts == (1...8).map { "\($0)" })
  }

  @Test("the component carries every control, under the requirements that it supports")
  func component() throws {
    let model = try OSCALParsing.model("oscal-component-definition")
    let components = OSCALParsing.list(model["components"])
    #expect(components.map { $0["title"] as? String } == ["Larkfield Invoices"])
    let requirements = OSCALParsing.list(components.first?["control-implementations"])
      .flatMap { OSCALParsing.list($0["implemented-requirements"]) }
    let statements = requirements.flatMap { OSCALParsing.list($0["statements"]) }
    #expect(
      Set(statements.compactMap { OSCALParsing.property("control", of: $0) })
        == Set(Self.controls.map(\.control.id)))
    let names = requirements.compactMap { $0["control-id"] as? String }
    #expect(Set(["soc2_CC6.7", "gdpr_32_1_a", "limits.no-end-to-end"]).isSubset(of: names))
    for requirement in requirements {
      // Support is no fulfilment.
      #expect(OSCALParsing.property("implementation-status", of: requirement) == nil)
    }
    for statement in statements {
      let verdict = OSCALParsing.property("verdict", of: statement)
        .flatMap(ControlVerdict.init(rawValue:))
      #expect(
        OSCALParsing.property("implementation-status", of: statement)
          == verdict.flatMap(Self.status), "\(verdict.debugDescription)")
    }
  }

  private static func status(_ verdict: ControlVerdict) -> String? {
    switch verdict {
    case .verified, .attested, .delivered: "implemented"
    case .violated, .waived, .contradicted: "partial"
    case .planned, .overdue: "planned"
    case .stated: "not-applicable"
    case .unproven: nil
    }
  }

  @Test("the requirements that were reviewed are named by framework")
  func reviewed() throws {
    let text = try OSCALParsing.text("oscal-assessment-results")
    for token in ["soc2_CC6.1", "gdpr_33", "roadmap.sso"] {
      #expect(text.contains("\"control-id\": \"\(token)\""), "\(token)")
    }
  }
}
