/// Asks for everything that a folder's pipeline files say.
package struct PipelinesRequest: ObservationRequest {
  package typealias Facts = Pipelines

  /// Where the systems look for their files, and the actions of a repository.
  package static let standardPatterns = [
    ".github/workflows/*.yml", ".github/workflows/*.yaml", ".github/actions/**/action.yml",
    ".github/actions/**/action.yaml", "action.yml", "action.yaml", ".gitlab-ci.yml",
    ".circleci/config.yml",
  ]

  /// Absolute path of the folder the patterns start from.
  package let folder: String
  package let patterns: [String]

  package init(folder: String, patterns: [String] = standardPatterns) {
    self.folder = folder
    self.patterns = patterns.isEmpty ? Self.standardPatterns : patterns
  }

  package var subject: String { "the pipelines in \(patterns.joined(separator: ", "))" }
}

/// The pipelines of a folder, and the tools that they are held against.
package struct Pipelines: Sendable {
  /// In order of their files.
  package var graphs: [PipelineGraph]
  package var tools: [PipelineTool]
  package var gaps: [ReadingGap]
  /// SHA-256 of each file that was read, by its path.
  package var digests: [String: String]

  package init(
    graphs: [PipelineGraph] = [], tools: [PipelineTool] = [], gaps: [ReadingGap] = [],
    digests: [String: String] = [:]
  ) {
    self.graphs = graphs
    self.tools = tools
    self.gaps = gaps
    self.digests = digests
  }
}
