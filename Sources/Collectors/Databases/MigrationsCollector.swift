import Databases
import Model
import Systems

/// Reads SQL migrations in the order in which they are run.
package struct MigrationsCollector: Collector {
  private static let largestFile = 32 << 20
  private static let largestTotal = 256 << 20

  package init() {}

  package func collect(_ request: MigrationsRequest, in context: CollectionContext)
    throws(Unavailable) -> DatabaseSchema
  {
    let tree = context.trees.tree(at: request.folder)
    var paths: [String] = []
    for pattern in request.patterns {
      let found = try tree.files(matching: try PatternList.parse([pattern]))
      let plan = try found.first { $0.hasSuffix("sqitch.plan") }.map { path throws(Unavailable) in
        String(decoding: try tree.read(path), as: UTF8.self)
      }
      paths += MigrationOrder.ordered(found.filter { !paths.contains($0) }, plan: plan)
    }
    var reader = MigrationReader(
      options: ReplayOptions(
        migrationRole: request.migrationRole, serverVersion: request.serverVersion,
        platform: request.platform))
    var digests: [String: String] = [:]
    var total = 0
    for (index, path) in paths.enumerated() {
      try context.checkCancellation()
      do throws(Unavailable) {
        let bytes = try tree.read(path, limit: Self.largestFile)
        digests[path] = Digest.sha256(bytes)
        total += bytes.count
        if total <= Self.largestTotal {
          reader.read(bytes, path: path)
        } else {
          reader.note(unread: path, "the files before it are larger than what is read at once")
        }
      } catch {
        digests[path] = ""
        reader.note(unread: path, error.reason)
      }
      context.progress("migrations", index + 1, paths.count)
    }
    var schema = reader.schema
    schema.digests = digests
    return schema
  }
}
