import Checks
import Model
import Testing

struct HygieneTests {
  private static func findings(
    _ rule: String, _ text: String, trusted: String = ""
  ) throws -> CheckResult {
    try PipelineBench.result(
      PipelineCheck.self, "forbid: [\(rule)]" + (trusted.isEmpty ? "" : "\ntrusted: [\(trusted)]"),
      [".github/workflows/a.yml": text])
  }

  private static func workflow(_ steps: String, on events: String = "pull_request") -> String {
    """
    on: \(events)
    jobs:
      a:
        runs-on: ubuntu-latest
        env: { TITLE: "${{ github.event.issue.title }}", PLAIN: x }
        strategy: { matrix: { os: [a, b], dynamic: "${{ fromJSON(needs.x.outputs.y) }}" } }
        steps:
          - \(steps)
    """
  }

  @Test(
    "values that outsiders choose may not be put into scripts",
    arguments: [
      ("github.event.issue.title", true), ("github.head_ref", true),
      ("github.event.pull_request.head.ref", true), ("github.event.commits[0].message", true),
      ("github.event.head_commit.author.name", true), ("toJSON(github.event)", true),
      ("format('{0}', github.event.comment.body)", true), ("env.TITLE", true),
      ("github.event.pull_request.head.label || 'x'", true),
      ("github.event.workflow_run.head_branch", true), ("toJSON(github)", true),
      ("github.event.pull_request.number", false), ("github.sha", false), ("env.PLAIN", false),
      ("github.event.pull_request.head.sha", false), ("github.repository", false),
      ("github.event.issue.title == 'x'", false), ("contains(github.head_ref, 'x')", false),
      ("matrix.os", false), ("github.event.pull_request.base.ref", false), ("secrets.X", false),
      ("steps.x.outputs.y", false), ("github.event.issue.user.login", false),
    ])
  func injection(expression: String, isFound: Bool) throws {
    let text = Self.workflow("run: echo ${{ \(expression) }}")
    let result = try Self.findings("template-injection", text)
    #expect(result.findings.count == (isFound ? 1 : 0), "\(result.findings.map(\.message))")
    if isFound {
      #expect(result.findings.first?.location.description == ".github/workflows/a.yml:8:19")
    }
  }

  @Test(
    "values that may hold any text are a rule of their own",
    arguments: [
      ("inputs.name", true), ("steps.x.outputs.y", true), ("needs.x.outputs.y", true),
      ("github.ref_name", true), ("env.UNKNOWN", true), ("matrix.dynamic", true),
      ("github.sha", false), ("needs.x.result", false), ("runner.os", false), ("env.PLAIN", false),
      ("github.event.issue.title", false), ("inputs.name == 'x'", false),
    ])
  func expansion(expression: String, isFound: Bool) throws {
    let text = Self.workflow("run: echo ${{ \(expression) }}")
    #expect(try Self.findings("template-expansion", text).findings.isEmpty == !isFound)
  }

  @Test func `inputs that are run as code count, others do not`() throws {
    let script = Self.workflow(
      "{ uses: actions/github-script@v7, with: { script: \"f(`${{ github.head_ref }}`)\" } }")
    #expect(try Self.findings("template-injection", script).findings.count == 1)
    let other = Self.workflow("{ uses: a/b@v7, with: { title: \"${{ github.head_ref }}\" } }")
    #expect(try Self.findings("template-injection", other).verdict == .pass)
  }

  @Test(
    "actions are fixed by commits",
    arguments: [
      ("a/b@v1", true), ("a/b@main", true), ("a/b/c@08c6903", true),
      ("a/b@08c6903cd8c0fde910a37f88322edcfb5dd907a8", false), ("./local", false),
      ("actions/checkout@v4", false), ("docker://alpine:3", false),
    ])
  func pinned(action: String, isFound: Bool) throws {
    let result = try Self.findings(
      "unpinned-action", Self.workflow("uses: \(action)"), trusted: "actions")
    #expect(result.findings.isEmpty == !isFound)
  }

  @Test func `images are fixed by digests, and one that is computed is not known`() throws {
    let digest = String(repeating: "a", count: 64)
    let text = """
      on: push
      jobs:
        a:
          runs-on: x
          container: node:20
          services:
            db: { image: "postgres@sha256:\(digest)" }
          steps: [{ uses: "docker://alpine:3" }]
      """
    let result = try Self.findings("unpinned-image", text)
    #expect(result.findings.map(\.location.span?.line) == [5, 8])
    let computed = try Self.findings(
      "unpinned-image",
      text.replacing("node:20", with: "${{ inputs.image }}").replacing(
        "alpine:3", with: "a@sha256:\(digest)"))
    #expect(computed.verdict.word == "unmeasured")
  }

