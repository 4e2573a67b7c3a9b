import Checks
import Model
import Pipelines
import Testing

struct CircleTests {
  static let path = ".circleci/config.yml"
  static let working = """
    version: 2.1
    orbs:
      snyk: snyk/snyk@2.0.3
    commands:
      audit:
        steps:
          - run: { name: Audit, command: "npm audit" }
    jobs:
      scan:
        docker: [{ image: "cimg/node:20.1" }]
        steps: [checkout, audit]
      deploy:
        docker: [{ image: "cimg/node:20.1" }]
        steps:
          - checkout
          - run: |
              echo << pipeline.id >>
              vercel deploy --prod
    workflows:
      main:
        jobs:
          - scan
          - deploy: { requires: [scan], filters: { branches: { only: main } } }
    """

  private static func result(
    _ part: String = "", _ other: String = "", check: String = "required: [dependency-audit]"
  ) throws -> CheckResult {
    #expect(part.isEmpty || working.contains(part))
    let text = part.isEmpty ? working : working.replacing(part, with: other)
    return try PipelineBench.result(PipelineCheck.self, check, [path: text])
  }

  @Test func `jobs of a workflow and commands of the file are read`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.verdict)")
    #expect(result.evidence.map(\.location.description).first == Self.path + ":18:11")
  }

  @Test(
    "each single fault gives its one finding",
    arguments: [
      ("requires: [scan], ", "", "unordered-scan"),
      ("npm audit", "npm audit || true", "failure-ignored"),
      ("steps: [checkout, audit]", "steps: [checkout]", "missing-scan"),
      (
        "steps: [checkout, audit]",
        "steps: [checkout, { when: { condition: x, steps: [audit] } }]", "conditional-scan"
      ),
    ])
  func fault(part: String, other: String, rule: String) throws {
    #expect(try Self.result(part, other).findings.map(\.rule) == [rule])
  }

  @Test func `an orb is known by its name alone`() throws {
    let named = try Self.result("checkout, audit]", "checkout, snyk/scan]")
    #expect(named.verdict == .pass, "\(named.verdict)")
    let unknown = try Self.result("checkout, audit]", "checkout, other/scan]")
    #expect(unknown.verdict.word == "unmeasured")
  }

  @Test func `a scan that is filtered out holds the deployment back all the same`() throws {
    let result = try Self.result(
      "      - scan\n", "      - scan: { filters: { branches: { only: x } } }\n")
    #expect(result.verdict == .pass, "\(result.findings)")
  }

  @Test func `images are held against their digests`() throws {
    let result = try Self.result(check: "forbid: [unpinned-image]")
    #expect(result.findings.map(\.location.span?.line) == [10, 13])
  }
}
