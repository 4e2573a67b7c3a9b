import Model
import Resources

/// The control map as one HTML file that needs nothing else, in the look of the posture document.
package struct HTMLMapReport: TextualMapReport {
  package static let format = "html"

  /// The path of the stylesheet that it has besides the posture document's.
  package static let styleSheetPath = "Reports/map.css"

  private let styleSheet: String

  package init(resources: ResourceLibrary) {
    let sheets = [HTMLPostureDocument.styleSheetPath, Self.styleSheetPath]
    styleSheet = sheets.map { String(decoding: resources.bytes($0) ?? [], as: UTF8.self) }
      .joined(separator: "\n")
  }

  package func render(_ map: ControlMap, options: ReportOptions) -> String {
    HTMLWriter.document(HTMLMapPage(map, styleSheet: styleSheet).root)
  }
}
