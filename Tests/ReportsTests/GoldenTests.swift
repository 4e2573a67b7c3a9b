import Model
import Reports
import Resources
import TestSupport
import Testing

@Suite("Golden files")
struct GoldenTests {
  private static let endings = [
    "text": "txt", "json": "json", "sarif": "sarif", "junit": "xml", "github": "txt",
    "gitlab": "json", "gitlab-secrets": "json", "markdown": "md", "csv": "csv",
  ]

  @Test("every report of a check is as recorded", arguments: ReportCatalog.all.map(\.format))
  func report(format: String) throws {
    let report = try #require(ReportCatalog.report(named: format))
    let text = report.render(SampleAssessment.full, options: ReportOptions())
    expectGolden(text, "Reports/check-\(format).\(Self.endings[format] ?? "txt")")
  }

  @Test("text with colour and evidence is as recorded")
  func coloredText() {
    let options = ReportOptions(color: true, width: 80, verbose: true)
    expectGolden(
      TextReport().render(SampleAssessment.full, options: options),
      "Reports/check-verbose-color.txt")
  }

  @Test("the documents are as recorded for every audience", arguments: Control.Audience.allCases)
  func documents(audience: Control.Audience) {
    for document in ReportCatalog.documents(resources: Self.resources)
      + ReportCatalog.documentData
    {
      let text = document.render(
        SampleAssessment.dated, options: ReportOptions(audience: audience))
      let ending = document.format == "markdown" ? "md" : document.format
      expectGolden(text, "Reports/posture-\(audience.rawValue).\(ending)")
    }
  }

  @Test("the schema is as recorded")
  func schema() {
    expectGolden(AssessmentSchema.schema.serialized(), "Reports/assessment.schema.json")
    expectGolden(PostureSchema.schema.serialized(), "Reports/posture.schema.json")
  }

  /// The files of the source tree, whatever the binary holds.
  static let resources = ResourceLibrary(folder: TestPaths.package.path)
}
