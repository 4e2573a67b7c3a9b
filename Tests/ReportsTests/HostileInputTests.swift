import Foundation
import Model
import Reports
import Testing

@Suite("Hostile input")
struct HostileInputTests {
  private static let harmless = HostileAssessment.assessment("harmless")

  @Test("no attack adds, removes or changes an element of the HTML document")
  func html() throws {
    let document = HTMLPostureDocument(resources: GoldenTests.resources)
    let expected = try PythonValidation.tags(
      ofHTML: document.render(Self.harmless, options: ReportOptions()))
    // All attacks in one document: the parser starts once.
    let attack = HostileAssessment.attacks.joined(separator: " ")
    let text = document.render(
      HostileAssessment.assessment(attack), options: ReportOptions())
    let found = try PythonValidation.tags(ofHTML: text)
    #expect(try names(in: found) == names(in: expected))
    // The harmless text is no address either, so there are links within the document alone.
    #expect(try links(in: found).allSatisfy { $0.hasPrefix("#") })
    #expect(try links(in: found).count == links(in: expected).count)
  }

  @Test("no attack makes an element, a link or a cell in Markdown")
  func markdown() throws {
    let reports: [any TextualReport] = [MarkdownPostureDocument(), MarkdownReport()]
    var documents = reports.map { $0.render(Self.harmless, options: ReportOptions()) }
    for attack in HostileAssessment.attacks {
      documents += reports.map {
        $0.render(HostileAssessment.assessment(attack), options: ReportOptions())
      }
    }
    let outlines = try PythonValidation.markdownTokens(of: documents)
    for (index, outline) in outlines.enumerated() {
      let attack = index < 2 ? "harmless" : HostileAssessment.attacks[index / 2 - 1]
      #expect(outline == outlines[index % 2], "\(attack.debugDescription)")
    }
  }

  @Test("no attack reaches the terminal or the runner", arguments: HostileAssessment.attacks)
  func lines(attack: String) throws {
    let assessment = HostileAssessment.assessment(attack)
    let text = TextReport().render(assessment, options: ReportOptions(verbose: true))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    let annotations = GitHubReport().render(assessment, options: ReportOptions())
    let harmless = GitHubReport().render(Self.harmless, options: ReportOptions())
    #expect(
      annotations.split(separator: "\n").map { $0.prefix(9) }
        == harmless.split(separator: "\n").map { $0.prefix(9) })
  }

  @Test("SARIF messages hold no link")
  func sarif() {
    let attack = HostileAssessment.assessment("[x](https://evil.example)")
    let text = SARIFReport().render(attack, options: ReportOptions())
    #expect(text.contains("\"text\": \"[x] (https://evil.example)"))
    #expect(!text.contains("\"text\": \"[x]("))
  }

  @Test("XML and CSV stay in shape")
  func shapes() throws {
    let attack = HostileAssessment.attacks.joined(separator: " ")
    let assessment = HostileAssessment.assessment(attack)
    let junit = JUnitReport().render(assessment, options: ReportOptions())
    let outline = try PythonValidation.outline(ofXML: junit).split(separator: "\n")
    #expect(outline.count { $0.hasPrefix("testcase") } == 5)
    let csv = try PythonValidation.rows(
      ofCSV: CSVReport().render(assessment, options: ReportOptions()))
    for line in csv.split(separator: "\n") {
      let row = try JSONDecoder().decode([String].self, from: Data(line.utf8))
      #expect(row.count == 20)
      #expect(row.allSatisfy { !["=", "+", "-", "@"].contains($0.prefix(1)) })
    }
  }

  /// Each tag with the names of its attributes, whatever their values.
  private func names(in tags: String) throws -> [String] {
    try tags.split(separator: "\n").map { line in
      let attributes = try Self.attributes(in: line).map(\.first)
      return ([String(line.prefix { $0 != " " })] + attributes.compactMap { $0 ?? nil })
        .joined(separator: " ")
    }
  }

  /// The values of every attribute that could lead or load somewhere.
  private func links(in tags: String) throws -> [String] {
    try tags.split(separator: "\n").flatMap { line in
      try Self.attributes(in: line).filter { ["href", "src", "action"].contains($0.first) }
        .compactMap { $0.last ?? nil }
    }
  }

  private static func attributes(in line: Substring) throws -> [[String?]] {
    guard let start = line.firstIndex(of: "[") else { return [] }
    return try JSONDecoder().decode([[String?]].self, from: Data(line[start...].utf8))
  }
}
