import Foundation
import Model
import Spreadsheets
import Systems
import TestSupport
import Testing

/// Programs of other makers read what is written here.
@Suite(.serialized) struct OtherProgramsTests {
  private func places(_ texts: [String: String]) throws -> [CellReference: String] {
    var places: [CellReference: String] = [:]
    for (place, text) in texts { places[try #require(CellReference(place))] = text }
    return places
  }

  private static let answers = [
    "C3": "=1+1", "C4": "No <b> & \"so\"\non two lines", "D3": "@SUM(A1)", "C8": "N/A",
    "C12": "+49",
  ]

  private func filled() throws -> [UInt8] {
    try Workbook.read(HazardousWorkbook.bytes()).setting([0: places(Self.answers)])
  }

  /// The values and formulas of all cells of a workbook's first sheet, as openpyxl reads them.
  private func openpyxl(_ bytes: [UInt8]) throws -> [String: String] {
    let folder = TemporaryFolder()
    let file = try folder.write("a.xlsx", bytes)
    let script = try folder.write(
      "read.py",
      """
      import json, sys, openpyxl
      sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
      cells = {c.coordinate: c.data_type + ":" + str(c.value)
               for row in sheet.iter_rows() for c in row if c.value is not None}
      json.dump(cells, open(sys.argv[2], "w"))
      """)
    let python = ProcessInfo.processInfo.environment["AVOUCH_TEST_PYTHON"] ?? "python3"
    let output = folder.path + "/out.json"
    try ChildProcess.run(["/usr/bin/env", python, script, file, output])
    let data = try Data(contentsOf: URL(filePath: output))
    return try JSONDecoder().decode([String: String].self, from: data)
  }

  @Test func openpyxlReadsNewWorkbooks() throws {
    let workbook = NewWorkbook(
      title: "Map",
      sheets: [
        NewSheet(
          name: "One", columns: [.init("Requirement"), .init("State")],
          rows: [[NewCell("CC6.1"), NewCell("=bad", style: .negative)], [NewCell(.integer(7))]])
      ])
    let cells = try openpyxl(try workbook.bytes())
    #expect(cells["A1"] == "s:Requirement" && cells["A3"] == "n:7")
    #expect(cells["B2"]?.hasSuffix(":=bad") == true)
  }

  /// LibreOffice takes seconds to start, so one run converts every file.
  @Test(.timeLimit(.minutes(10))) func libreOfficeOpensAndSavesThem() throws {
    let folder = TemporaryFolder()
    let new = NewWorkbook(
      title: "Map",
      sheets: [
        NewSheet(
          name: "One", columns: [.init("Requirement", width: 30), .init("State")],
          rows: [
            [
              NewCell("CC6.1", link: .address("https://example.com/")),
              NewCell("=1+1", style: .negative),
            ], [NewCell(.share(0.5)), NewCell("ok", style: .positive)],
          ], frozenColumns: 1)
      ])
    let files = [
      try folder.write("filled.xlsx", filled()), try folder.write("new.xlsx", try new.bytes()),
    ]
    try ChildProcess.run(
      [
        "/usr/bin/soffice", "--headless", "--norestore",
        "-env:UserInstallation=file://\(folder.path)/profile", "--convert-to", "xlsx", "--outdir",
        "\(folder.path)/out",
      ] + files)
    let saved = try Workbook.read(
      [UInt8](try Data(contentsOf: URL(filePath: "\(folder.path)/out/filled.xlsx"))))
    let sheet = try #require(saved.sheets.first)
    for (place, text) in try places(Self.answers) {
      #expect(sheet.cells[place] == Cell(text: text, isFormula: false), "\(place.description)")
    }
    let original = try #require(try Workbook.read(HazardousWorkbook.bytes()).sheets.first)
    for place in ["A3", "B3", "A4", "B5", "B12"] {
      let reference = try #require(CellReference(place))
      #expect(sheet.text(at: reference).trimmed == original.text(at: reference).trimmed)
    }
    #expect(saved.sheets.map(\.name) == ["Security", "Lists"])
    #expect(saved.sheets[1].isHidden)
    let c3 = try #require(CellReference("C3"))
    #expect(sheet.validation(at: c3)?.choices == ["Yes", "No", "NA"])
    #expect(!sheet.isLocked(c3))
    let map = try Workbook.read(
      [UInt8](try Data(contentsOf: URL(filePath: "\(folder.path)/out/new.xlsx"))))
    let rows = map.sheets[0].rows.map { $0.cells.map(\.cell) }
    #expect(
      rows.map { $0.map(\.text) } == [
        ["Requirement", "State"], ["CC6.1", "=1+1"], ["0.5", "ok"],
      ])
    #expect(rows.joined().allSatisfy { !$0.isFormula })
  }
}
