import Model
import Systems

/// Takes the digest of one document.
package struct DocumentCollector: Collector {
  package init() {}

  package func collect(_ request: DocumentRequest, in context: CollectionContext)
    throws(Unavailable) -> DocumentFile
  {
    let tree = context.trees.tree(at: request.folder)
    do throws(Unavailable) {
      let (size, digest) = try tree.digest(of: request.path)
      return DocumentFile(path: request.path, size: size, digest: digest)
    } catch {
      // That nothing is there is an answer; that something could not be read is none.
      throw Unavailable(error.reason, isAbsent: try !tree.contains(request.path))
    }
  }
}
