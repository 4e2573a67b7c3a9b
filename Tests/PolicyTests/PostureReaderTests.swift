import Model
import Policy
import Testing

/// Good postures decode to exact values.
@Suite struct PostureReaderTests {
  @Test func `a small posture`() throws {
    let workspace = try Workspace()
    let posture = try workspace.read()
    #expect(posture.organization.name == "InvoiceOps")
    #expect(posture.organization.securityContact == "security@invoiceops.example")
    #expect(posture.root == workspace.folder.path)
    #expect(posture.path == workspace.folder.path + "/avouch.yaml")
    #expect(posture.targets.map(\.name) == ["web", "code"])
    #expect(posture.targets.map(\.label) == ["invoiceops.example", "."])
    #expect(posture.targets[0].location.description == "avouch.yaml:6:3")
    guard case .success(.endpoint(let endpoint)) = posture.targets[0].kind else {
      Issue.record("web is an endpoint")
      return
    }
    #expect(
      endpoint == Endpoint(origin: "https://invoiceops.example", paths: ["/", "/login"]))
    guard case .success(.repository(let path)) = posture.targets[1].kind else {
      Issue.record("code is a repository")
      return
    }
    #expect(path == workspace.folder.path)
    #expect(posture.frameworks.map(\.id) == ["soc2", "mvsp"])
    #expect(posture.gate == GatePolicy())
    #expect(posture.warnings == [])
  }

  @Test func `a control with everything put in`() throws {
    let posture = try Workspace().read()
    #expect(posture.controls.map(\.id) == ["transport.hsts", "repository.secrets"])
    let control = posture.controls[0]
    #expect(control.statementTemplate == "Browsers keep to HTTPS for {minimum}.")
    #expect(control.statement == "Browsers keep to HTTPS for 365 days.")
    #expect(control.parameters == [Parameter(name: "minimum", value: "365 days")])
    #expect(control.severity == .high)
    #expect(control.kind == .control)
    #expect(control.audience == .public)
    #expect(control.topic == "transport")
    #expect(
      control.mapsTo == [
        Control.Mapping(framework: "soc2", requirements: ["CC6.7"]),
        Control.Mapping(framework: "mvsp", requirements: ["2.2"]),
      ])
    #expect(control.location.description == "controls/all.yaml:2:5")
    #expect(control.pack == nil)
    let check = try #require(control.checks.first)
    #expect(check.name == "headers")
    #expect(check.location.description == "controls/all.yaml:9:9")
    #expect(check.values == ["web", "365d"])
    let stub = try #require(check.check as? StubHeaders)
    let expected = stub.arguments.object("expect")?.object("strict-transport-security")
    #expect(expected?.text("minimum") == "365d")
    #expect(stub.arguments.path == "controls/all.yaml")
  }

  @Test func `every kind of control`() throws {
    let controls = """
      controls:
        - { id: a.planned, kind: planned, title: SOC 2 report, due: 2026-12-31 }
        - { id: a.limit, kind: limitation, statement: Not end-to-end., answers-no: [end-to-end-encryption] }
        - { id: a.customer, kind: customer, statement: Customers choose passwords., topic: Access }
        - id: a.commitment
          kind: commitment
          statement: Within {within}.
          parameters: { within: 14 business days }
          audience: nda
          owner: ops
          rationale: Because {within} is soon.
          fix: Be quicker than {within}.
          allow-wording: [absolute-words]
          checks:
            - records: { register: incidents, within: "{within}" }
      """
    let posture = try Workspace(["controls/all.yaml": controls]).read()
    let byID = Dictionary(uniqueKeysWithValues: posture.controls.map { ($0.id, $0) })
    let planned = try #require(byID["a.planned"])
    #expect(planned.kind == .planned)
    #expect(planned.statement == "SOC 2 report")
    #expect(planned.due == CalendarDate("2026-12-31"))
    let limit = try #require(byID["a.limit"])
    #expect(limit.title == "Not end-to-end.")
    #expect(limit.answersNo == ["end-to-end-encryption"])
    #expect(byID["a.customer"]?.topic == "Access")
    let commitment = try #require(byID["a.commitment"])
    #expect(commitment.statement == "Within 14 business days.")
    #expect(commitment.rationale == "Because 14 business days is soon.")
    #expect(commitment.fix == "Be quicker than 14 business days.")
    #expect(commitment.audience == .nda)
    #expect(commitment.owner == "ops")
    #expect(commitment.allowedWording == ["absolute-words"])
    let stub = try #require(commitment.checks.first?.check as? StubRecords)
    #expect(stub.arguments.duration("within") == .businessDays(14))
    #expect(stub.arguments.integer("minimum-subjects") == 1)
  }

  @Test func `gate, holidays, records, waivers and inline controls`() throws {
    let posture = try Workspace(
      posture: "frameworks: [soc2, mvsp]\n",
      with: """
        frameworks: [soc2, mvsp]
        holidays: [2026-12-25, 2027-01-01]
        records: records/
        waivers: [waivers.yaml]
        gate: { fail-on: high, allow-unmeasured: [repository.*], overdue: ignore, expired: fail }
        controls:
          - { id: inline.limit, kind: limitation, statement: Inline. }

        """,
      [
        "waivers.yaml": """
        waivers:
          - control: repository.secrets
            check: secrets
            rule: aws-access-token
            path: test/**
            owner: ada
            reason: Test data.
            until: 2027-01-31
        """
      ]
    ).read()
    #expect(
      posture.holidays
        == Set([CalendarDate("2026-12-25"), CalendarDate("2027-01-01")].compactMap(\.self)))
    #expect(posture.records == posture.root + "/records")
    #expect(
      posture.gate
        == GatePolicy(
          failOn: .high, allowUnmeasured: ["repository.*"], overdueFails: false, expiredFails: true)
    )
    #expect(posture.controls.last?.id == "inline.limit")
    let until = try #require(CalendarDate("2027-01-31"))
    let waiver = try #require(posture.waivers.first)
    #expect(waiver.control == "repository.secrets")
    #expect(waiver.check == "secrets")
    #expect(waiver.rule == "aws-access-token")
    #expect(waiver.path == "test/**")
    #expect(waiver.owner == "ada")
    #expect(waiver.reason == "Test data.")
    #expect(waiver.until == until)
    #expect(waiver.location.description == "waivers.yaml:2:5")
  }

  @Test func `a folder means the posture file in it`() throws {
    #expect(try Workspace().read("").controls.count == 2)
  }

  @Test func `line breaks of Windows and a byte order mark change nothing`() throws {
    let workspace = try Workspace([
      "avouch.yaml": "\u{FEFF}" + Workspace.posture.replacing("\n", with: "\r\n"),
      "controls/all.yaml": "\u{FEFF}" + Workspace.controls.replacing("\n", with: "\r\n"),
    ])
    let posture = try workspace.read()
    #expect(posture.controls.map(\.statement) == (try Workspace().read().controls.map(\.statement)))
    #expect(posture.controls[0].location.description == "controls/all.yaml:2:5")
  }

  @Test func `an unused target and an untested control are warnings`() throws {
    let workspace = try Workspace(
      posture: "  code:", with: "  spare: { files: docs }\n  code:",
      ["controls/b.yaml": "controls:\n  - { id: b.one, statement: Untested. }\n"])
    #expect(
      try workspace.read().warnings.map(workspace.shown) == [
        "avouch.yaml:7:3: warning: no check uses the target \"spare\"",
        "controls/b.yaml:2:5: warning: the control \"b.one\" has no checks: it can never be more "
          + "than unproven",
      ])
  }

  @Test func `globs find files in order, and no link is followed`() throws {
    let workspace = try Workspace(
      posture: "controls/*.yaml", with: "controls/**/*.{yaml,yml}",
      [
        "controls/b/one.yml": "controls: [{ id: b.one, kind: limitation, statement: One. }]",
        "controls/a/two.yaml": "controls: [{ id: a.two, kind: limitation, statement: Two. }]",
        "elsewhere/three.yaml": "controls: [{ id: c.three, kind: limitation, statement: Three. }]",
        "controls/.hidden.yaml": "not controls",
      ])
    try workspace.folder.link("controls/link.yaml", to: "../elsewhere/three.yaml")
    try workspace.folder.link("controls/loop", to: ".")
    #expect(
      try workspace.read().controls.map(\.id) == [
        "a.two", "transport.hsts", "repository.secrets", "b.one",
      ])
  }
}
