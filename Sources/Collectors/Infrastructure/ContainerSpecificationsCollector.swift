import Infrastructure
import Model

/// Reads how the containers are to run that a folder's configuration speaks of.
package struct ContainerSpecificationsCollector: Collector {
  package init() {}

  package func collect(_ request: ContainerSpecificationsRequest, in context: CollectionContext)
    throws(Unavailable) -> ContainerSpecifications
  {
    let resources = try ConfiguredResourcesCollector().collect(request.resources, in: context)
    try context.checkCancellation()
    return ContainerNormalForm.specifications(of: resources)
  }
}
