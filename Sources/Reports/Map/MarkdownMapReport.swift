import Model

/// The control map as Markdown.
package struct MarkdownMapReport: TextualMapReport {
  package static let format = "markdown"

  package init() {}

  package func render(_ map: ControlMap, options: ReportOptions) -> String {
    MarkdownMapPage(map).text
  }
}
