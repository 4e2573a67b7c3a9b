import Model

extension PipelineCheck {
  package static let definition = CheckDefinition(
    name: "pipeline",
    family: "configuration",
    summary:
      "Scans run before every production deployment and stop it, and pipelines are written safely.",
    passes: """
      For every deployment to production, each kind of scan in `required` is run by a job or step that \
      the deployment waits for, and its failure keeps the deployment from running; or its job is a \
      required status check of the branch that alone is deployed (`branch-rules`). Nothing in `forbid` \
      is found. GitHub Actions with its reusable workflows and composite actions, GitLab CI and CircleCI \
      are read; commands are followed through package.json, Makefile and shell scripts of the tree.
      """,
    fails: """
      One finding for each scan that does not hold a deployment back, at the line that lets it go by: \
      `missing-scan`, `unordered-scan` (nothing makes the deployment wait for it), `scan-elsewhere` and \
      `scheduled-scan` (it runs in another workflow), `runs-after-failure` (a condition such as \
      always()), `continue-on-error`, `failure-ignored` (|| true, a pipe, set +e), `report-only` (the \
      tool does not fail on findings), `severity-threshold`, `conditional-scan`, `manual-scan`. One for \
      each place of what `forbid` names.
      """,
    unmeasured: """
      No pipeline or no deployment is found, a file cannot be read, jobs need each other in a circle, or \
      what decides is not known: a workflow of another repository, a script in a language that is not \
      read, a condition whose value only the run knows.
      """,
    fields: [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "files", .oneOrMany(.glob),
        "Workflows, actions and other files of pipelines; where the systems look for them if left out."
      ),
      Field(
        "required",
        .list(
          of: .either([
            .choice(PipelineTool.Purpose.scans.map(\.rawValue)), .object(requirementFields),
          ])),
        "Kinds of scans that hold every deployment back, or a mapping with the tools that count."),
      Field(
        "deploys", .oneOrMany(.text),
        "Jobs that deploy to production, as job or file#job with * and ?; recognised by their commands, "
          + "actions and environments if left out."),
      Field(
        "publishing", .boolean, default: "true",
        "Whether publishing a package, image or release counts as a deployment."),
      Field(
        "minimum-deploys", .integer(0...1_000), default: "1",
        "How many deployments there must be for the check to count as measured."),
      Field(
        "branch-rules", .oneOrMany(.glob),
        "Exports of the rules of the deployed branch, as for the check `branch-rules`; a scan that they "
          + "require counts."),
      Field("branch", .text, default: "main", "The branch that is deployed."),
      Field(
        "allow", .list(of: .choice(ScanWeakness.Rule.allCases.map(\.rawValue))),
        "Weaknesses that are accepted, such as severity-threshold."),
      Field(
        "forbid", .list(of: .choice(HygieneRule.allCases.map(\.rawValue))),
        "What pipelines may not hold."),
      Field(
        "trusted", .list(of: .text),
        "Owners, or owner/name, whose actions need no digest: actions, acme/deploy."),
    ],
    example: """
      pipeline:
        target: code
        required: [sast, { scan: dependency-audit, tools: [pip-audit, npm audit] }, secret-scan]
        deploys: deploy.yml#production
        forbid: [unpinned-action, token-permissions, template-injection, dangerous-trigger]
        trusted: [actions]
      """,
    sources: [
      "GitHub, Workflow syntax: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax",
      "GitHub, Secure use: https://docs.github.com/actions/reference/security/secure-use",
      "GitLab, CI/CD YAML syntax: https://docs.gitlab.com/ci/yaml/",
      "CircleCI, Configuration reference: https://circleci.com/docs/reference/configuration-reference/",
      "POSIX.1-2017, Shell Command Language: https://pubs.opengroup.org/onlinepubs/9699919799/",
      "OWASP Top 10 CI/CD Security Risks: https://owasp.org/www-project-top-10-ci-cd-security-risks/",
    ])

  private static let requirementFields = [
    Field(
      "scan", .choice(PipelineTool.Purpose.scans.map(\.rawValue)), required: true,
      "The kind of scan."),
    Field("tools", .oneOrMany(.text), "Names of the tools that count; any if left out."),
  ]
}
