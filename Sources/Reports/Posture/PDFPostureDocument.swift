import Model
import Resources

/// The Security Posture Document as PDF: the HTML document, printed by a program of the system.
package struct PDFPostureDocument: Report {
  package static let format = "pdf"

  /// Prints an HTML document, dated with a moment.
  package typealias Print =
    @Sendable (_ html: [UInt8], _ moment: Instant) throws(Unavailable) -> [UInt8]

  private let document: HTMLPostureDocument
  private let print: Print

  package init(resources: ResourceLibrary, print: @escaping Print) {
    document = HTMLPostureDocument(resources: resources)
    self.print = print
  }

  package func bytes(
    _ assessment: Assessment, options: ReportOptions
  ) throws(Unavailable) -> [UInt8] {
    try print(document.bytes(assessment, options: options), assessment.asOf)
  }
}
