/// A script that a step runs.
package struct PipelineScript: Hashable, Sendable {
  package let source: PipelineText
  /// As written; nil where the system chooses.
  package let shell: Placed<String>?
  /// What it runs, calls to scripts of the tree followed; empty where the language is not read.
  package let commands: [ShellCommand]
  /// Why its commands are not all known; nil when they are.
  package let unreadReason: String?

  package init(
    source: PipelineText, shell: Placed<String>?, commands: [ShellCommand],
    unreadReason: String? = nil
  ) {
    self.source = source
    self.shell = shell
    self.commands = commands
    self.unreadReason = unreadReason
  }
}

/// One step of a job.
package struct PipelineStep: Hashable, Sendable {
  /// Relative to the folder of the request; the spans are in it.
  package let file: String
  package let span: TextSpan
  package let id: String?
  package let name: PipelineText?
  package let action: ActionReference?
  package let script: PipelineScript?
  package let variables: [PipelineVariable]
  package let inputs: [PipelineVariable]
  package var condition: PipelineCondition?
  package var toleratesFailure: PipelineFlag?

  package init(
    file: String, span: TextSpan, id: String? = nil, name: PipelineText? = nil,
    action: ActionReference? = nil, script: PipelineScript? = nil,
    variables: [PipelineVariable] = [], inputs: [PipelineVariable] = [],
    condition: PipelineCondition? = nil, toleratesFailure: PipelineFlag? = nil
  ) {
    self.file = file
    self.span = span
    self.id = id
    self.name = name
    self.action = action
    self.script = script
    self.variables = variables
    self.inputs = inputs
    self.condition = condition
    self.toleratesFailure = toleratesFailure
  }
}
