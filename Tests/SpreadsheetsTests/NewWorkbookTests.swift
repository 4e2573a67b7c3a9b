import Model
import Spreadsheets
import Systems
import Testing

@Suite struct NewWorkbookTests {
  private static func sample() throws -> NewWorkbook {
    let target = try #require(CellReference("A2"))
    return NewWorkbook(
      title: "Control map <1>",
      sheets: [
        NewSheet(
          name: "Summary: [2026]", columns: [.init("Framework", width: 30), .init("Share")],
          rows: [
            [NewCell("SOC 2", style: .strong, link: .sheet(1, target)), NewCell(.share(0.25))],
            [NewCell("=1+1"), NewCell(.integer(-3), style: .negative)],
            [NewCell("a & <b>\r\n\"c\" _x0041_", link: .address("https://example.com/?a=1&b=2"))],
            [NewCell("no", link: .address("javascript:alert(1)")), NewCell(.number(.nan))],
          ], frozenColumns: 1),
        NewSheet(name: "It's", columns: [], rows: [[NewCell("x")]], hasFilter: false),
        NewSheet(name: "it's", columns: [.init("A")], rows: []),
      ])
  }

  @Test func writesWhatTheReaderReads() throws {
    let workbook = try Workbook.read(try Self.sample().bytes())
    #expect(workbook.sheets.map(\.name) == ["Summary   2026", "It's", "it's (2)"])
    let sheet = workbook.sheets[0]
    let texts = sheet.rows.map { $0.cells.map(\.cell.text) }
    #expect(
      texts == [
        ["Framework", "Share"], ["SOC 2", "0.25"], ["=1+1", "-3"], ["a & <b>\n\"c\" _x0041_"],
        ["no", "nan"],
      ])
    #expect(sheet.cells.values.allSatisfy { !$0.isFormula })
  }

  @Test func isTheSameEveryTime() throws {
    #expect(try Self.sample().bytes() == Self.sample().bytes())
  }

  @Test func keepsOnlyLinksThatABrowserMayFollow() throws {
    let archive = try ZipArchive(try Self.sample().bytes())
    let text = try archive.entries.filter { $0.name.hasPrefix("xl/worksheets") }.map {
      String(decoding: try archive.read($0), as: UTF8.self)
    }.joined()
    #expect(text.contains("Target=\"https://example.com/?a=1&amp;b=2\""))
    #expect(text.contains("location=\"'It''s'!A2\""))
    #expect(!text.contains("javascript"))
  }

  @Test func refusesWhatASheetCannotHold() {
    #expect(throws: Unavailable.self) { try NewWorkbook(title: "", sheets: []).bytes() }
    let long = NewSheet(
      name: "a", columns: [.init("b")], rows: [[NewCell(String(repeating: "x", count: 32_768))]])
    #expect(throws: Unavailable.self) { try NewWorkbook(title: "", sheets: [long]).bytes() }
  }
}
