/// The systems whose pipeline files are read.
package enum PipelineSystem: String, CaseIterable, Sendable {
  case gitHubActions = "github-actions"
  case gitLab = "gitlab"
  case circleCI = "circleci"
}
