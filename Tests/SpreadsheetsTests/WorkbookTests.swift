import Model
import Spreadsheets
import Systems
import TestSupport
import Testing

@Suite struct WorkbookTests {
  private func sheet() throws -> Sheet {
    try #require(try Workbook.read(HazardousWorkbook.bytes()).sheets.first)
  }

  private func place(_ text: String) throws -> CellReference { try #require(CellReference(text)) }

  @Test func readsEveryKindOfText() throws {
    let sheet = try sheet()
    #expect(sheet.text(at: try place("A3")) == "Q-1")
    #expect(sheet.text(at: try place("B3")) == "Do you encrypt?\n")
    #expect(sheet.text(at: try place("B4")) == "Do you test restores?")
    #expect(sheet.cells[try place("B4")]?.isFormula == true)
    #expect(sheet.text(at: try place("D1")) == "Security")
    #expect(sheet.cells[try place("A99")] == nil)
    #expect(sheet.comments == [try place("B3"): "Say how."])
  }

  @Test func followsListsToHiddenSheetsAndNames() throws {
    let sheet = try sheet()
    #expect(sheet.validation(at: try place("C3"))?.choices == ["Yes", "No", "NA"])
    #expect(sheet.validation(at: try place("C5"))?.choices == ["Yes", "No"])
    #expect(sheet.validation(at: try place("C8"))?.choices == ["Yes", "No", "N/A"])
    #expect(sheet.validation(at: try place("B3")) == nil)
  }

  @Test func saysWhyACellCannotBeWritten() throws {
    let sheet = try sheet()
    #expect(sheet.refusal(at: try place("C3")) == nil)
    #expect(sheet.refusal(at: try place("C6")) == "cell C6 holds a formula")
    #expect(
      sheet.refusal(at: try place("C7")) == "cell C7 is locked by the protection of its sheet")
    #expect(
      sheet.refusal(at: try place("D12")) == "cell D12 is hidden under the merged cells C12:D12")
  }

  @Test func knowsHiddenSheets() throws {
    let workbook = try Workbook.read(HazardousWorkbook.bytes())
    #expect(workbook.sheets.map(\.isHidden) == [false, true])
  }

  @Test func readsTheStrictNamespaceAndCellsWithoutPlaces() throws {
    var parts = WorkbookParts([
      .init(
        "S",
        "<sheetData><row><c t=\"inlineStr\"><is><t>a</t></is></c><c><v>2</v></c></row>"
          + "<row r=\"4\"><c r=\"C4\" t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c></row></sheetData>"
      )
    ])
    parts.main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts.relationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    let sheet = try #require(
      try Workbook.read(ZipWriter.archive(of: parts.all)).sheets.first)
    #expect(
      sheet.cells.mapValues(\.text) == [
        try place("A1"): "a", try place("B1"): "2", try place("C4"): "TRUE",
        try place("D4"): "#REF!",
      ])
  }

  @Test func aFormulaThatNeedsItselfIsNeverCalculated() throws {
    let parts = WorkbookParts([
      .init(
        "S",
        "<sheetData><row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:B1\" si=\"0\">B1</f></c>"
          + "<c r=\"B1\"><f t=\"shared\" si=\"0\"/></c></row></sheetData>")
    ])
    let sheet = try #require(
      try Workbook.read(ZipWriter.archive(of: parts.all)).sheets.first)
    #expect(
      sheet.cells.count == 2 && sheet.cells.values.allSatisfy { $0.isFormula && $0.text.isEmpty })
  }

  @Test(.timeLimit(.minutes(10))) func aMillionEmptyRowsAreReadAndTooManyTextsAreRefused() throws {
    let empty = (1...1_048_576).map { "<row r=\"\($0)\"/>" }.joined()
    let full = (1...20_001).map { "<row><c><v>\($0)</v></c></row>" }.joined()
    for (body, fits) in [(empty, true), (full, false)] {
      let parts = WorkbookParts([
        .init("S", "<dimension ref=\"A1\"/><sheetData>\(body)</sheetData>")
      ])
      let bytes = try ZipWriter.archive(of: parts.all)
      if fits {
        #expect(try Workbook.read(bytes).sheets.first?.cells.isEmpty == true)
      } else {
        let limits = WorkbookLimits(maximumCells: 20_000)
        let error = #expect(throws: Unavailable.self) {
          try Workbook.read(bytes, limits: limits)
        }
        #expect(error?.reason.hasSuffix("more than the 20000 filled cells that are read") == true)
      }
    }
  }

  @Test(arguments: [
    ("<row r=\"5\"/><row r=\"4\"/>", "2: after row 5 stands a row numbered \"4\""),
    ("<row r=\"0\"/>", "2: after row 0 stands a row numbered \"0\""),
    ("<row r=\"9999999\"/>", "2: after row 0 stands a row numbered \"9999999\""),
    ("<row r=\"1\"><c r=\"A2\"/></row>", "2: a cell of row 1 has the place \"A2\""),
    ("<row r=\"1\"><c r=\"ZZZZ1\"/></row>", "2: a cell of row 1 has the place \"ZZZZ1\""),
    (
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
      "cell A1 shows a shared text that is not there"
    ),
  ])
  func refusesSheetsThatLie(_ rows: String, _ reason: String) throws {
    let bytes = try ZipWriter.archive(
      of: WorkbookParts([.init("S", "<sheetData>\(rows)</sheetData>")]).all)
    let error = #expect(throws: Unavailable.self) { try Workbook.read(bytes) }
    #expect(error?.reason.hasSuffix(reason) == true, "\(error?.reason ?? "")")
  }

  @Test func refusesEntitiesInParts() throws {
    var parts = HazardousWorkbook.parts.all
    let index = try #require(parts.firstIndex { $0.name == "xl/sharedStrings.xml" })
    parts[index].bytes = Array(
      "<!DOCTYPE sst [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><sst><si><t>&e;</t></si></sst>".utf8)
    let bytes = try ZipWriter.archive(of: parts)
    let error = #expect(throws: Unavailable.self) { try Workbook.read(bytes) }
    #expect(error?.reason.contains("document type declaration") == true)
  }

  @Test func namesWhatIsGivenByMistake() throws {
    func compound(_ stream: String) -> [UInt8] {
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 500)
        + stream.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [0, 0]
    }
    let ods = "application/vnd.oasis.opendocument.spreadsheet"
    let cases: [([UInt8], String)] = [
      (compound("EncryptedPackage"), "protected by a password"), (compound("Workbook"), "(.xls)"),
      (Array("%PDF-1.7".utf8), "PDF"), (compound("WordDocument"), "(.doc)"),
      (try ZipWriter.archive(of: [("mimetype", Array(ods.utf8))]), "(.ods)"),
      (try ZipWriter.archive(of: [("word/document.xml", [])]), "(.docx)"),
      (try ZipWriter.archive(of: [("xl/workbook.bin", [])]), "(.xlsb)"),
      (try ZipWriter.archive(of: [("a.txt", [])]), "is not a workbook (.xlsx)"),
    ]
    for (bytes, words) in cases {
      let error = #expect(throws: Unavailable.self) { try Workbook.read(bytes) }
      #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
    }
  }

  @Test func mutatedWorkbooksAreReadOrRefused() throws {
    let parts = HazardousWorkbook.parts.all
    var generator = SplitMix64(seed: 20)
    var outcomes = (read: 0, refused: 0)
    for _ in 0..<400 {
      var mutated = parts
      let part = Int.random(in: mutated.indices, using: &generator)
      guard !mutated[part].bytes.isEmpty else { continue }
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: mutated[part].bytes.indices, using: &generator)
        mutated[part].bytes[index] = UInt8.random(in: 32...126, using: &generator)
      }
      do {
        let workbook = try Workbook.read(ZipWriter.archive(of: mutated))
        // What can be read can be filled, or is refused; it never breaks.
        if let place = CellReference("C3") { _ = try? workbook.setting([0: [place: "Yes"]]) }
        outcomes.read += 1
      } catch { outcomes.refused += 1 }
    }
    #expect(outcomes.read > 50 && outcomes.refused > 50, "\(outcomes)")
  }

  /// ECMA-376 part 1, 18.3.1.4: a cell that names no format has the first, whatever its column has.
  @Test func aCellWithoutAFormatIsNotOpenedByItsColumn() throws {
    let parts = WorkbookParts([
      .init(
        "S",
        "<cols><col min=\"1\" max=\"2\" style=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"/></row>"
          + "</sheetData><sheetProtection sheet=\"1\"/>")
    ])
    let sheet = try #require(try Workbook.read(ZipWriter.archive(of: parts.all)).sheets.first)
    let places = try ["A1", "B1", "A2", "C1"].map(place)
    #expect(places.map(sheet.isLocked) == [true, false, false, true])
  }
}
