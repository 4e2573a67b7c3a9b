import Model
import Spreadsheets
import Systems
import TestSupport
import Testing

@Suite struct WorkbookEditorTests {
  private func places(_ texts: [String: String]) throws -> [CellReference: String] {
    var places: [CellReference: String] = [:]
    for (place, text) in texts { places[try #require(CellReference(place))] = text }
    return places
  }

  private func part(_ name: String, of bytes: [UInt8]) throws -> String {
    let archive = try ZipArchive(bytes)
    let entry = try #require(archive.entries.first { $0.name == name })
    return String(decoding: try archive.read(entry), as: UTF8.self)
  }

  @Test func changesNothingButTheCells() throws {
    let before = try HazardousWorkbook.bytes()
    let after = try Workbook.read(before).setting([
      0: places(["C3": "=HYPERLINK(\"x\")", "C4": "a & <b>\r\n_x0041_", "D3": "new", "C8": "No"])
    ])
    let text = "<is><t xml:space=\"preserve\">"
    let expected = HazardousWorkbook.parts.sheetText(0)
      .replacing(
        "<row r=\"3\" spans=\"1:3\">", with: "<row r=\"3\" spans=\"1:4\">"
      ).replacing(
        "<c r=\"C3\" s=\"1\"/>",
        with: "<c r=\"C3\" s=\"1\" t=\"inlineStr\">\(text)=HYPERLINK(&quot;x&quot;)</t></is></c>"
          + "<c r=\"D3\" s=\"1\" t=\"inlineStr\">\(text)new</t></is></c>"
      ).replacing(
        "<c r=\"C4\" s=\"1\" vm=\"1\"><v>7</v><extLst><ext uri=\"{0}\"/></extLst></c>",
        with:
          "<c r=\"C4\" s=\"1\" t=\"inlineStr\">\(text)a &amp; &lt;b&gt;\n_x005F_x0041_</t></is></c>"
      ).replacing(
        "Is no cell here?</t></is></c>",
        with:
          "Is no cell here?</t></is></c><c r=\"C8\" s=\"1\" t=\"inlineStr\">\(text)No</t></is></c>"
      ).replacing("<dimension ref=\"A1:C12\"/>", with: "<dimension ref=\"A1:D12\"/>")
    #expect(try part("xl/worksheets/sheet1.xml", of: after) == expected)
    let (old, new) = (try ZipArchive(before), try ZipArchive(after))
    #expect(old.entries.map(\.name) == new.entries.map(\.name))
    for (left, right) in zip(old.entries, new.entries)
    where left.name != "xl/worksheets/sheet1.xml" {
      #expect(try old.read(left) == new.read(right), "\(left.name)")
    }
    let sheet = try #require(try Workbook.read(after).sheets.first)
    let c4 = try #require(CellReference("C4"))
    #expect(sheet.text(at: c4) == "a & <b>\n_x0041_")
  }

  @Test func isTheSameEveryTimeAndNothingForNothing() throws {
    let workbook = try Workbook.read(HazardousWorkbook.bytes())
    let texts = [0: try places(["C3": "Yes", "C9": "x", "C20": "y"])]
    #expect(try workbook.setting(texts) == workbook.setting(texts))
    #expect(try workbook.setting([:]) == workbook.bytes)
  }

  @Test func putsRowsAndCellsInTheirOrder() throws {
    let body =
      "<x:sheetData xmlns:x=\"\(WorkbookParts([]).main)\"><x:row r=\"2\"/><x:row><x:c><x:v>1</x:v>"
      + "</x:c><x:c r=\"D3\"><x:v>4</x:v></x:c></x:row></x:sheetData>"
    let bytes = try ZipWriter.archive(of: WorkbookParts([.init("S", body)]).all)
    let workbook = try Workbook.read(bytes)
    // A sheet cannot hide cells that were seen: rows above, inside, between and below.
    let after = try workbook.setting([
      0: places(["B1": "b", "A2": "a", "C3": "c", "E3": "e", "A9": "z"])
    ])
    let cell = { (place: String, text: String) in
      "<x:c r=\"\(place)\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">\(text)</x:t></x:is></x:c>"
    }
    let text = try part("xl/worksheets/sheet1.xml", of: after)
    #expect(
      text.contains(
        "<x:row r=\"1\">\(cell("B1", "b"))</x:row><x:row r=\"2\">\(cell("A2", "a"))</x:row><x:row>"
          + "<x:c><x:v>1</x:v></x:c>\(cell("C3", "c"))<x:c r=\"D3\"><x:v>4</x:v></x:c>"
          + "\(cell("E3", "e"))</x:row><x:row r=\"9\">\(cell("A9", "z"))</x:row></x:sheetData>"))
  }

  @Test func fillsAnEmptySheet() throws {
    let bytes = try ZipWriter.archive(of: WorkbookParts([.init("S", "<sheetData />")]).all)
    let after = try Workbook.read(bytes).setting([0: places(["A1": "x"])])
    #expect(try part("xl/worksheets/sheet1.xml", of: after).contains("<sheetData ><row r=\"1\">"))
  }

  @Test(arguments: ["B4", "C5", "C6", "C7", "D12", "A1"])
  func refusesCellsThatMustStay(_ place: String) throws {
    let workbook = try Workbook.read(HazardousWorkbook.bytes())
    #expect(throws: Unavailable.self) { try workbook.setting([0: places([place: "x"])]) }
  }

  @Test func clearsACell() throws {
    let workbook = try Workbook.read(HazardousWorkbook.bytes())
    let after = try Workbook.read(workbook.setting([0: places(["C4": ""])]))
    let c4 = try #require(CellReference("C4"))
    #expect(after.sheets[0].cells[c4] == nil)
  }

  @Test func refusesATextThatNoCellHolds() throws {
    let workbook = try Workbook.read(HazardousWorkbook.bytes())
    let long = String(repeating: "x", count: 32_768)
    #expect(throws: Unavailable.self) { try workbook.setting([0: places(["C3": long])]) }
  }

  @Test func writesWhatItReadsForAnyText() throws {
    let workbook = try Workbook.read(HazardousWorkbook.bytes())
    let c3 = try #require(CellReference("C3"))
    var generator = SplitMix64(seed: 3)
    let alphabet = Array("a<>&\"'_x0041_=+-@ \n\u{0}\u{1F}\u{FFFE}é😀]]>")
    for _ in 0..<40 {
      let text = String((0..<12).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
      // Throws when the cell does not read as it was asked to be.
      let after = try workbook.setting([0: [c3: text]])
      let read = try Workbook.read(after).sheets[0].text(at: c3)
      #expect(read == text.filter { !"\u{0}\u{1F}\u{FFFE}".contains($0) })
    }
  }
}
