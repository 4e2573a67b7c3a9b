/// One event that starts a pipeline.
package struct PipelineTrigger: Hashable, Sendable {
  /// `push`, `pull_request`, `schedule`.
  package let event: Placed<String>
  /// Patterns of branches; nil where the file names none.
  package var branches: [Placed<String>]?
  package var ignoredBranches: [Placed<String>]?
  package var tags: [Placed<String>]?
  package var paths: [Placed<String>]?
  package var ignoredPaths: [Placed<String>]?
  package var types: [Placed<String>]?
  /// Names of the workflows whose end starts this one.
  package var workflows: [Placed<String>]?

  package init(event: Placed<String>) { self.event = event }
}
