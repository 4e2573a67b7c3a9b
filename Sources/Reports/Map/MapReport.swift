import Model
import Resources

/// One way to write a control map down.
///
/// A report is a pure function: equal maps and options give equal bytes.
package protocol MapReport: Sendable {
  /// The name by which people ask for it: `csv`.
  static var format: String { get }

  /// The whole result.
  ///
  /// - Throws: why it cannot be written, and what to do about it.
  func bytes(_ map: ControlMap, options: ReportOptions) throws(Unavailable) -> [UInt8]
}

extension MapReport {
  package var format: String { Self.format }
}

/// A control map that is text.
package protocol TextualMapReport: MapReport {
  func render(_ map: ControlMap, options: ReportOptions) -> String
}

extension TextualMapReport {
  package func bytes(_ map: ControlMap, options: ReportOptions) -> [UInt8] {
    Array(render(map, options: options).utf8)
  }
}

/// Every way there is to write a control map: the one list that names them.
package enum MapCatalog {
  /// What `avouch map` can write, in the order of its help.
  ///
  /// The stylesheets are taken from the resources.
  package static func all(resources: ResourceLibrary) -> [any MapReport] {
    [
      TextMapReport(), MarkdownMapReport(), HTMLMapReport(resources: resources), CSVMapReport(),
      JSONMapReport(), OSCALMapReport(),
    ]
  }
}
