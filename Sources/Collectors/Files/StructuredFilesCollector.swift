import Model
import StructuredData
import Systems

/// Reads and parses structured files.
package struct StructuredFilesCollector: Collector {
  package init() {}

  package func collect(_ request: StructuredFilesRequest, in context: CollectionContext)
    throws(Unavailable) -> StructuredFiles
  {
    let tree = context.trees.tree(at: request.folder)
    let paths = try tree.files(matching: try PatternList.parse(request.patterns))
    var files: [StructuredFile] = []
    for path in paths {
      try context.checkCancellation()
      files.append(file(path, in: tree, request, context))
      context.progress("files", files.count, paths.count)
    }
    return StructuredFiles(files: files)
  }

  private func file(
    _ path: String, in tree: FileTree, _ request: StructuredFilesRequest,
    _ context: CollectionContext
  ) -> StructuredFile {
    guard let format = request.format ?? StructuredParser.format(ofFileNamed: path) else {
      let known = StructuredFilesRequest.Format.allCases.map(\.rawValue).joined(separator: ", ")
      let reason = Unavailable("\(path) has a name of no known format; known are \(known)")
      return StructuredFile(path: path, digest: nil, documents: .failure(reason))
    }
    let parsed = context.parsedFiles.file(at: path, as: format, in: tree)
    return StructuredFile(path: path, digest: parsed.digest, documents: parsed.documents)
  }
}
