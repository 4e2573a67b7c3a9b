import Checks
import Model
import Pipelines
import Testing

struct PipelineCheckTests {
  static let path = ".github/workflows/deploy.yml"
  static let working = """
    name: Deploy
    on:
      push:
        branches: [main]
    permissions: {}
    jobs:
      scan:
        runs-on: ubuntu-latest
        permissions: { contents: read }
        steps:
          - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8
            with: { persist-credentials: false }
          - name: Static analysis
            run: bandit -r app
          - name: Dependencies
            run: |
              pip install pip-audit
              pip-audit -r requirements.txt
          - uses: gitleaks/gitleaks-action@ff98106e4c7b2bc287b24eaf42907196329070c7
      build:
        needs: scan
        runs-on: ubuntu-latest
        steps:
          - run: make image
      deploy:
        needs: [build]
        runs-on: ubuntu-latest
        environment: production
        steps:
          - run: flyctl deploy --remote-only
    """
  static let makefile = "image:\n\tdocker build .\n"
  static let check = "required: [sast, dependency-audit, secret-scan]\nforbid: [unpinned-action]"

  private static func result(
    _ changes: [(String, String)] = [], check: String = check, files: [String: String] = [:]
  ) throws -> CheckResult {
    var text = working
    for (part, other) in changes {
      #expect(text.contains(part), "\(part)")
      text = text.replacing(part, with: other)
    }
    return try PipelineBench.result(
      PipelineCheck.self, check,
      [path: text, "Makefile": makefile].merging(files) { $1 })
  }

