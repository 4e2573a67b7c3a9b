import Model
import Resources

/// The Security Posture Document as one HTML file that needs nothing else: no script, no font, no
/// image from elsewhere.
package struct HTMLPostureDocument: TextualReport {
  package static let format = "html"

  /// The path of the stylesheet among the resources.
  package static let styleSheetPath = "Reports/posture.css"

  private let styleSheet: String

  package init(resources: ResourceLibrary) {
    styleSheet = String(decoding: resources.bytes(Self.styleSheetPath) ?? [], as: UTF8.self)
  }

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let content = PostureContent(PublishedAssessment(assessment, for: options.audience))
    return HTMLWriter.document(HTMLPosturePage(content, styleSheet: styleSheet).root)
  }
}
