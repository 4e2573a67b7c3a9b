import Model
import Reports
import TestSupport
import Testing

@Suite("Control map")
struct MapGoldenTests {
  /// Those that are text.
  static let reports = MapCatalog.all(resources: GoldenTests.resources)
    .compactMap { $0 as? any TextualMapReport }
  private static let endings = [
    "text": "txt", "markdown": "md", "html": "html", "csv": "csv", "json": "json",
    "oscal": "oscal.json",
  ]

  static func render(
    _ format: String, _ map: ControlMap, options: ReportOptions = ReportOptions()
  ) throws -> String {
    let report = try #require(reports.first { $0.format == format })
    return report.render(map, options: options)
  }

  @Test("every format is as recorded for every audience", arguments: reports.map(\.format))
  func formats(format: String) throws {
    for audience in Control.Audience.allCases {
      let text = try Self.render(format, SampleMap.map(audience))
      expectGolden(text, "Reports/map-\(audience.rawValue).\(Self.endings[format] ?? "txt")")
    }
  }

  @Test("gaps alone are as recorded", arguments: reports.map(\.format))
  func gaps(format: String) throws {
    let text = try Self.render(format, SampleMap.map(onlyGaps: true))
    expectGolden(text, "Reports/map-gaps.\(Self.endings[format] ?? "txt")")
  }

  @Test("text with colour is as recorded")
  func color() throws {
    let options = ReportOptions(color: true, width: 80, verbose: true)
    expectGolden(
      try Self.render("text", SampleMap.map(), options: options), "Reports/map-verbose-color.txt")
  }

  @Test("the schema is as recorded")
  func schema() { expectGolden(MapSchema.schema.serialized(), "Reports/map.schema.json") }

  @Test("equal maps give equal bytes", arguments: reports.map(\.format))
  func reproducible(format: String) throws {
    let first = try Self.render(format, SampleMap.map())
    #expect(try Self.render(format, SampleMap.map()) == first)
  }
}
