import Foundation
import Model
import Spreadsheets
import Systems
import TestSupport
import Testing

/// `avouch answer` as a user runs it, on the posture under Tests/Fixtures/Answers.
@Suite struct AnswerCommandTests {
  private static let posture = AvouchProcess.repository + "/Tests/Fixtures/Answers"

  private static let table = """
    ID,Question,Answer,Comments
    1,Is data encrypted at rest?,,
    2,Do you support single sign-on?,,
    3,Who are your investors?,,

    """

  private func folder(_ text: String = table) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("questions.csv", text)
    return folder
  }

  private func answer(
    _ words: String..., in folder: TemporaryFolder, file: String = "questions.csv"
  ) throws -> AvouchProcess {
    try withExtendedLifetime(folder) {
      try AvouchProcess.run(
        ["answer", file, "-p", Self.posture, "--now", "2026-11-21T10:00:00Z"] + words,
        in: folder.path)
    }
  }

  private func text(_ name: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  // MARK: What is written

  @Test func `what the posture answers is filled in, and the rest is left to a person`() throws {
    let folder = try folder()
    let run = try answer(
      "-q", "-o", "answered.csv", "--review", "review.md", "--review", "review.csv", "--review",
      "review.json", in: folder)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.output.hasSuffix("\n3 questions: 2 answered, 1 needs a person.\n"))
    #expect(run.errors.isEmpty, "\(run.errors)")
    let lines = try text("answered.csv", in: folder).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0] == "ID,Question,Answer,Comments")
    #expect(lines[1].hasPrefix("1,Is data encrypted at rest?,Yes,"), "\(lines[1])")
    #expect(lines[1].contains("Verified on 21 November 2026 (control storage.at-rest, evidence"))
    #expect(lines[2].hasPrefix("2,Do you support single sign-on?,No,"), "\(lines[2])")
    #expect(lines[3] == "3,Who are your investors?,,")
    #expect(try text("questions.csv", in: folder) == Self.table)
    // The name of a review says how it is written.
    #expect(try text("review.md", in: folder).hasPrefix("# Review of answers: Quayside\n"))
    #expect(try text("review.csv", in: folder).hasPrefix("State,Place,Identifier,Question,Answer"))
    #expect(try text("review.json", in: folder).contains("\"needsPerson\": 1"))
  }

  @Test func `without an output nothing is written, and the exit code says that all is answered`()
    throws
  {
    let folder = try folder("Question,Answer\nIs data encrypted at rest?,\n")
    let run = try answer("-f", "csv", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\nanswered,\"line 2, column 2\",,Is data encrypted at rest?,Yes,"))
    #expect(
      run.errors.hasSuffix(
        "\navouch: nothing was filled in; --output PATH writes the filled questionnaire\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["questions.csv"])
  }

  @Test func `an answer that stands there is replaced only when asked for`() throws {
    let folder = try folder("Question,Answer\nIs data encrypted at rest?,see annex\n")
    let kept = try answer("-q", "-o", "a.csv", in: folder)
    #expect(kept.status == 0 && kept.output.contains("an answer stands there already"))
    #expect(try text("a.csv", in: folder).contains(",see annex\n"))
    let replaced = try answer("-q", "-o", "a.csv", "--replace", in: folder)
    #expect(replaced.status == 0)
    #expect(try text("a.csv", in: folder).contains("Is data encrypted at rest?,Yes"))
  }

  @Test func `the questionnaire itself is written over only when asked for, by whatever name`()
    throws
  {
    let folder = try folder()
    try folder.link("other.csv", to: "questions.csv")
    for name in ["questions.csv", "./questions.csv", "other.csv", folder.path + "/questions.csv"] {
      let run = try answer("-o", name, in: folder)
      #expect(run.status == 2 && run.output.isEmpty, "\(name)")
      #expect(
        run.errors == """
          avouch: --output is the questionnaire itself; name another file, or add --overwrite
          "avouch help answer" shows how it is used.

          """)
    }
    #expect(try text("questions.csv", in: folder) == Self.table)
    let run = try answer("-q", "-o", "questions.csv", "--overwrite", in: folder)
    #expect(run.status == 3, "\(run.errors)")
    #expect(try text("questions.csv", in: folder).contains("at rest?,Yes,"))
  }

  @Test(arguments: [
    ["-o", "a.csv", "--review", "./a.csv"], ["--review", "questions.csv"],
    ["-o", "map.yaml", "--map", "map.yaml"], ["-o", "m.yaml", "--memory", "m.yaml"],
    ["--learn", "c.csv", "-o", "c.csv"], ["--review", "r.md", "--review", "r.md"],
  ])
  func `no result is written over another file of the run`(words: [String]) throws {
    let folder = try folder()
    let run = try AvouchProcess.run(
      ["answer", "questions.csv", "-p", Self.posture] + words, in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("avouch: each result needs a file of its own\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["questions.csv"])
  }

  // MARK: Memory

  @Test func `corrections are kept and win the next time`() throws {
    let folder = try folder()
    try folder.write(
      "corrected.csv",
      "ID,Question,Answer,Comments\n1,Is data encrypted at rest?,Yes,\n"
        + "3,Who are your investors?,\"=Nobody, we are self-funded\",\n")
    let learned = try answer(
      "-q", "--learn", "corrected.csv", "--memory", "answers.yaml", "-o", "a.csv", in: folder)
    #expect(learned.status == 0, "\(learned.errors)")
    // What says the same as the answer of today teaches nothing.
    #expect(
      try text("answers.yaml", in: folder) == """
        answers:
          - question: "who are your investors"
            value: "=Nobody, we are self-funded"
            learned: 2026-11-21

        """)
    let again = try answer("-q", "--memory", "answers.yaml", "-o", "b.csv", in: folder)
    #expect(again.status == 0)
    #expect(again.output.contains("a person answered this question before"))
    #expect(try text("a.csv", in: folder) == (try text("b.csv", in: folder)))
    // What a spreadsheet would run is kept from running.
    #expect(try text("b.csv", in: folder).contains(",\"'=Nobody, we are self-funded\","))
    let later = try AvouchProcess.run(
      "answer", "questions.csv", "-q", "-p", Self.posture, "--memory", "answers.yaml", "--now",
      "2028-01-01", "-f", "json", in: folder)
    #expect(later.status == 3)
    #expect(later.output.contains("is out of date"), "\(later.output)")
  }

  @Test(arguments: [
    (
      ["--learn", "questions.csv"],
      "avouch: --learn needs a file to keep answers in: --memory, or \"answers\" in the posture\n"
        + "\"avouch help answer\" shows how it is used.\n"
    ),
    (["--memory", "absent.yaml"], "avouch: absent.yaml does not exist\n"),
    (
      ["--memory", "questions.csv"],
      "questions.csv:1:1: error: "
    ),
  ])
  func `a memory that cannot be used is named`(words: [String], message: String) throws {
    let folder = try folder()
    let run = try AvouchProcess.run(
      ["answer", "questions.csv", "-q", "-p", Self.posture] + words, in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  // MARK: Maps

  @Test func `a map says where questions and answers stand`() throws {
    let folder = try folder("Thema,Detail,Ergebnis\nIs data encrypted at rest?,x,\n")
    try folder.write(
      "map.yaml",
      "questionnaire: 1\ntables: [{ title-row: 1, question: Thema, answer: Ergebnis }]\n")
    let run = try answer("-q", "--map", "map.yaml", "-o", "a.csv", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try text("a.csv", in: folder) == "Thema,Detail,Ergebnis\nIs data encrypted at rest?,x,Yes\n")
  }

  @Test func `a map that does not fit is wrong at its place`() throws {
    let folder = try folder()
    try folder.write(
      "map.yaml", "questionnaire: 1\ntables: [{ title-row: 1, question: Qestion, answer: C }]\n")
    let run = try answer("--map", "map.yaml", in: folder)
    #expect(run.status == 2)
    #expect(
      run.errors.hasPrefix(
        "map.yaml:2:36: error: no column is called \"Qestion\"; did you mean \"Question\"?\n"),
      "\(run.errors)")
  }

  // MARK: Workbooks

  @Test func `a workbook keeps every part but the sheets with answers`() throws {
    let rows = ["Is data encrypted at rest?", "Who are your investors?"].enumerated().map {
      "<row r=\"\($0 + 2)\"><c r=\"A\($0 + 2)\" t=\"inlineStr\"><is><t>\($1)</t></is></c></row>"
    }
    var parts = WorkbookParts([
      .init(
        "Security",
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Question</t></is></c>"
          + "<c r=\"B1\" t=\"inlineStr\"><is><t>Answer</t></is></c></row>\(rows.joined())</sheetData>"
      ),
      .init("Notes", "<sheetData/>"),
    ])
    parts.others = [("xl/vbaProject.bin", "macros that nobody runs")]
    let folder = TemporaryFolder()
    let bytes = try ZipWriter.archive(of: parts.all)
    try folder.write("questions.xlsm", bytes)
    let run = try answer("-q", "-o", "a.xlsm", in: folder, file: "questions.xlsm")
    #expect(run.status == 3, "\(run.errors)")
    let filled = try [UInt8](Data(contentsOf: URL(filePath: folder.path + "/a.xlsm")))
    let sheet = try Workbook.read(filled).sheets[0]
    #expect(sheet.rows[1].cells.map(\.cell.text) == ["Is data encrypted at rest?", "Yes"])
    #expect(sheet.rows[2].cells.map(\.cell.text) == ["Who are your investors?"])
    let (before, after) = (try ZipArchive(bytes), try ZipArchive(filled))
    #expect(before.entries.map(\.name) == after.entries.map(\.name))
    for (old, new) in zip(before.entries, after.entries) {
      let (was, became) = (try before.read(old), try after.read(new))
      let isSame = was == became
      #expect(isSame == (old.name != "xl/worksheets/sheet1.xml"), "\(old.name)")
    }
  }

  // MARK: What is no questionnaire

  private static func compound(_ stream: String) -> [UInt8] {
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
      + stream.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [0, 0]
  }

  @Test(arguments: [
    (
      "locked.xlsx", compound("EncryptedPackage"),
      "this workbook is protected by a password; save it without one and try again"
    ),
    (
      "old.xls", compound("Workbook"),
      "this is a workbook of the old format (.xls); save it as .xlsx and try again"
    ),
    (
      "q.pdf", Array("%PDF-1.7\n".utf8),
      "this is a PDF; ask for the questionnaire as a workbook (.xlsx) or a CSV file"
    ),
    ("q.csv", [], "the file is empty"),
    (
      "q.xlsx", Array("Question,Answer\n".utf8),
      "this is not a workbook, though its name ends with .xlsx"
    ),
    ("q.html", Array("<table>".utf8), "this is XML or HTML; questionnaires are read as"),
    ("cut.xlsx", [0x50, 0x4B, 0x03, 0x04, 0, 0], "the ZIP archive cannot be read"),
  ])
  func `what is no questionnaire is named as what it is`(
    name: String, bytes: [UInt8], message: String
  ) throws {
    let folder = TemporaryFolder()
    try folder.write(name, bytes)
    let run = try answer("-o", "a", in: folder, file: name)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains("\(name):"), "\(run.errors)")
    #expect(run.errors.contains(": error: \(message)") || run.errors.hasPrefix("\(name): error"))
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.hasSuffix("1 error; nothing was checked.\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
  }

  @Test func `a bomb and an entity cost little and are refused`() throws {
    let bomb = WorkbookParts([
      .init("S", "<sheetData/>" + String(repeating: " ", count: 70 << 20))
    ])
    var entity = WorkbookParts([.init("S", "<sheetData/>")])
    entity.definedNames = "</workbook><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
    let folder = TemporaryFolder()
    for (name, parts) in [("bomb.xlsx", bomb), ("entity.xlsx", entity)] {
      try folder.write(name, try ZipWriter.archive(of: parts.all))
      let run = try AvouchProcess.run(
        "answer", name, "-p", Self.posture, in: folder,
        launcher: ["/usr/bin/prlimit", "--as=1500000000", "--cpu=10"])
      #expect(run.status == 2 && run.output.isEmpty, "\(run.errors)")
      #expect(run.errors.hasPrefix("\(name): error: "), "\(run.errors)")
      #expect(!run.errors.contains("root:"))
    }
  }

  @Test(arguments: [
    ([], "avouch: which questionnaire is to be answered?\n"),
    (["absent.csv"], "avouch: absent.csv does not exist\n"),
    (["."], "avouch: . is a folder, not a file\n"),
    (
      ["questions.csv", "--framework", "ccm"],
      "avouch: unknown framework \"ccm\"; did you mean \"ccm4\"?\n"
    ),
    (
      ["questions.csv", "--threshold", "2"],
      "avouch: --threshold is a share from 0.1 to 1, not \"2\"\n"
    ),
    (
      ["questions.csv", "-o", "absent/a.csv"],
      "avouch: cannot write absent/a.csv: "
    ),
  ])
  func `what cannot be done is said and ends with 2`(words: [String], message: String) throws {
    let folder = try folder()
    let run = try AvouchProcess.run(
      ["answer", "-q", "-p", Self.posture] + words, in: folder.path)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }
}
