import Model
import Systems

/// Takes the digest of one document.
package struct DocumentCollector: Collector {
  package init() {}

  package func collect(_ request: DocumentRequest, in context: CollectionContext)
    throws(Unavailable) -> DocumentFile
  {
    let (size, digest) = try context.trees.tree(at: request.folder).digest(of: request.path)
    return DocumentFile(path: request.path, size: size, digest: digest)
  }
}
