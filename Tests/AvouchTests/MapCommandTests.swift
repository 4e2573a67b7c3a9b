import Foundation
import Spreadsheets
import TestSupport
import Testing

/// `avouch map` as a user runs it.
@Suite struct MapCommandTests {
  private static let mapping =
    "maps-to: { soc2: { id: CC6.7, relationship: subset, note: SECRETNOTE }, gdpr: [\"32(1)(a)\"] }"

  private func workspace(
    frameworks: String = "[soc2, gdpr]", mapping: String = mapping
  ) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write(
      "avouch.yaml",
      """
      avouch: 1
      organization: { name: Example }
      targets: { code: { files: . } }
      frameworks: \(frameworks)
      controls:
        - id: a.present
          statement: The file is there.
          \(mapping)
          checks:
            - file: { path: present.txt, target: code }

      """)
    try folder.write("present.txt", "x")
    return folder
  }

  @Test func `the terminal shows what is mapped and the gate decides the exit code`() throws {
    let folder = try workspace()
    let run = try AvouchProcess.run("map", "-q", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("◐ partly"))
    #expect(run.output.contains("✓ supported"))
    #expect(run.output.contains("SECRETNOTE"))
    try FileManager.default.removeItem(atPath: folder.path + "/present.txt")
    let failing = try AvouchProcess.run("map", "-q", "--framework", "gdpr", in: folder)
    #expect(failing.status == 1)
    #expect(failing.output.contains("✗ violated") && !failing.output.contains("CC6.7"))
  }

  @Test func `files are written for the public unless said otherwise`() throws {
    let folder = try workspace()
    let outputs = ["html=m.html", "csv=m.csv", "markdown=m.md", "json=m.json"]
    let run = try AvouchProcess.run(
      "map", "-q", "-o", outputs[0], "-o", outputs[1], "-o", outputs[2], "-o", outputs[3],
      in: folder)
    #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
    for name in ["m.html", "m.csv", "m.md", "m.json"] {
      let text = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
      #expect(text.contains("CC6.7") && !text.contains("SECRETNOTE"), "\(name)")
    }
    let inside = try AvouchProcess.run("map", "-q", "-f", "csv", "-a", "internal", in: folder)
    #expect(inside.output.contains("SECRETNOTE"))
  }

  @Test func `equal input gives equal bytes`() throws {
    let folder = try workspace()
    let runs = try (0..<2).map { _ in
      try AvouchProcess.run("map", "-q", "-f", "html", "--now", "2026-11-21", in: folder).output
    }
    #expect(runs[0] == runs[1] && runs[0].contains("21 November 2026"))
  }

  @Test func `gaps are only what nothing maps to`() throws {
    let run = try AvouchProcess.run("map", "-q", "--gaps", "--framework", "soc2", in: workspace())
    #expect(run.output.contains("CC1.1") && !run.output.contains("CC6.7"))
  }

  @Test(arguments: [
    ("[soc2]", ["--framework", "soc"], "did you mean \"soc2\"?"),
    ("[soc2, gdpr]", ["--framework", "iso27001"], "it names soc2, gdpr"),
    ("[]", [], "names no framework"),
  ])
  func `what cannot be mapped ends with 2`(
    frameworks: String, words: [String], expected: String
  ) throws {
    let folder = try workspace(frameworks: frameworks, mapping: "severity: high")
    let run =
      words.isEmpty
      ? try AvouchProcess.run("map", in: folder)
      : try AvouchProcess.run("map", words[0], words[1], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(expected), "\(run.errors)")
  }

  @Test func `a workbook has a sheet for each framework, and no text becomes a formula`() throws {
    let folder = try workspace(
      mapping: "title: \"=HYPERLINK(0)\"\n    maps-to: { soc2: [CC6.7], gdpr: [\"32(1)(a)\"] }")
    let runs = try (0..<2).map { number in
      try AvouchProcess.run(
        "map", "-q", "-o", "xlsx=m\(number).xlsx", "--now", "2026-11-21", in: folder)
    }
    #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.errors))")
    let files = try (0..<2).map {
      Array(try Data(contentsOf: URL(filePath: "\(folder.path)/m\($0).xlsx")))
    }
    #expect(files[0] == files[1])
    let book = try Workbook.read(files[0])
    #expect(
      book.sheets.map(\.name) == [
        "About", "Coverage", "Matrix", "soc2", "gdpr", "Gaps", "Controls",
      ])
    let cells = book.sheets.map { sheet in sheet.rows.map { $0.cells.map(\.cell) } }
    #expect(cells.joined().joined().allSatisfy { !$0.isFormula })
    #expect(cells.joined().joined().contains { $0.text == "=HYPERLINK(0)" })
    func row(_ sheet: Int, _ start: String) -> [String]? {
      cells[sheet].map { $0.map(\.text) }.first { $0.first == start }
    }
    #expect(row(2, "a.present")?.suffix(2) == ["CC6.7", "32(1)(a)"])
    #expect(row(4, "32(1)(a)")?.contains("supported") == true)
    #expect(row(3, "CC6.7")?.contains("covered") == true)
    #expect(cells[5].contains { $0.map(\.text).contains("CC1.1") })
    #expect(
      !cells.joined().joined().contains {
        $0.text.contains("satisfied") && $0.text != "law: supported, never satisfied"
      })
    // Standard output takes the bytes as they are.
    let shell = try AvouchProcess.run(
      "map", "-q", "-f", "xlsx", "--now", "2026-11-21", in: folder)
    #expect(shell.status == 0 && shell.output.hasPrefix("PK"))
  }

  @Test func `the schema is printed`() throws {
    let run = try AvouchProcess.run("schema", "map", in: "/")
    #expect(run.status == 0 && run.output.contains("avouch-map/1"))
  }
}
