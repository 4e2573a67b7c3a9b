import Model

/// Findings in the Static Analysis Results Interchange Format, version 2.1.0.
package struct SARIFReport: TextualReport {
  package static let format = "sarif"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let published = PublishedAssessment(assessment, for: options.audience)
    return JSONValue.object([
      "$schema": .string(Self.schemaAddress),
      "version": .string("2.1.0"),
      "runs": .array([SARIFRun(published.assessment).value]),
    ]).serialized()
  }

  private static let schemaAddress =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
}

extension Severity {
  /// SARIF 2.1.0 section 3.27.10.
  var sarifLevel: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  /// A number that code hosts sort by, in the bands of CVSS.
  var securitySeverity: String {
    switch self {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "3.0"
    case .info: "0.0"
    }
  }
}
