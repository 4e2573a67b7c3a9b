import Model
import Resources

/// Every report there is: the one list that names them.
package enum ReportCatalog {
  /// What `avouch check` can write, in the order of its help.
  package static let all: [any TextualReport] = [
    TextReport(), JSONReport(), SARIFReport(), JUnitReport(), GitHubReport(), GitLabReport(),
    GitLabSecretReport(), MarkdownReport(), CSVReport(),
  ]

  /// The report of that name, or nil when there is none.
  package static func report(named format: String) -> (any TextualReport)? {
    all.first { $0.format == format }
  }

  /// The Security Posture Document as people read it.
  ///
  /// The stylesheet is taken from the resources.
  package static func documents(resources: ResourceLibrary) -> [any TextualReport] {
    [HTMLPostureDocument(resources: resources), MarkdownPostureDocument()]
  }

  /// The same document for programs, and its calendar.
  package static let documentData: [any TextualReport] = [
    JSONPostureDocument(), CalendarPostureDocument(),
  ]

  /// What `avouch report` can write for programs that read OSCAL.
  package static let oscal: [any TextualReport] = [
    OSCALAssessmentResults(), OSCALComponentDefinition(), OSCALPlanOfAction(),
  ]
}
