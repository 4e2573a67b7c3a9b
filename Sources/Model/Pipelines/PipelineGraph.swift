/// One file of a pipeline as it is written: a workflow, or an action that workflows use.
package struct PipelineGraph: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case workflow
    /// A composite action; its steps are those of its only job.
    case action
  }

  /// Relative to the folder of the request.
  package let file: String
  package let system: PipelineSystem
  package var kind: Kind
  package var name: Placed<String>?
  package var triggers: [PipelineTrigger]
  package var permissions: TokenPermissions?
  package var variables: [PipelineVariable]
  package var jobs: [PipelineJob]

  package init(
    file: String, system: PipelineSystem, kind: Kind = .workflow, name: Placed<String>? = nil,
    triggers: [PipelineTrigger] = [], permissions: TokenPermissions? = nil,
    variables: [PipelineVariable] = [], jobs: [PipelineJob] = []
  ) {
    self.file = file
    self.system = system
    self.kind = kind
    self.name = name
    self.triggers = triggers
    self.permissions = permissions
    self.variables = variables
    self.jobs = jobs
  }
}
