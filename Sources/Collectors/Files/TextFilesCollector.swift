import Model
import Systems

/// Reads files as text, and when they last changed if that is asked for.
package struct TextFilesCollector: Collector {
  private let lastChanges: any LastChangeReading

  package init(lastChanges: any LastChangeReading) { self.lastChanges = lastChanges }

  package func collect(_ request: TextFilesRequest, in context: CollectionContext)
    throws(Unavailable) -> TextFiles
  {
    let tree = context.trees.tree(at: request.folder)
    let exceptions = try PatternList.parse(request.exceptions)
    let paths = try tree.files(matching: try PatternList.parse(request.patterns))
      .filter { path in !exceptions.contains { $0.matches(path) } }
    let changes =
      request.wantsLastChange && !paths.isEmpty
      ? lastChanges.lastChanges(of: paths, in: request.folder) : [:]
    var files: [TextFile] = []
    for path in paths {
      try context.checkCancellation()
      let change: Result<TextFile.Change, Unavailable>? =
        request.wantsLastChange
        ? changes[path] ?? .failure(Unavailable("the last change of \(path) is not known")) : nil
      files.append(file(path, in: tree, change))
      context.progress("files", files.count, paths.count)
    }
    return TextFiles(files: files)
  }

  private func file(
    _ path: String, in tree: FileTree, _ change: Result<TextFile.Change, Unavailable>?
  ) -> TextFile {
    do throws(Unavailable) {
      let bytes = try tree.read(path)
      let text =
        Self.text(bytes).map { .success($0) }
        ?? Result.failure(Unavailable("\(path) is not text in UTF-8"))
      return TextFile(
        path: path, size: bytes.count, digest: Digest.sha256(bytes), text: text,
        lastChange: change)
    } catch {
      return TextFile(
        path: path, size: 0, digest: nil, text: .failure(error), lastChange: change)
    }
  }

  /// Valid UTF-8 without null bytes, which mark binary files; a byte order mark is dropped.
  private static func text(_ bytes: [UInt8]) -> String? {
    guard !bytes.contains(0) else { return nil }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return String(validating: bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self)
  }
}
