import Model

extension InvoiceOpsFault {
  private static let workflow = ".github/workflows/deploy.yml"
  private static let rules = "deploy/exports/branch-rules.json"
  private static let bandit = "uv run bandit --recursive app --severity-level medium"

  /// The workflow that deploys, and the rules of the branch.
  static let pipeline: [InvoiceOpsFault] = scans + gates + branch

  private static let scans: [InvoiceOpsFault] = [
    .edit(
      "no search for secrets", workflow,
      "      - name: Secrets\n        run: gitleaks git --redact .\n", to: "",
      violates: "pipeline.secret-scan", "summary.pipeline"),
    .edit(
      "a search for secrets without the history", workflow, "fetch-depth: 0", to: "fetch-depth: 1",
      violates: "pipeline.secret-scan", "summary.pipeline"),
    .edit(
      "an analysis that never fails", workflow, bandit, to: bandit + " || true",
      violates: "pipeline.static-analysis", "summary.pipeline"),
    InvoiceOpsFault("a search for secrets by an action", turns: [:], exit: 0) {
      try $0.edit(
        workflow, "run: gitleaks git --redact .",
        to: "uses: gitleaks/gitleaks-action@3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f")
    },
    .edit(
      "a search for secrets by an action that may fail", workflow, "run: gitleaks git --redact .",
      to: "uses: gitleaks/gitleaks-action@3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f\n"
        + "        continue-on-error: true",
      violates: "pipeline.secret-scan", "summary.pipeline"),
    .edit(
      "an analysis that is only named", workflow, bandit, to: "echo bandit is run later",
      violates: "pipeline.static-analysis", "summary.pipeline"),
    .edit(
      "an audit that may fail", workflow, "- name: Dependencies",
      to: "- name: Dependencies\n        continue-on-error: true",
      violates: "pipeline.dependency-audit", "summary.pipeline"),
  ]

  private static let gates: [InvoiceOpsFault] = [
    .edit(
      "a deployment that waits for no scan", workflow, "needs: [scan, backup]",
      to: "needs: [backup]",
      violates: "pipeline.gate", "summary.pipeline"),
    .edit(
      "a deployment after a failed scan", workflow, "needs: [scan, backup]",
      to: "needs: [scan, backup]\n    if: always()", violates: "pipeline.gate", "summary.pipeline"),
    .edit(
      "a deployment without a backup", workflow, "needs: [scan, backup]", to: "needs: [scan]",
      violates: "backup.before-deployment", "summary.pipeline"),
    .edit(
      "an action by its tag", workflow, "setup-uv@2b8f0c4d6e1a3975c8d2e4f60718293a4b5c6d7e",
      to: "setup-uv@v5", violates: "pipeline.actions"),
    .edit(
      "a token that may write", workflow, "contents: read", to: "contents: write",
      violates: "pipeline.token"),
  ]

  private static let branch: [InvoiceOpsFault] = [
    .edit(
      "someone who may push directly", rules, "\"bypass_actors\": []",
      to: "\"bypass_actors\": [{ \"actor_type\": \"Team\", \"bypass_mode\": \"always\" }]",
      violates: "pipeline.direct-push", "summary.pipeline"),
    .edit(
      "rules that are only tried out", rules, "\"enforcement\": \"active\"",
      to: "\"enforcement\": \"evaluate\"", violates: "pipeline.direct-push", "summary.pipeline"),
    .edit(
      "changes that nobody approves", rules, "\"required_approving_review_count\": 1",
      to: "\"required_approving_review_count\": 0", violates: "pipeline.review", "summary.pipeline"),
    .edit(
      "changes without a pull request", rules, "\"type\": \"pull_request\"",
      to: "\"type\": \"required_linear_history\"",
      violates: "pipeline.review", "pipeline.direct-push", "summary.pipeline"),
  ]
}
