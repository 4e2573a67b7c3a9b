import Checks
import Model
import Testing

struct BranchRulesCheckTests {
  static let ruleset = """
    {
      "id": 42, "name": "main", "target": "branch", "enforcement": "active",
      "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"], "exclude": [] } },
      "bypass_actors": [],
      "rules": [
        { "type": "deletion" }, { "type": "non_fast_forward" }, { "type": "required_signatures" },
        { "type": "required_linear_history" },
        { "type": "pull_request", "parameters": {
          "required_approving_review_count": 2, "dismiss_stale_reviews_on_push": true,
          "require_code_owner_review": true, "require_last_push_approval": true,
          "required_review_thread_resolution": true } },
        { "type": "required_status_checks", "parameters": {
          "strict_required_status_checks_policy": true,
          "required_status_checks": [{ "context": "scan" }, { "context": "test" }] } }
      ]
    }
    """
  static let everything = """
    files: rules.json
    reviews: 2
    pull-request: true
    code-owners: true
    dismiss-stale: true
    last-push-approval: true
    resolved-conversations: true
    status-checks: [scan]
    up-to-date: true
    no-force-push: true
    no-deletion: true
    signed: true
    linear-history: true
    no-bypass: true
    """

  private static func result(
    _ export: String, check: String = everything, files: [String: String] = [:]
  ) throws -> CheckResult {
    try PipelineBench.result(
      BranchRulesCheck.self, check, ["rules.json": export].merging(files) { $1 })
  }

  @Test func `a whole ruleset passes`() throws {
    let result = try Self.result(Self.ruleset)
    #expect(result.verdict == .pass, "\(result.findings) \(result.verdict)")
    #expect(result.evidence.count == 13)
  }

  @Test(
    "each single fault gives its one finding at its line",
    arguments: [
      (
        "\"required_approving_review_count\": 2", "\"required_approving_review_count\": 1",
        "reviews", 9
      ),
      (
        "\"dismiss_stale_reviews_on_push\": true", "\"dismiss_stale_reviews_on_push\": false",
        "dismiss-stale", 9
      ),
      (
        "\"require_code_owner_review\": true", "\"require_code_owner_review\": false",
        "code-owners", 10
      ),
      (
        "\"require_last_push_approval\": true", "\"require_last_push_approval\": false",
        "last-push-approval", 10
      ),
      ("\"context\": \"scan\"", "\"context\": \"scna\"", "status-checks", 14),
      (
        "\"strict_required_status_checks_policy\": true",
        "\"strict_required_status_checks_policy\": false", "up-to-date", 13
      ),
      ("{ \"type\": \"deletion\" }, ", "", "no-deletion", 1),
      ("{ \"type\": \"non_fast_forward\" }, ", "", "no-force-push", 1),
      (
        "\"bypass_actors\": []",
        "\"bypass_actors\": [{ \"actor_id\": 5, \"actor_type\": \"RepositoryRole\" }]", "no-bypass",
        4
      ),
    ])
  func fault(part: String, other: String, rule: String, line: Int) throws {
    let result = try Self.result(Self.ruleset.replacing(part, with: other))
    #expect(result.findings.map(\.rule) == [rule], "\(result.verdict)")
    #expect(result.findings.first?.location.span?.line == line)
    #expect(result.findings.first?.location.path == "rules.json")
  }

  @Test(arguments: ["evaluate", "disabled"])
  func `a ruleset that is not enforced does not count`(enforcement: String) throws {
    let result = try Self.result(
      Self.ruleset.replacing("\"active\"", with: "\"\(enforcement)\""),
      check: "files: rules.json\nno-force-push: true")
    #expect(result.findings.map(\.rule) == ["no-force-push"])
    #expect(result.findings.first?.message.contains("main: \(enforcement) does not count") == true)
  }

