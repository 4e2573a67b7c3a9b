import Model

/// The Security Posture Document as Markdown.
package struct MarkdownPostureDocument: TextualReport {
  package static let format = "markdown"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let content = PostureContent(PublishedAssessment(assessment, for: options.audience))
    return MarkdownPosturePage(content).text
  }
}