  @Test func `scans that hold the deployment back pass, with their places`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.findings) \(result.verdict)")
    #expect(
      result.summary == "3 kinds of scans hold 1 deployment back; nothing forbidden in 1 file")
    #expect(
      result.evidence.map { "\($0.observed) \($0.location.description)" }
        == [
          "deploys: flyctl deploy --remote-only \(Self.path):30:14",
          "sast before flyctl deploy --remote-only: bandit -r app \(Self.path):14:14",
          "dependency-audit before flyctl deploy --remote-only: pip-audit -r requirements.txt "
            + "\(Self.path):18:11",
          "secret-scan before flyctl deploy --remote-only: "
            + "gitleaks/gitleaks-action@ff98106e4c7b2bc287b24eaf42907196329070c7 \(Self.path):19:15",
          "3 jobs of workflow read \(Self.path)",
        ])
  }

  @Test(
    "each single fault gives its one finding at its line",
    arguments: [
      ("needs: [build]", "needs: []", "unordered-scan", 30),
      ("needs: scan", "needs: []", "unordered-scan", 30),
      ("bandit -r app", "bandit -r app || true", "failure-ignored", 14),
      ("bandit -r app", "bandit -r app | tee out; exit 0", "failure-ignored", 14),
      ("bandit -r app", "bandit -r app --exit-zero", "report-only", 14),
      ("bandit -r app", "bandit -ll -r app", "severity-threshold", 14),
      ("bandit -r app", "echo", "missing-scan", 30),
      (
        "run: bandit -r app", "run: bandit -r app\n        continue-on-error: true",
        "continue-on-error", 15
      ),
      (
        "run: bandit -r app", "run: bandit -r app\n        if: github.actor != 'bot'",
        "conditional-scan", 15
      ),
      ("run: bandit -r app", "run: bandit -r app\n        if: failure()", "conditional-scan", 15),
      (
        "environment: production", "environment: production\n    if: always()",
        "runs-after-failure", 29
      ),
      (
        "environment: production", "environment: production\n    if: ${{ !cancelled() }}",
        "runs-after-failure", 29
      ),
      (
        "environment: production",
        "environment: production\n    if: success() || github.ref == 'refs/heads/main'",
        "runs-after-failure", 29
      ),
      (
        "runs-on: ubuntu-latest\n    permissions",
        "runs-on: ubuntu-latest\n    continue-on-error: true\n    permissions",
        "continue-on-error", 9
      ),
      ("08c6903cd8c0fde910a37f88322edcfb5dd907a8", "v4", "unpinned-action", 11),
    ])
  func fault(part: String, broken: String, rule: String, line: Int) throws {
    let result = try Self.result([(part, broken)])
    #expect(result.verdict == .fail, "\(result.verdict)")
    #expect(Set(result.findings.map(\.rule)) == [rule], "\(result.findings.map(\.message))")
    #expect(result.findings.allSatisfy { $0.location.path == Self.path })
    #expect(Set(result.findings.compactMap(\.location.span?.line)) == [line])
  }

  @Test(
    "what does not let the deployment go by stays a pass",
    arguments: [
      (
        "environment: production",
        "environment: production\n    if: github.ref == 'refs/heads/main'"
      ),
      (
        "environment: production",
        "environment: production\n    if: always() && needs.build.result == 'success'"
      ),
      (
        "environment: production",
        "environment: production\n    if: ${{ !cancelled() && !contains(needs.*.result, 'failure') && "
          + "!contains(needs.*.result, 'skipped') }}"
      ),
      ("run: bandit -r app", "run: bandit -r app\n        if: always()"),
      // A failure holds the whole chain behind it back, whatever runs in between.
      ("needs: scan", "needs: scan\n    if: always()"),
      ("run: bandit -r app", "run: bandit -r app\n        if: github.event_name == 'push'"),
      ("run: bandit -r app", "run: bandit -r app\n        if: github.ref_name == 'main'"),
      ("run: bandit -r app", "run: bandit -r app\n        continue-on-error: false"),
      (
        "runs-on: ubuntu-latest\n    permissions",
        "runs-on: ubuntu-latest\n    if: github.actor != 'bot'\n    permissions"
      ),
    ])
  func harmless(part: String, other: String) throws {
    let result = try Self.result([(part, other)])
    #expect(result.verdict == .pass, "\(result.findings.map(\.message)) \(result.verdict)")
  }

  @Test(
    "nothing unknown passes",
    arguments: [
      (
        "run: bandit -r app",
        "run: bandit -r app\n        continue-on-error: ${{ vars.SOFT == '1' }}",
        "is decided by `vars.soft == '1'`"
      ),
      (
        "environment: production",
        "environment: production\n    if: always() && needs.build.outputs.good == 'true'",
        "needs.build.outputs.good holds after a failure is not known"
      ),
      (
        "run: bandit -r app", "uses: ./.github/actions/scan",
        "the action .github/actions/scan is not there"
      ),
      (
        "  build:\n    needs: scan\n    runs-on: ubuntu-latest\n    steps:\n      - run: make image",
        "  build:\n    needs: scan\n    uses: acme/ci/.github/workflows/build.yml@v1\n"
          + "  x: { needs: y, runs-on: u, steps: [] }\n  y: { needs: x, runs-on: u, steps: [] }",
        "need each other in a circle"
      ),
      ("needs: [build]", "needs: [build, biuld]", "did you mean `build`?"),
      (
        "run: flyctl deploy --remote-only", "run: echo",
        "which step of the job deploys is not known"
      ),
      ("jobs:", "jobs:\n  x: [", "while parsing"),
    ])
  func unknown(part: String, other: String, reason: String) throws {
    var changes = [(part, other)]
    // The other scans stand in the job that deploys, where only the order of steps tells.
    if part.hasPrefix("run: flyctl") {
      changes.append(
        (
          "environment: production\n    steps:",
          "environment: production\n    steps:\n      - run: bandit -r app"
        ))
      changes.append(("        run: bandit -r app", "        run: echo"))
    }
    let result = try Self.result(
      changes, check: "required: [sast]")
    #expect(result.verdict.word == "unmeasured", "\(result.findings.map(\.message))")
    #expect(result.verdict.reason?.contains(reason) == true, "\(result.verdict)")
  }

  @Test func `a workflow of another repository hides what it may scan`() throws {
    let call = "uses: acme/ci/.github/workflows/scan.yml@v1"
    let result = try PipelineBench.result(
      PipelineCheck.self, "required: [sast]",
      [
        Self.path: """
        on: push
        jobs:
          scan: { \(call) }
          deploy:
            needs: scan
            runs-on: ubuntu-latest
            steps: [{ run: kubectl apply -f x.yaml }]
        """
      ])
    #expect(result.verdict.word == "unmeasured")
    #expect(result.verdict.reason?.contains("another repository") == true)
  }

  @Test func `reusable workflows and actions of the tree are followed`() throws {
    let files = [
      ".github/workflows/scan.yml": """
      on: workflow_call
      jobs:
        inner:
          runs-on: ubuntu-latest
          steps:
            - uses: ./.github/actions/audit
      """,
      ".github/actions/audit/action.yml": """
      runs:
        using: composite
        steps:
          - { run: "semgrep ci", shell: bash }
      """,
      Self.path: """
      on: push
      jobs:
        scan: { uses: ./.github/workflows/scan.yml }
        deploy:
          needs: scan
          runs-on: ubuntu-latest
          steps: [{ run: "helm upgrade app ./chart" }]
      """,
    ]
    let check = "required: [sast]"
    #expect(try PipelineBench.result(PipelineCheck.self, check, files).verdict == .pass)
    for (file, part, other, rule) in [
      (".github/actions/audit/action.yml", "semgrep ci", "semgrep ci || :", "failure-ignored"),
      (
        ".github/workflows/scan.yml", "runs-on:", "if: github.actor == 'x'\n    runs-on:",
        "conditional-scan"
      ),
      (
        ".github/workflows/scan.yml", "runs-on:", "continue-on-error: true\n    runs-on:",
        "continue-on-error"
      ),
      (Self.path, "needs: scan", "needs: scan\n    if: always()", "runs-after-failure"),
    ] {
      var changed = files
      changed[file] = files[file]?.replacing(part, with: other)
      let result = try PipelineBench.result(PipelineCheck.self, check, changed)
      #expect(result.findings.map(\.rule) == [rule], "\(result.verdict)")
    }
  }

  @Test func `a workflow that waits for another one is held back by its scans`() throws {
    let scan = """
      name: Scan
      on: push
      jobs: { scan: { runs-on: u, steps: [{ run: semgrep ci }] } }
      """
    let deploy = """
      on: { workflow_run: { workflows: [Scan], types: [completed] } }
      jobs:
        deploy:
          if: github.event.workflow_run.conclusion == 'success'
          runs-on: u
          steps: [{ run: fly deploy }]
      """
    let check = "required: [sast]"
    let files = [".github/workflows/scan.yml": scan, Self.path: deploy]
    #expect(try PipelineBench.result(PipelineCheck.self, check, files).verdict == .pass)
    var open = files
    open[Self.path] = deploy.replacing(
      "    if: github.event.workflow_run.conclusion == 'success'\n", with: "")
    #expect(
      try PipelineBench.result(PipelineCheck.self, check, open).findings.map(\.rule)
        == ["runs-after-failure"])
  }

  @Test func `a check that the branch requires counts, unless the deployment can start elsewhere`()
    throws
  {
    let rules = """
      [{ "type": "required_status_checks",
         "parameters": { "required_status_checks": [{ "context": "Static analysis" }] } }]
      """
    let scan = """
      on: pull_request
      jobs: { sast: { name: Static analysis, runs-on: u, steps: [{ run: semgrep ci }] } }
      """
    let deploy = """
      on: { push: { branches: [main] } }
      jobs: { deploy: { runs-on: u, steps: [{ run: fly deploy }] } }
      """
    let check = "required: [sast]\nbranch-rules: rules.json"
    let files = [
      ".github/workflows/scan.yml": scan, Self.path: deploy, "rules.json": rules,
    ]
    #expect(try PipelineBench.result(PipelineCheck.self, check, files).verdict == .pass)
    for (file, part, other) in [
      ("rules.json", "Static analysis", "Other"), (Self.path, "[main]", "[main, next]"),
      (Self.path, "branches: [main]", "tags: [v1]"),
      (".github/workflows/scan.yml", "semgrep ci", "semgrep ci || true"),
      (
        ".github/workflows/scan.yml", "runs-on: u",
        "if: \"!github.event.pull_request.draft\", runs-on: u"
      ),
      (".github/workflows/scan.yml", "on: pull_request", "on: { schedule: [{ cron: x }] }"),
    ] {
      var changed = files
      changed[file] = files[file]?.replacing(part, with: other)
      let result = try PipelineBench.result(PipelineCheck.self, check, changed)
      let rule = part == "on: pull_request" ? "scheduled-scan" : "scan-elsewhere"
      #expect(result.findings.map(\.rule) == [rule], "\(other) \(result.verdict)")
    }
  }

  @Test func `an action is read wherever it stands in the tree`() throws {
    let files = [
      Self.path: """
      on: push
      jobs: { a: { runs-on: u, steps: [{ uses: ./local/scan }, { run: fly deploy }] } }
      """,
      "local/scan/action.yml":
        "runs: { using: composite, steps: [{ run: semgrep ci, shell: bash }] }",
    ]
    #expect(
      try PipelineBench.result(PipelineCheck.self, "required: [sast]", files).verdict == .pass)
  }

  @Test func `weaknesses can be accepted by name`() throws {
    let result = try Self.result(
      [("bandit -r app", "bandit -ll -r app")],
      check: "required: [sast]\nallow: [severity-threshold]")
    #expect(result.verdict == .pass)
  }

  @Test func `only production counts, and no deployment is no pass`() throws {
    let none = try Self.result([("flyctl deploy --remote-only", "echo"), ("production", "docs")])
    #expect(none.verdict.reason?.contains("no deployment to production was recognised") == true)
    let staging = try Self.result(
      [("environment: production", "environment: staging")], check: "required: [sast]")
    #expect(staging.verdict.word == "unmeasured")
    let named = try Self.result(
      [("environment: production", "environment: staging"), ("needs: [build]", "needs: []")],
      check: "required: [sast]\ndeploys: deploy.yml#dep*")
    #expect(named.findings.map(\.rule) == ["unordered-scan"])
    let wrong = try Self.result(check: "required: [sast]\ndeploys: release")
    #expect(wrong.verdict.reason == "no job is called release")
  }

  @Test func `the tool can be named`() throws {
    let check = "required: [{ scan: sast, tools: [Semgrep] }]"
    #expect(try Self.result(check: check).findings.map(\.rule) == ["missing-scan"])
    #expect(
      try Self.result([("bandit -r app", "semgrep ci")], check: check).verdict == .pass)
  }

  @Test func `the example decodes, and nothing asked is an error`() throws {
    let lines = PipelineCheck.definition.example.split(separator: "\n").dropFirst()
    let body = lines.map { $0.dropFirst(2) }.joined(separator: "\n")
    _ = try PipelineBench.check(PipelineCheck.self, body)
    #expect(throws: Diagnostics.self) { try PipelineBench.check(PipelineCheck.self, "branch: x") }
    #expect(throws: Diagnostics.self) {
      try PipelineBench.check(PipelineCheck.self, "required: [sats]")
    }
  }

  @Test func `the shipped tools are read`() {
    #expect(PipelineBench.tools.count > 150)
    #expect(
      Set(PipelineBench.tools.flatMap(\.purposes)).count == PipelineTool.Purpose.allCases.count)
  }
}
