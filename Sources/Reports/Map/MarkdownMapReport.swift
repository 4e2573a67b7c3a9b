import Model

/// The control map as Markdown.
package struct MarkdownMapReport: MapReport {
  package static let format = "markdown"

  package init() {}

  package func render(_ map: ControlMap, options: ReportOptions) -> String {
    MarkdownMapPage(map).text
  }
}
