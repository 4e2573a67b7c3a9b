import Model

/// One way to write an assessment down.
///
/// A report is a pure function: equal assessments and options give equal bytes.
package protocol Report: Sendable {
  /// The name by which people ask for it: `sarif`.
  static var format: String { get }

  func render(_ assessment: Assessment, options: ReportOptions) -> String
}

extension Report {
  package var format: String { Self.format }
}
