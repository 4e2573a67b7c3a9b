import Foundation
import Model
import Reports
import Testing

@Suite("Nothing is left out")
struct CompletenessTests {
  private static let documents = ReportCatalog.documents(resources: GoldenTests.resources)

  @Test("the sample has every verdict and every kind")
  func sample() {
    #expect(Set(SampleAssessment.full.controls.map(\.verdict)) == Set(ControlVerdict.allCases))
    #expect(Set(SampleAssessment.full.controls.map(\.control.kind)) == Set(Control.Kind.allCases))
  }

  @Test(
    "every control and its state is in every report that lists controls",
    arguments: ["text", "json", "junit", "csv"])
  func controls(format: String) throws {
    let report = try #require(ReportCatalog.report(named: format))
    let text = report.render(SampleAssessment.full, options: ReportOptions())
    for item in SampleAssessment.full.controls {
      #expect(text.contains(item.control.id), "\(item.control.id)")
    }
  }

  @Test("every title, state and kind is in both documents")
  func documents() {
    for document in Self.documents {
      let text = document.render(SampleAssessment.full, options: ReportOptions())
      for item in SampleAssessment.full.controls {
        #expect(text.contains(item.control.title), "\(item.control.id)")
      }
      for verdict in ControlVerdict.allCases { #expect(text.contains(verdict.rawValue)) }
    }
  }

  @Test("limits stand before the first control in both documents")
  func limitsFirst() throws {
    for document in Self.documents {
      let text = document.render(
        SampleAssessment.full, options: ReportOptions(audience: .public))
      let limit = try #require(text.range(of: "this is not end-to-end encryption"))
      let control = try #require(text.range(of: "Every public endpoint refuses"))
      #expect(limit.lowerBound < control.lowerBound)
    }
  }

  @Test("equal assessments give equal bytes")
  func reproducible() {
    for report in ReportCatalog.all + Self.documents {
      let first = report.render(SampleAssessment.full, options: ReportOptions())
      #expect(report.render(SampleAssessment.full, options: ReportOptions()) == first)
    }
  }

  @Test("an assessment without controls is reported, not refused")
  func empty() {
    let empty = SampleAssessment.assessment(
      controls: [], postureFindings: [], waivers: [], frameworks: [])
    for report in ReportCatalog.all + Self.documents {
      let text = report.render(empty, options: ReportOptions())
      #expect(!text.isEmpty, "\(report.format)")
    }
  }

  @Test("formats have names of their own")
  func names() {
    #expect(Set(ReportCatalog.all.map(\.format)).count == ReportCatalog.all.count)
    #expect(ReportCatalog.report(named: "nothing") == nil)
  }
}
