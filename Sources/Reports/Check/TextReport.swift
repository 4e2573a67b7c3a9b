import Model

/// What `avouch check` prints to a person.
package struct TextReport: TextualReport {
  package static let format = "text"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let published = PublishedAssessment(assessment, for: options.audience)
    return TextPage(published.assessment, options: options).text
  }
}
