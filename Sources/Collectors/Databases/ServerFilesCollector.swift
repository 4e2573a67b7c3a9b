import Databases
import Model
import Systems

/// Reads a server's own configuration files; `postgresql.auto.conf`, which ALTER SYSTEM writes, comes
/// last, as it does for the server.
package struct ServerFilesCollector: Collector {
  package init() {}

  package func collect(_ request: ServerFilesRequest, in context: CollectionContext)
    throws(Unavailable) -> ServerFiles
  {
    let tree = context.trees.tree(at: request.folder)
    let found = try tree.files(matching: try PatternList.parse(request.patterns))
    let isLast = { (path: String) in path.hasSuffix("auto.conf") }
    var files = ServerFiles()
    for path in found.filter({ !isLast($0) }) + found.filter(isLast) {
      try context.checkCancellation()
      do throws(Unavailable) {
        let bytes = try tree.read(path)
        files.digests[path] = Digest.sha256(bytes)
        if ServerConfigurationReader.isHostRules(path) {
          let read = ServerConfigurationReader.hostRules(bytes, path: path)
          files.hostRules += read.rules
          files.gaps += read.gaps
          files.hasHostRules = true
        } else {
          let read = ServerConfigurationReader.settings(bytes, path: path)
          files.settings += read.settings
          files.gaps += read.gaps
        }
      } catch {
        files.digests[path] = ""
        files.gaps.append(
          SchemaGap(
            effects: [.settings], reason: error.reason, location: Location(path: path)))
      }
    }
    return files
  }
}
