import Checks
import Model
import Policy
import Resources
import TestSupport
import Testing

/// Packs: their parameters, their mistakes, and the ones that ship.
@Suite struct PackTests {
  private static let sample = """
    pack: sample
    title: Sample
    summary: A sample.
    parameters:
      target: { summary: A target. }
      within: { default: 30d, summary: A clock. }
    controls:
      - id: sample.one
        statement: Within {within}.
        maps-to: { soc2: [CC6.7], iso27001: [A.8.24] }
        checks:
          - headers: { target: "{target}", expect: { a: { minimum: "{within}" } } }
      - id: sample.two
        statement: In {half}.
        parameters: { half: "{within}" }
        checks:
          - records: { register: r, within: "{half}" }

    """

  /// A posture that uses one pack, and the packs that exist.
  private func workspace(
    _ use: String, packs: [String: String] = ["sample": sample]
  ) throws -> (workspace: Workspace, packs: TemporaryFolder) {
    let folder = TemporaryFolder()
    for (name, text) in packs { try folder.write("Policies/packs/\(name).yaml", text) }
    for name in ["soc2", "iso27001"] {
      let path = "Policies/frameworks/\(name).yaml"
      try folder.write(path, try #require(Workspace.shipped.bytes(path)))
    }
    var workspace = try Workspace([
      "avouch.yaml": """
      avouch: 1
      organization: { name: Example }
      targets:
        web: { url: "https://example.com" }
        api: { url: "https://api.example.com" }
      frameworks: [soc2]
      use:
        - \(use)

      """
    ])
    workspace.library = ResourceLibrary(folder: folder.path)
    return (workspace, folder)
  }

  @Test func `parameters reach sentences and checks`() throws {
    let (workspace, packs) = try workspace("{ pack: sample, with: { target: [web, api] } }")
    let posture = try workspace.read()
    #expect(posture.controls.map(\.statement) == ["Within 30 days.", "In 30 days."])
    #expect(posture.controls.map(\.pack) == ["sample", "sample"])
    #expect(
      posture.controls[0].parameters == [
        Parameter(name: "target", value: "web, api"), Parameter(name: "within", value: "30 days"),
      ])
    #expect(posture.controls[1].parameters == [Parameter(name: "half", value: "30 days")])
    #expect(posture.controls[0].location.description == "Policies/packs/sample.yaml:8:5")
    let headers = try #require(posture.controls[0].checks.first?.check as? StubHeaders)
    #expect(headers.arguments.texts("target") == ["web", "api"])
    // iso27001 is not published by this posture, so the pack's mapping to it is left out.
    #expect(posture.controls[0].mapsTo.map(\.framework) == ["soc2"])
    #expect(posture.warnings == [])
    withExtendedLifetime(packs) {}
  }

  @Test func `a given value stands above the default`() throws {
    let (workspace, packs) = try workspace("{ pack: sample, with: { target: web, within: 2h } }")
    #expect(try workspace.read().controls.first?.statement == "Within 2 hours.")
    withExtendedLifetime(packs) {}
  }

  @Test(arguments: [
    (
      "{ pack: sample }",
      ["avouch.yaml:8:5: the pack \"sample\" needs the parameter \"target\"; A target."]
    ),
    (
      "{ pack: sample, with: { target: web, wihtin: 2h } }",
      [
        "avouch.yaml:8:42: the pack \"sample\" has no parameter \"wihtin\"; did you mean \"within\"?"
      ]
    ),
    (
      "{ pack: sample, with: { target: wbe } }",
      [
        "Policies/packs/sample.yaml:12:28: unknown target \"wbe\"; did you mean \"web\"?; the pack is used at avouch.yaml:8:5"
      ]
    ),
    (
      "{ pack: sample, with: { target: web, within: soon } }",
      [
        "Policies/packs/sample.yaml:12:64: \"minimum\": expected a duration such as 72h, 30d or 14 business days, found text \"soon\"; the pack is used at avouch.yaml:8:5",
        "Policies/packs/sample.yaml:17:41: \"within\": expected a duration such as 72h, 30d or 14 business days, found text \"soon\"; the pack is used at avouch.yaml:8:5",
      ]
    ),
    (
      "{ pack: sample, with: { target: web, within: 2h } }\n  - { pack: sample, with: { target: web } }",
      [
        "avouch.yaml:9:5: the pack \"sample\" is used twice with different parameters: first at avouch.yaml:8:5"
      ]
    ),
    ("{ pack: sample, with: { target: web } }\n  - { pack: sample, with: { target: web } }", []),
    (
      "{ pack: 'no/such' }",
      [
        "avouch.yaml:8:13: \"pack\": expected an identifier (lower-case words joined by - and .), found text \"no/such\""
      ]
    ),
  ])
  func `a fault in the use of a pack`(use: String, problems: [String]) throws {
    let (workspace, packs) = try workspace(use)
    #expect(workspace.problems() == problems)
    withExtendedLifetime(packs) {}
  }

