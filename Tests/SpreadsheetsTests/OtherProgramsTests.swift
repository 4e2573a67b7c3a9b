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

  /// What openpyxl knows of a workbook: for each sheet every cell with its kind, value, style and
  /// protection, and what else belongs to the sheet.
  private struct Seen: Decodable, Equatable {
    let cells: [String: String]
    let rest: [String]
  }

  private func openpyxl(_ workbooks: [[UInt8]]) throws -> [[Seen]] {
    let folder = TemporaryFolder()
    let files = try workbooks.enumerated().map { try folder.write("\($0).xlsx", $1) }
    let script = try folder.write(
      "read.py",
      """
      import json, sys, openpyxl
      def seen(sheet):
          cells = {c.coordinate: f"{c.data_type}:{c.value}" for row in sheet.iter_rows() for c in row
                   if c.value is not None}
          rest = [f"{c.coordinate} style {c.style_id} locked {c.protection.locked} comment "
                  f"{c.comment and c.comment.text}" for row in sheet.iter_rows() for c in row]
          rest += [f"merged {range}" for range in sorted(map(str, sheet.merged_cells.ranges))]
          rest += [f"list {v.sqref} {v.formula1}" for v in sheet.data_validations.dataValidation]
          rest += [sheet.title, sheet.sheet_state, str(sheet.protection.sheet)]
          return {"cells": cells, "rest": rest}
      books = [[seen(s) for s in openpyxl.load_workbook(f).worksheets] for f in sys.argv[2:]]
      json.dump(books, open(sys.argv[1], "w"))
      """)
    let python = ProcessInfo.processInfo.environment["AVOUCH_TEST_PYTHON"] ?? "python3"
    let output = folder.path + "/out.json"
    try ChildProcess.run(["/usr/bin/env", python, script, output] + files)
    return try JSONDecoder().decode(
      [[Seen]].self, from: try Data(contentsOf: URL(filePath: output)))
  }

  @Test func openpyxlFindsTheAnswersAndEverythingElseAsItWas() throws {
    let books = try openpyxl([try HazardousWorkbook.bytes(), try filled()])
    let (before, after) = (books[0], books[1])
    // New cells have the style of their row or column, which leaves them open.
    let rest = before[0].rest.map { line in
      ["C8", "D3"].first { line.hasPrefix($0 + " ") }
        .map { "\($0) style 1 locked False comment None" } ?? line
    }
    #expect(after[0].rest == rest)
    #expect(before[0].rest.contains { $0.hasSuffix("comment Say how.") })
    var expected = before[0].cells
    for (place, text) in Self.answers { expected[place] = "s:\(text)" }
    #expect(after[0].cells == expected)
    #expect(after[0].cells["C5"] == "f:=C6" && after[0].cells["B4"] == "f:=Lists!B1")
    #expect(before[1] == after[1] && after[1].rest.contains("veryHidden"))
  }

  @Test func openpyxlReadsNewWorkbooks() throws {
    let workbook = NewWorkbook(
      title: "Map",
      sheets: [
        NewSheet(
          name: "One", columns: [.init("Requirement"), .init("State")],
          rows: [[NewCell("CC6.1"), NewCell("=bad", style: .negative)], [NewCell(.integer(7))]])
      ])
    let cells = try #require(try openpyxl([try workbook.bytes()]).first?.first?.cells)
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
    let c7 = try #require(CellReference("C7"))
    #expect(sheet.isLocked(c7) && original.isLocked(c7))
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
