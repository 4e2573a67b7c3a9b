/// A call of a reusable workflow.
package struct PipelineCall: Hashable, Sendable {
  package let workflow: ActionReference
  package let inputs: [PipelineVariable]
  /// Where `secrets: inherit` stands.
  package let inheritsSecrets: TextSpan?

  package init(
    workflow: ActionReference, inputs: [PipelineVariable] = [], inheritsSecrets: TextSpan? = nil
  ) {
    self.workflow = workflow
    self.inputs = inputs
    self.inheritsSecrets = inheritsSecrets
  }
}

/// One job of a pipeline.
package struct PipelineJob: Hashable, Sendable {
  package let file: String
  package let id: Placed<String>
  package var name: PipelineText?
  /// The jobs that must end before, by identifier.
  package var needs: [Placed<String>] = []
  /// Whether the file says what it needs, be it nothing.
  package var saysNeeds = false
  package var condition: PipelineCondition?
  /// The environment that it deploys to.
  package var environment: PipelineText?
  package var runners: [PipelineText] = []
  package var toleratesFailure: PipelineFlag?
  package var timeout: PipelineText?
  package var matrix: [PipelineVariable] = []
  /// Images that the job runs in or beside.
  package var images: [PipelineText] = []
  package var permissions: TokenPermissions?
  package var variables: [PipelineVariable] = []
  package var steps: [PipelineStep] = []
  package var call: PipelineCall?
  /// Where it is said that a person must start it.
  package var manualStart: TextSpan?
  /// The vendor's template or orb that its work comes from.
  package var template: Placed<String>?
  /// Why its work is not all known.
  package var unreadReasons: [Placed<String>] = []
  /// Whether a job that needs it is left out when it is left out, as in GitHub Actions and CircleCI;
  /// in GitLab a job that is not there is not waited for.
  package var blocksWhenSkipped = true

  package init(file: String, id: Placed<String>) {
    self.file = file
    self.id = id
  }
}