  @Test func `packs use packs, and a circle is named`() throws {
    func pack(_ name: String, using others: String) -> String {
      """
      pack: \(name)
      title: T
      summary: S
      parameters: { t: { summary: P. } }
      use: [\(others)]
      controls:
        - { id: \(name).one, statement: One., checks: [{ headers: { target: "{t}", expect: {} } }] }

      """
    }
    let other = { (name: String) in "{ pack: \(name), with: { t: \"{t}\" } }" }
    let straight = [
      "a": pack("a", using: "\(other("b")), \(other("c"))"), "b": pack("b", using: other("c")),
      "c": pack("c", using: ""),
    ]
    let (workspace, packs) = try workspace("{ pack: a, with: { t: web } }", packs: straight)
    #expect(try workspace.read().controls.map(\.id) == ["c.one", "b.one", "a.one"])
    let circle = straight.merging(["c": pack("c", using: other("a"))]) { $1 }
    let (broken, brokenPacks) = try self.workspace(
      "{ pack: a, with: { t: web } }", packs: circle)
    #expect(
      broken.problems() == [
        "Policies/packs/c.yaml:5:15: circular packs: a → b → c → a; the pack is used at "
          + "Policies/packs/b.yaml:5:7"
      ])
    withExtendedLifetime((packs, brokenPacks)) {}
  }

  @Test(arguments: [
    (
      "title: Sample\n", "",
      "Policies/packs/sample.yaml:1:1: missing key \"title\" in a pack; Short title.; the pack is used at avouch.yaml:8:5"
    ),
    (
      "within: {", "without: { default: 1, summary: X. }\n  within: {",
      "Policies/packs/sample.yaml:6:3: unused parameter \"without\" in the pack; the pack is used at avouch.yaml:8:5"
    ),
    (
      "soc2: [CC6.7]", "soc2: [CC66.7]",
      "Policies/packs/sample.yaml:10:23: soc2 has no requirement \"CC66.7\"; did you mean \"CC6.7\"?; the pack is used at avouch.yaml:8:5"
    ),
    (
      "iso27001:", "iso27002:",
      "Policies/packs/sample.yaml:10:31: unknown framework \"iso27002\"; did you mean \"iso27001\"?; the pack is used at avouch.yaml:8:5"
    ),
    (
      "{half}.", "{halff}.",
      "Policies/packs/sample.yaml:14:19: undefined parameter \"halff\"; did you mean \"half\"?; the pack is used at avouch.yaml:8:5"
    ),
    (
      "pack: sample", "pack: simple",
      "Policies/packs/sample.yaml:1:7: the pack is called \"simple\" and its file \"sample\"; the pack is used at avouch.yaml:8:5"
    ),
  ])
  func `a fault in a pack`(old: String, new: String, problem: String) throws {
    let (workspace, packs) = try workspace(
      "{ pack: sample, with: { target: web } }",
      packs: ["sample": Self.sample.replacing(old, with: new)])
    #expect(workspace.problems() == [problem])
    withExtendedLifetime(packs) {}
  }

  @Test func `every shipped pack reads without an error under every framework`() throws {
    let frameworks = FrameworkLibrary(Workspace.shipped).identifiers
    var workspace = try Workspace([
      "avouch.yaml": """
      avouch: 1
      organization: { name: Example }
      targets:
        web: { url: "https://example.com" }
        code: { repository: . }
      frameworks: [\(frameworks.joined(separator: ", "))]
      use:
        - { pack: web-hardening, with: { target: web } }
        - { pack: repository-hygiene, with: { target: code } }
        - { pack: incident-response }
        - { pack: authentication, with: { target: code, verifier: app/tokens.py } }
        - { pack: audit-trail, with: { target: code, migration: migrations/0002.sql } }
        - pack: webhooks
          with:
            target: code
            shared-secret-handler: app/stripe.py
            public-key-handler: app/sendgrid.py
            replay-migration: migrations/0003.sql
        - { pack: deploy-pipeline, with: { target: code } }
        - { pack: file-storage, with: { target: code } }
        - { pack: backups, with: { target: code, bucket: backups } }
        - { pack: data-lifecycle, with: { target: code } }
        - { pack: subprocessors, with: { names: [Clerk, Stripe] } }
      records: records/

      """
    ])
    workspace.checks = CheckCatalog.all
    #expect(workspace.problems() == [])
    let posture = try workspace.read()
    #expect(posture.warnings == [])
    #expect(posture.controls.count == 64)
    #expect(posture.controls.allSatisfy { !$0.statement.contains("{") })
    let wording = posture.controls.flatMap {
      StatementWording.findings(for: $0, now: Instant(seconds: 1_790_000_000))
    }
    #expect(wording.map { "\($0.identity): \($0.message)" } == [])
    #expect(
      posture.controls.first { $0.id == "incident.review" }?.statement
        == "Every resolved incident is reviewed within 14 business days.")
  }
}
