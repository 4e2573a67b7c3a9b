import Model

/// The control map for a terminal.
package struct TextMapReport: TextualMapReport {
  package static let format = "text"

  package init() {}

  package func render(_ map: ControlMap, options: ReportOptions) -> String {
    TextMapPage(map, options: options).text
  }
}
