import Infrastructure
import Model

/// Reads what a folder's configuration says is there, in the normal form of all sources.
package struct InfrastructureCollector: Collector {
  package init() {}

  package func collect(_ request: InfrastructureRequest, in context: CollectionContext)
    throws(Unavailable) -> InfrastructureFacts
  {
    let resources = try ConfiguredResourcesCollector().collect(request.resources, in: context)
    try context.checkCancellation()
    return Normaliser.facts(of: resources)
  }
}
