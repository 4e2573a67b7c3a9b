import Model
import Resources

/// Every report there is: the one list that names them.
package enum ReportCatalog {
  /// What `avouch check` can write, in the order of its help.
  package static let all: [any Report] = [
    TextReport(), JSONReport(), SARIFReport(), JUnitReport(), GitHubReport(), GitLabReport(),
    GitLabSecretReport(), MarkdownReport(), CSVReport(),
  ]

  /// The report of that name, or nil when there is none.
  package static func report(named format: String) -> (any Report)? {
    all.first { $0.format == format }
  }

  /// What `avouch report` can write.
  ///
  /// The stylesheet is taken from the resources.
  package static func documents(resources: ResourceLibrary) -> [any Report] {
    [HTMLPostureDocument(resources: resources), MarkdownPostureDocument()]
  }

  /// What `avouch report` can write for programs that read OSCAL.
  package static let oscal: [any Report] = [
    OSCALAssessmentResults(), OSCALComponentDefinition(), OSCALPlanOfAction(),
  ]
}
