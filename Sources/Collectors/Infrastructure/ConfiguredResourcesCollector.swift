import Infrastructure
import Model
import Systems

/// Reads what a folder's configuration says is there, in the words of each source.
package struct ConfiguredResourcesCollector: Collector {
  package init() {}

  package func collect(_ request: ConfiguredResourcesRequest, in context: CollectionContext)
    throws(Unavailable) -> ConfiguredResources
  {
    try context.configurations.facts(for: request) { () throws(Unavailable) in
      let files = try TreeSourceFiles(
        context.trees.tree(at: request.folder), patterns: try PatternList.parse(request.patterns),
        in: context)
      var resources = try ConfigurationSources.read(files, for: request) {
        () throws(Unavailable) in try context.checkCancellation()
      }
      // Evidence names the bytes of each file that something was found in.
      for path in Set(resources.resources.map(\.file)) where resources.digests[path] == nil {
        resources.digests[path] = (try? files.bytes(of: path)).map { Digest.sha256($0) }
      }
      return resources
    }
  }
}
