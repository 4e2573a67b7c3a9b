import Model
import StructuredData

/// Reads the files of pipelines into graphs.
package struct PipelineReader {
  /// Enough for any pipeline that a person wrote.
  private static let limits = ParseLimits(
    maximumBytes: 2 * 1_024 * 1_024, maximumDepth: 60, maximumNodes: 200_000)

  private static let mostActions = 500

  private let files: any PipelineFiles
  private var scripts: ScriptReader
  package private(set) var gaps: [ReadingGap] = []

  package init(files: any PipelineFiles) {
    self.files = files
    scripts = ScriptReader(files: files)
  }

  /// The files beside those that were asked for: package.json, makefiles, scripts, included files.
  package var filesRead: Set<String> { scripts.filesRead.union(included) }
  private var included: Set<String> = []

  /// Reads one file; nil for a file that is none of a pipeline, or that cannot be read, which is a
  /// gap.
  package mutating func read(_ path: String, _ bytes: [UInt8]) -> PipelineGraph? {
    let document: Node
    do throws(Diagnostics) {
      let documents = try StructuredParser.parse(
        bytes, as: .yaml, path: path, limits: Self.limits)
      guard let first = documents.first, !first.isNull else {
        gaps.append(ReadingGap(file: path, reason: "there is nothing in it"))
        return nil
      }
      if documents.count > 1, Self.system(of: path) != .gitLab {
        gaps.append(
          ReadingGap(file: path, span: documents[1].span, reason: "a second document is not read"))
      }
      // GitLab lets a header of inputs stand before the pipeline itself.
      document = Self.system(of: path) == .gitLab ? documents.last ?? first : first
    } catch {
      let problem = error.list.min()
      gaps.append(
        ReadingGap(
          file: path, span: problem?.location.span,
          reason: problem?.message ?? "it could not be parsed"))
      return nil
    }
    guard document.entries != nil else {
      gaps.append(
        ReadingGap(
          file: path, span: document.span, reason: "a mapping is expected, not \(document.kindName)"
        ))
      return nil
    }
    switch Self.system(of: path) {
    case .gitHubActions:
      var reader = WorkflowReader(file: path, lines: SourceLines(bytes), scripts: scripts)
      let graph = Self.isAction(path) ? reader.action(document) : reader.workflow(document)
      scripts = reader.scripts
      gaps += reader.gaps
      return graph
    case .gitLab:
      var reader = GitLabReader(
        file: path, lines: SourceLines(bytes), scripts: scripts, files: files, limits: Self.limits)
      let graph = reader.read(document)
      scripts = reader.scripts
      included.formUnion(reader.included)
      gaps += reader.gaps
      return graph
    case .circleCI:
      var reader = CircleReader(file: path, lines: SourceLines(bytes), scripts: scripts)
      let graph = reader.read(document)
      scripts = reader.scripts
      gaps += reader.gaps
      return graph
    }
  }

  /// Reads the actions of the tree that steps use and that were not read yet, wherever they stand.
  package mutating func readActions(usedBy graphs: [PipelineGraph]) -> [PipelineGraph] {
    var known = Set(graphs.map(\.file))
    var found: [PipelineGraph] = []
    var next = graphs
    while let graph = next.popLast(), found.count < Self.mostActions {
      for step in graph.jobs.flatMap(\.steps) {
        guard case .local(let folder)? = step.action?.source else { continue }
        for name in ["action.yml", "action.yaml"] {
          let path = folder.isEmpty ? name : folder + "/" + name
          guard known.insert(path).inserted, let bytes = try? files.bytes(of: path),
            let action = read(path, bytes)
          else { continue }
          included.insert(path)
          found.append(action)
          next.append(action)
        }
      }
    }
    return found.sorted { $0.file < $1.file }
  }

  private static func system(of path: String) -> PipelineSystem {
    let name = path.split(separator: "/").last ?? ""
    if name.contains("gitlab-ci") || path.hasPrefix(".gitlab/") { return .gitLab }
    if path.hasPrefix(".circleci/") || path.contains("/.circleci/") { return .circleCI }
    return .gitHubActions
  }

  private static func isAction(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name == "action.yml" || name == "action.yaml"
  }
}
