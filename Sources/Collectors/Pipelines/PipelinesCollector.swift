import Model
import Pipelines
import Resources
import StructuredData
import Synchronization
import Systems

/// Reads the pipelines of a folder.
package struct PipelinesCollector: Collector {
  private static let mostFiles = 5_000

  private let library: ResourceLibrary

  package init(library: ResourceLibrary) { self.library = library }

  package func collect(_ request: PipelinesRequest, in context: CollectionContext)
    throws(Unavailable) -> Pipelines
  {
    let tree = context.trees.tree(at: request.folder)
    let paths = try tree.files(matching: try PatternList.parse(request.patterns))
    guard paths.count <= Self.mostFiles else {
      throw Unavailable("there are \(paths.count) files of pipelines; \(Self.mostFiles) are read")
    }
    let files = TreeFiles(tree: tree)
    var reader = PipelineReader(files: files)
    var pipelines = Pipelines(tools: try Self.tools(in: library))
    for path in paths {
      try context.checkCancellation()
      do throws(Unavailable) {
        if let graph = reader.read(path, try files.bytes(of: path)) {
          pipelines.graphs.append(graph)
        }
      } catch {
        pipelines.gaps.append(ReadingGap(file: path, reason: error.reason))
      }
      context.progress("pipelines", pipelines.graphs.count, paths.count)
    }
    pipelines.graphs += reader.readActions(usedBy: pipelines.graphs)
    pipelines.graphs.sort { $0.file < $1.file }
    pipelines.gaps += reader.gaps
    pipelines.digests = files.digests
    return pipelines
  }

  /// The tools that ship with the command.
  ///
  /// - Throws: `Unavailable` when a file of them is broken.
  package static func tools(in library: ResourceLibrary) throws(Unavailable) -> [PipelineTool] {
    var tools: [PipelineTool] = []
    for path in library.paths(in: PipelineToolReader.folder) where path.hasSuffix(".yaml") {
      do throws(Diagnostics) {
        tools += try PipelineToolReader.read(
          library.bytes(path) ?? [], path: path, patterns: PatternMatcher())
      } catch {
        throw Unavailable("the list of tools is broken: \(error.list.first?.description ?? "")")
      }
    }
    guard !tools.isEmpty else { throw Unavailable("no list of tools was found") }
    return tools
  }
}

/// The files of a tree, with the digest of each that was read.
private final class TreeFiles: PipelineFiles {
  private static let largest = 2 << 20

  private let tree: FileTree
  private let read = Mutex<[String: String]>([:])

  init(tree: FileTree) { self.tree = tree }

  var digests: [String: String] { read.withLock { $0 } }

  func bytes(of path: String) throws(Unavailable) -> [UInt8] {
    let bytes = try tree.read(path, limit: Self.largest)
    read.withLock { $0[path] = Digest.sha256(bytes) }
    return bytes
  }
}
