import Model

extension BranchRulesCheck {
  package static let definition = CheckDefinition(
    name: "branch-rules",
    family: "git",
    summary:
      "A branch takes changes only as stated: reviewed, checked, and by nobody past the rules.",
    passes: """
      The exports hold active rules for the branch that demand what is stated. Rules of several sources \
      add up, and the strictest counts. Rulesets of GitHub (one, or the rules of a branch), its classic \
      protection, and GitLab's protected branches, approval rules and project settings are known by \
      their form.
      """,
    fails: """
      A demand is missing or weaker than stated, at the place that is weaker or at the export; a ruleset \
      that is only evaluated or disabled does not count; somebody may pass the rules by.
      """,
    unmeasured: """
      No export is there or speaks of the branch; an export cannot be read, is a recorded refusal (403, \
      404), or leaves out what its token may not see, and what is stated is not demanded elsewhere; who \
      may pass the rules by is not visible.
      """,
    fields: [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "files", .oneOrMany(.glob), required: true, "The exports, in JSON as the forge gives them."),
      Field(
        "branch", .text, default: "main",
        "The branch; taken for the default branch where rules are for that."),
      Field("reviews", .integer(0...20), "How many other people must approve a change at least."),
      Field("pull-request", .boolean, "Whether changes must come by pull or merge request."),
      Field("code-owners", .boolean, "Whether owners of the changed code must approve."),
      Field("dismiss-stale", .boolean, "Whether new commits need a new approval."),
      Field("last-push-approval", .boolean, "Whether another than the last to push must approve."),
      Field("resolved-conversations", .boolean, "Whether every conversation must be resolved."),
      Field("status-checks", .list(of: .text), "Names of checks that must succeed."),
      Field(
        "scans", .list(of: .choice(PipelineTool.Purpose.scans.map(\.rawValue))),
        "Kinds of scans of which one must be a required check, found in the pipelines of the tree."),
      Field(
        "up-to-date", .boolean, "Whether checks must have run on the newest state of the branch."),
      Field("no-force-push", .boolean, "Whether the branch's history cannot be overwritten."),
      Field("no-deletion", .boolean, "Whether the branch cannot be deleted."),
      Field("signed", .boolean, "Whether commits must be signed."),
      Field("linear-history", .boolean, "Whether merge commits are refused."),
      Field("no-bypass", .boolean, "Whether nobody may pass the rules by."),
      Field(
        "allowed-bypass", .list(of: .text),
        "Who may all the same, as the export names them: Integration 12345, administrators."),
    ],
    example: """
      branch-rules:
        target: code
        files: exports/ruleset.json
        branch: main
        reviews: 1
        dismiss-stale: true
        status-checks: [scan]
        no-force-push: true
        no-deletion: true
        no-bypass: true
      """,
    sources: [
      "GitHub, Rules: https://docs.github.com/rest/repos/rules",
      "GitHub, Branch protection: https://docs.github.com/rest/branches/branch-protection",
      "GitLab, Protected branches: https://docs.gitlab.com/api/protected_branches/",
      "GitLab, Merge request approvals: https://docs.gitlab.com/api/merge_request_approvals/",
    ])
}
