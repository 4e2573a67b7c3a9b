import Model
import StructuredData

/// Reads `.gitlab-ci.yml` ("CI/CD YAML syntax reference" of GitLab).
struct GitLabReader {
  let reading: NodeReading
  var scripts: ScriptReader
  let files: any PipelineFiles
  let limits: ParseLimits
  private(set) var included: Set<String> = []
  private(set) var gaps: [ReadingGap] = []

  init(
    file: String, lines: SourceLines, scripts: ScriptReader, files: any PipelineFiles,
    limits: ParseLimits
  ) {
    reading = NodeReading(file: file, lines: lines)
    self.scripts = scripts
    self.files = files
    self.limits = limits
  }

  mutating func read(_ node: Node) -> PipelineGraph? { nil }
}
