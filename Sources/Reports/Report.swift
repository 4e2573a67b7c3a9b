import Model

/// One way to write an assessment down.
///
/// A report is a pure function: equal assessments and options give equal bytes.
package protocol Report: Sendable {
  /// The name by which people ask for it: `sarif`.
  static var format: String { get }

  /// The whole result.
  ///
  /// - Throws: why it cannot be written here, and what to do about it: a program it needs is missing.
  func bytes(_ assessment: Assessment, options: ReportOptions) throws(Unavailable) -> [UInt8]
}

extension Report {
  package var format: String { Self.format }
}

/// A report that is text, and needs nothing to be written.
package protocol TextualReport: Report {
  func render(_ assessment: Assessment, options: ReportOptions) -> String
}

extension TextualReport {
  package func bytes(_ assessment: Assessment, options: ReportOptions) -> [UInt8] {
    Array(render(assessment, options: options).utf8)
  }
}
