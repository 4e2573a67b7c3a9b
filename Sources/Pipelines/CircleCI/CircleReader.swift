import Model

/// Reads `.circleci/config.yml` ("Configuration reference" of CircleCI).
struct CircleReader {
  let reading: NodeReading
  var scripts: ScriptReader
  private(set) var gaps: [ReadingGap] = []

  init(file: String, lines: SourceLines, scripts: ScriptReader) {
    reading = NodeReading(file: file, lines: lines)
    self.scripts = scripts
  }

  mutating func read(_ node: Node) -> PipelineGraph? { nil }
}
