/// The systems whose pipeline files are read.
package enum PipelineFileKind: String, CaseIterable, Sendable {
  case gitHubActions = "github-actions"
  case gitLab = "gitlab"
  case circleCI = "circleci"
}
