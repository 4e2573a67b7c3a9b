import Model
import Reports
import Testing

@Suite("Text report")
struct TextReportTests {
  @Test("colour is written only when asked for")
  func color() {
    let plain = TextReport().render(SampleAssessment.full, options: ReportOptions())
    let colored = TextReport().render(SampleAssessment.full, options: ReportOptions(color: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[31m✗ violated"))
    #expect(colored.contains("\u{1B}[32m✓ verified"))
  }

  @Test(
    "the last line is the gate's decision",
    arguments: [
      (
        GateDecision.Outcome.holds,
        "The gate holds, with 1 control under an accepted exception. Exit 0."
      ),
      (.violated, "The gate fails: 1 control is violated (transport.hsts). Exit 1."),
      (.unmeasured, "The gate cannot decide: 1 control is unproven (data.isolation). Exit 3."),
    ])
  func decision(outcome: GateDecision.Outcome, line: String) {
    let deciding: [String] =
      switch outcome {
      case .holds: []
      case .violated: ["transport.hsts"]
      case .unmeasured: ["data.isolation"]
      }
    let assessment = SampleAssessment.assessment(
      controls: SampleAssessment.full.controls,
      gate: GateDecision(outcome: outcome, deciding: deciding, adjustments: []))
    let text = TextReport().render(assessment, options: ReportOptions(width: 200))
    #expect(text.split(separator: "\n").last.map(String.init) == line)
  }

  @Test("lines keep to the width, but for places", arguments: [80, 100, 140])
  func width(columns: Int) {
    let text = TextReport().render(SampleAssessment.full, options: ReportOptions(width: columns))
    let long = text.split(separator: "\n").filter {
      $0.count > columns && !$0.contains("/") && !$0.contains("·")
    }
    #expect(long == [])
  }

  @Test("a state says since when it holds where earlier runs are known, and nothing where not")
  func since() {
    let start = Instant(startOf: SampleParts.day(2026, 9, 1))
    let dated = SampleAssessment.full.dated(since: ["transport.hsts": start], ledger: nil)
    let options = ReportOptions(width: 200)
    let before = TextReport().render(SampleAssessment.full, options: options)
    let lines = TextReport().render(dated, options: options).split(separator: "\n")
    #expect(!before.contains(", since 20"))
    #expect(lines.filter { $0.contains(", since 2026-09-01") }.count == 1)
    #expect(lines.contains { $0.contains("transport.hsts") && $0.contains("since 2026-09-01") })
  }

  @Test("evidence is shown when asked for")
  func verbose() {
    let options = ReportOptions(verbose: true)
    let text = TextReport().render(SampleAssessment.full, options: options)
    #expect(text.contains("saw  storage_encrypted = true"))
    #expect(text.contains("infra/database.tf:18:3 · 2026-11-21 09:58 UTC · sha256 9f86d081884c"))
  }
}