  @Test(
    "the token may do what is said and no more",
    arguments: [
      ("", 1), ("permissions: {}\n", 0), ("permissions: { contents: read }\n", 0),
      ("permissions: write-all\n", 1), ("permissions: read-all\n", 1),
      ("permissions: { contents: write }\n", 0),
    ])
  func permissions(line: String, count: Int) throws {
    let result = try Self.findings("token-permissions", line + Self.workflow("run: echo"))
    #expect(result.findings.count == count)
  }

  @Test func `writing is given to jobs, not to all of them`() throws {
    let text = """
      on: push
      permissions: { contents: write, issues: read }
      jobs:
        a: { runs-on: x, steps: [] }
        b: { runs-on: x, steps: [] }
      """
    let result = try Self.findings("token-permissions", text)
    #expect(result.findings.map(\.location.description) == [".github/workflows/a.yml:2:16"])
  }

  @Test func `what pull requests bring may not run with rights`() throws {
    let checkout =
      "{ uses: actions/checkout@v4, with: { ref: \"${{ github.event.pull_request.head.sha }}\" } }"
    let target = Self.workflow(checkout, on: "pull_request_target")
    #expect(try Self.findings("dangerous-trigger", target).findings.count == 1)
    #expect(try Self.findings("privileged-trigger", target).findings.count == 1)
    #expect(try Self.findings("dangerous-trigger", Self.workflow(checkout)).verdict == .pass)
    let fetch = Self.workflow("run: gh pr checkout 1", on: "issue_comment")
    #expect(try Self.findings("dangerous-trigger", fetch).findings.count == 1)
    let plain = Self.workflow("uses: actions/checkout@v4", on: "pull_request_target")
    #expect(try Self.findings("dangerous-trigger", plain).verdict == .pass)
  }

  @Test func `the other rules find their one place`() throws {
    let own = Self.workflow("run: echo").replacing("ubuntu-latest", with: "[self-hosted, linux]")
    #expect(try Self.findings("self-hosted-runner", own).findings.count == 1)
    #expect(
      try Self.findings("self-hosted-runner", own.replacing("pull_request", with: "push"))
        .verdict == .pass)
    let checkout = Self.workflow("uses: actions/checkout@v4")
    #expect(try Self.findings("persisted-credentials", checkout).findings.count == 1)
    let quiet = Self.workflow("{ uses: actions/checkout@v4, with: { persist-credentials: false } }")
    #expect(try Self.findings("persisted-credentials", quiet).verdict == .pass)
    let inherit = "on: push\njobs: { a: { uses: ./.github/workflows/b.yml, secrets: inherit } }"
    #expect(try Self.findings("inherited-secrets", inherit).findings.count == 1)
    let token = Self.workflow(
      "{ run: echo, env: { T: ghp_0123456789abcdef0123456789abcdef0123 } }")
    let found = try Self.findings("hardcoded-credentials", token)
    #expect(found.findings.count == 1)
    #expect(
      found.findings.allSatisfy { !$0.message.contains("0123") && !$0.identity.contains("0123") })
    let unsound = Self.workflow("{ run: echo, if: \"${{ github.actor }} == 'x'\" }")
    #expect(try Self.findings("unsound-condition", unsound).findings.count == 1)
  }

  @Test func `a file with anchors and one with too many of them`() throws {
    let text = """
      on: push
      jobs:
        a: &job
          runs-on: x
          steps: &steps [{ uses: a/b@v1 }]
        b: { runs-on: x, steps: *steps }
        c: *job
      """
    #expect(try Self.findings("unpinned-action", text).findings.count >= 1)
    var many = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n"
    for index in 0..<100_000 { many += "      - &a\(index) { run: x }\n" }
    let result = try Self.findings("unpinned-action", many)
    #expect(result.verdict.word == "unmeasured")
  }

  @Test func `hostile nesting and size are gaps`() throws {
    let deep =
      "on: push\njobs: " + String(repeating: "{ a: ", count: 500) + "x"
      + String(repeating: " }", count: 500)
    #expect(try Self.findings("unpinned-action", deep).verdict.word == "unmeasured")
    let large = "on: push\njobs: {}\n" + String(repeating: "# comment\n", count: 300_000)
    #expect(try Self.findings("unpinned-action", large).verdict.word == "unmeasured")
    #expect(try Self.findings("unpinned-action", "{{ template }}").verdict.word == "unmeasured")
    #expect(try Self.findings("unpinned-action", "on: push\njobs: []").verdict.word == "unmeasured")
    #expect(try Self.findings("unpinned-action", "").verdict.word == "unmeasured")
  }
}
