import Checks
import Model
import Pipelines
import Testing

struct GitLabTests {
  static let path = ".gitlab-ci.yml"
  static let working = """
    stages: [build, test, deploy]
    include:
      - local: /ci/scan.yml
    default:
      before_script: [pip install -r requirements.txt]
    .base:
      image: python:3.12
      script: [echo]
    compile:
      stage: build
      script: [make]
    audit:
      extends: .base
      stage: test
      script:
        - !reference [.audit, script]
        - echo audited
    deploy:
      stage: deploy
      environment: { name: production }
      script: [kubectl apply -f k8s.yaml]
      rules:
        - if: $CI_COMMIT_BRANCH == "main"
    """
  static let scan = """
    .audit:
      script:
        - pip-audit -r requirements.txt
    """
  static let check = "required: [dependency-audit]"

  private static func result(
    _ changes: [(String, String)] = [], scan: String = scan
  ) throws -> CheckResult {
    var text = working
    for (part, other) in changes {
      #expect(text.contains(part), "\(part)")
      text = text.replacing(part, with: other)
    }
    return try PipelineBench.result(
      PipelineCheck.self, check,
      [path: text, "ci/scan.yml": scan, "Makefile": "all:\n\techo\n"])
  }

  @Test func `stages, included files, what jobs extend and references are read`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.verdict) \(result.findings)")
    let graph = try #require(
      PipelineBench.pipelines([Self.path: Self.working, "ci/scan.yml": Self.scan]).graphs.first)
    let audit = try #require(graph.jobs.first { $0.id.value == "audit" })
    #expect(audit.images.map(\.text) == ["python:3.12"])
    #expect(audit.needs.map(\.value) == ["compile"])
    let commands = audit.steps.flatMap { $0.script?.commands ?? [] }.map(\.shown)
    #expect(
      commands == [
        "pip install -r requirements.txt", "pip-audit -r requirements.txt", "echo audited",
      ])
  }

  @Test(
    "each single fault gives its one finding",
    arguments: [
      ("  stage: test\n", "  stage: test\n  allow_failure: true\n", "continue-on-error"),
      (
        "  stage: test\n", "  stage: test\n  allow_failure: { exit_codes: 1 }\n",
        "continue-on-error"
      ),
      ("  stage: test\n", "  stage: deploy\n", "unordered-scan"),
      ("  stage: test\n", "  stage: test\n  rules: [{ if: $SCAN }]\n", "conditional-scan"),
      ("  stage: test\n", "  stage: test\n  rules: [{ changes: [src/*] }]\n", "conditional-scan"),
      ("  stage: test\n", "  stage: test\n  only: [merge_requests]\n", "conditional-scan"),
      ("  stage: deploy\n", "  stage: deploy\n  needs: []\n", "unordered-scan"),
      ("  stage: deploy\n", "  stage: deploy\n  needs: [compile]\n", "unordered-scan"),
      ("    - if: $CI_COMMIT_BRANCH == \"main\"", "    - when: always", "runs-after-failure"),
      ("    - !reference [.audit, script]", "    - pip-audit || true", "failure-ignored"),
    ])
  func fault(part: String, other: String, rule: String) throws {
    let result = try Self.result([(part, other)])
    #expect(result.findings.map(\.rule) == [rule], "\(result.verdict)")
  }

  @Test(
    "what does not let the deployment go by stays a pass",
    arguments: [
      (
        "  stage: test\n",
        "  stage: test\n  rules: [{ if: '$CI_COMMIT_BRANCH == \"main\" || $CI_COMMIT_TAG' }]\n"
      ),
      ("  stage: deploy\n", "  stage: deploy\n  needs: [audit]\n"),
      (
        "    - if: $CI_COMMIT_BRANCH == \"main\"",
        "    - if: $CI_COMMIT_BRANCH == \"main\"\n      when: manual"
      ),
    ])
  func harmless(part: String, other: String) throws {
    #expect(try Self.result([(part, other)]).verdict == .pass)
  }

  @Test func `a manual scan holds nothing back`() throws {
    let result = try Self.result([("  stage: test\n", "  stage: test\n  when: manual\n")])
    #expect(Set(result.findings.map(\.rule)) == ["manual-scan", "continue-on-error"])
  }

  @Test func `what another project brings is not known, and templates of GitLab only report`()
    throws
  {
    let other = try Self.result(
      [
        ("  - local: /ci/scan.yml", "  - { project: a/b, file: x.yml }"),
        ("    - !reference [.audit, script]", "    - echo"),
      ])
    #expect(other.verdict.reason?.contains("what is included from a/b is not known") == true)
    let template = try Self.result(
      [
        ("  - local: /ci/scan.yml", "  - template: Security/Dependency-Scanning.gitlab-ci.yml"),
        ("    - !reference [.audit, script]", "    - echo"),
      ])
    #expect(Set(template.findings.map(\.rule)) == ["continue-on-error", "report-only"])
    let missing = try PipelineBench.result(
      PipelineCheck.self, Self.check,
      [Self.path: Self.working.replacing("stages: [", with: "stages: [a, ")])
    #expect(missing.verdict.word == "unmeasured")
  }

  @Test func `files that include each other end`() throws {
    let text = "include: [ci/a.yml]\njob: { script: [echo] }"
    let pipelines = PipelineBench.pipelines([
      Self.path: text, "ci/a.yml": "include: [ci/b.yml]\n", "ci/b.yml": "include: [ci/a.yml]\n",
    ])
    #expect(pipelines.graphs.first?.jobs.count == 1)
  }
}