  @Test(
    "what is not visible is neither pass nor fail",
    arguments: [
      (
        #"{ "message": "Resource not accessible by integration", "documentation_url": "x", "status": "403" }"#,
        "not visible with this token: Resource not accessible by integration (403)"
      ),
      (
        #"{ "message": "Not Found", "documentation_url": "x", "status": "404" }"#, "Not Found (404)"
      ),
      (#"{ "message": "403 Forbidden" }"#, "403 Forbidden"),
      (
        #"{ "message": "Branch not protected", "documentation_url": "x", "status": "404" }"#,
        "no export speaks of the branch main"
      ),
      ("[]", "the list is empty"),
      (
        #"[{ "id": 1, "name": "main", "target": "branch", "enforcement": "active" }]"#,
        "listed without its rules"
      ),
      (
        #"{ "name": "main", "protected": true, "protection": { "enabled": true } }"#,
        "shows no more than that it is protected"
      ),
      (#"{ "x": 1 }"#, "no export of branch rules that is known"), ("{", "rules.json"),
    ])
  func hidden(export: String, reason: String) throws {
    let result = try Self.result(export)
    #expect(result.verdict.word == "unmeasured", "\(result.findings.map(\.message))")
    #expect(result.verdict.reason?.contains(reason) == true, "\(result.verdict)")
  }

  @Test func `a field that only administrators see leaves bypasses unmeasured`() throws {
    let result = try Self.result(Self.ruleset.replacing("\"bypass_actors\": [],", with: ""))
    #expect(result.findings.isEmpty)
    #expect(result.verdict.reason?.contains("is not visible with this token") == true)
    let rules = #"[{ "type": "deletion", "ruleset_id": 42 }]"#
    let list = try Self.result(rules, check: "files: rules.json\nno-deletion: true")
    #expect(list.verdict == .pass)
    let bypass = try Self.result(rules, check: "files: rules.json\nno-bypass: true")
    #expect(bypass.verdict.word == "unmeasured")
  }

  @Test func `rules of another branch do not count`() throws {
    let other = Self.ruleset.replacing("~DEFAULT_BRANCH", with: "refs/heads/release/*")
    #expect(try Self.result(other).verdict.reason == "no export speaks of the branch main")
    let release = try Self.result(
      other, check: "files: rules.json\nbranch: release/1\nno-deletion: true")
    #expect(release.verdict == .pass)
  }

  @Test func `classic protection is read, administrators included`() throws {
    let classic = """
      {
        "url": "https://api.github.com/repos/a/b/branches/main/protection",
        "required_pull_request_reviews": {
          "dismiss_stale_reviews": true, "require_code_owner_reviews": false,
          "required_approving_review_count": 1, "require_last_push_approval": false },
        "required_status_checks": { "strict": true, "contexts": ["scan"], "checks": [] },
        "enforce_admins": { "enabled": true },
        "allow_force_pushes": { "enabled": false }, "allow_deletions": { "enabled": true }
      }
      """
    let check =
      "files: rules.json\nreviews: 1\ndismiss-stale: true\nstatus-checks: [scan]\n"
      + "no-force-push: true\nno-bypass: true"
    #expect(try Self.result(classic, check: check).verdict == .pass)
    let open = try Self.result(
      classic.replacing(
        "\"enforce_admins\": { \"enabled\": true }",
        with: "\"enforce_admins\": { \"enabled\": false }"),
      check: check)
    #expect(open.findings.map(\.message) == ["administrators may pass the rules by"])
    let hidden = try Self.result(
      classic.replacing("\"enforce_admins\": { \"enabled\": true },", with: ""), check: check)
    #expect(hidden.verdict.word == "unmeasured")
    #expect(
      try Self.result(classic, check: "files: rules.json\nno-deletion: true").findings
        .first?.location.span?.line == 8)
  }

  @Test func `protected branches and approvals of GitLab are read`() throws {
    let branch = """
      [{ "name": "main", "allow_force_push": false, "code_owner_approval_required": true,
         "push_access_levels": [{ "access_level": 0, "access_level_description": "No one" }],
         "merge_access_levels": [{ "access_level": 40 }] }]
      """
    let approvals = #"[{ "name": "All", "rule_type": "any_approver", "approvals_required": 2 }]"#
    let settings = #"{ "approvals_before_merge": 0, "reset_approvals_on_push": true }"#
    let check =
      "files: [rules.json, approvals.json, settings.json]\nreviews: 2\ncode-owners: true\n"
      + "dismiss-stale: true\nno-force-push: true\nno-deletion: true\npull-request: true\nno-bypass: true"
    let files = ["approvals.json": approvals, "settings.json": settings]
    let result = try Self.result(branch, check: check, files: files)
    #expect(result.verdict == .pass, "\(result.verdict) \(result.findings)")
    let open = try Self.result(
      branch.replacing("\"access_level\": 0", with: "\"access_level\": 40"), check: check,
      files: files)
    #expect(Set(open.findings.map(\.rule)) == ["pull-request", "no-bypass"])
  }

  @Test func `a required check must run the scan`() throws {
    let workflow = """
      on: pull_request
      jobs: { scan: { runs-on: u, steps: [{ run: semgrep ci }] } }
      """
    let check = "files: rules.json\nscans: [sast]"
    let files = [".github/workflows/a.yml": workflow]
    #expect(try Self.result(Self.ruleset, check: check, files: files).verdict == .pass)
    let other = [".github/workflows/a.yml": workflow.replacing("{ scan:", with: "{ sast:")]
    #expect(
      try Self.result(Self.ruleset, check: check, files: other).findings.map(\.message)
        == ["no required check runs a sast; there is sast"])
  }

  @Test func `the example decodes, and nothing asked is an error`() throws {
    let lines = BranchRulesCheck.definition.example.split(separator: "\n").dropFirst()
    _ = try PipelineBench.check(
      BranchRulesCheck.self, lines.map { $0.dropFirst(2) }.joined(separator: "\n"))
    #expect(throws: Diagnostics.self) {
      try PipelineBench.check(BranchRulesCheck.self, "files: x.json")
    }
  }
}
