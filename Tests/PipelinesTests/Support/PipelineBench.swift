import Checks
import Foundation
import Model
import Pipelines
import StructuredData
import Testing

/// Patterns are not used by what is tested here.
struct NoPatterns: PatternMatching {
  func firstMatch(of pattern: String, in text: String) -> PatternOutcome { .noMatch }

  func problem(with pattern: String) -> PatternProblem? { nil }
}

/// Files in memory.
struct WrittenFiles: PipelineFiles {
  let files: [String: String]

  func bytes(of path: String) throws(Unavailable) -> [UInt8] {
    guard let text = files[path] else { throw Unavailable("\(path) is not there", isAbsent: true) }
    return Array(text.utf8)
  }
}

/// Reads pipelines from texts and judges them by checks that are written in YAML.
enum PipelineBench {
  static let patterns = NoPatterns()
  static let seenAt = Instant(seconds: 1_789_999_000)

  /// The tools that ship with the command.
  static let tools: [PipelineTool] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Policies/pipelines").standardized
    var tools: [PipelineTool] = []
    for name in ["deployments.yaml", "scans.yaml"] {
      guard let data = try? Data(contentsOf: root.appending(path: name)) else { continue }
      do throws(Diagnostics) {
        tools += try PipelineToolReader.read(Array(data), path: name, patterns: patterns)
      } catch {
        Issue.record("\(error.list.map(\.description))")
      }
    }
    return tools
  }()

  /// The pipelines of a tree; package.json and the like are read only where they are called.
  static func pipelines(_ files: [String: String]) -> Pipelines {
    var reader = PipelineReader(files: WrittenFiles(files: files))
    var pipelines = Pipelines(tools: tools)
    for (path, text) in files.sorted(by: { $0.key < $1.key })
    where path.hasSuffix(".yml") || path.hasSuffix(".yaml") {
      guard !path.hasPrefix("ci/"), !path.hasPrefix("local/") else { continue }
      if let graph = reader.read(path, Array(text.utf8)) { pipelines.graphs.append(graph) }
    }
    pipelines.graphs += reader.readActions(usedBy: pipelines.graphs)
    pipelines.gaps = reader.gaps
    return pipelines
  }

  static func graph(_ text: String, path: String = ".github/workflows/ci.yml") throws
    -> PipelineGraph
  {
    try #require(pipelines([path: text]).graphs.first)
  }

  static func check<Kind: Check>(_ kind: Kind.Type, _ yaml: String) throws -> Kind {
    var decoder = FieldDecoder(path: "controls.yaml", patterns: patterns)
    let node = try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "controls.yaml").first)
    let arguments = decoder.decode(node, fields: Kind.definition.fields, as: "the check")
    guard let arguments else { throw Diagnostics(decoder.diagnostics) }
    return try Kind(arguments, validation: ValidationContext(patterns: patterns))
  }

  static var context: EvaluationContext {
    let posture = Posture(
      organization: Organization(name: "Example"), path: "avouch.yaml", root: "/project",
      targets: [])
    return EvaluationContext(
      plan: PlanContext(posture: posture),
      control: Control(id: "test.control", title: "Test", severity: .high),
      now: Instant(seconds: 1_790_000_000), patterns: patterns)
  }

  static func result(
    _ kind: (some Check).Type, _ yaml: String, _ files: [String: String]
  ) throws -> CheckResult {
    let check = try check(kind, yaml)
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      if let request = request as? PipelinesRequest {
        observations.set(
          Observation(.success(pipelines(files)), observedAt: seenAt), for: request)
      }
      if let request = request as? StructuredFilesRequest {
        let exports = files.filter { request.patterns.contains($0.key) }.sorted { $0.key < $1.key }
        let read = exports.map { path, text in
          let documents = Result { () throws in
            try StructuredParser.parse(Array(text.utf8), as: .json, path: path)
          }.mapError { Unavailable("\($0)") }
          return StructuredFile(path: path, digest: "d", documents: documents)
        }
        observations.set(
          Observation(.success(StructuredFiles(files: read)), observedAt: seenAt), for: request)
      }
    }
    return check.evaluate(observations, in: context)
  }
}
