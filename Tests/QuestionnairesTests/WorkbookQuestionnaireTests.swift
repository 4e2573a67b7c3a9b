import Model
import Questionnaires
import Spreadsheets
import Systems
import TestSupport
import Testing

@Suite struct WorkbookQuestionnaireTests {
  static func row(_ number: Int, _ texts: [String]) -> String {
    let cells = texts.enumerated().map { index, text in
      let place = CellReference.name(ofColumn: index + 1) + String(number)
      return text.isEmpty ? "" : "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return "<row r=\"\(number)\">\(cells.joined())</row>"
  }

  static func sheet(_ rows: [[String]], after: String = "") -> String {
    let rows = rows.enumerated().map { row($0 + 1, $1) }
    return "<sheetData>\(rows.joined())</sheetData>\(after)"
  }

  private func read(
    _ sheets: [WorkbookParts.Sheet], map: QuestionnaireMap? = nil
  ) throws -> any QuestionnaireDocument {
    let bytes = try ZipWriter.archive(of: WorkbookParts(sheets).all)
    return try QuestionnaireReader.read(bytes, path: "buyer.xlsx", map: map)
  }

  @Test func readsSeveralSheetsAndPassesInstructionsAndHiddenOnes() throws {
    let document = try read([
      .init(
        "Instructions",
        Self.sheet([
          ["How to fill this workbook"], ["Please answer every question on the next sheets."],
          ["Do you have questions? Write to us."],
        ])),
      .init(
        "Access",
        Self.sheet([
          ["Acme vendor assessment"], [], ["Ref", "Question", "Response", "Comments"],
          ["1", "Access control"], ["1.1", "Do you enforce MFA?"],
          ["1.2", "Describe how access is reviewed.", "Yearly"],
        ])),
      .init(
        "Old", Self.sheet([["Question", "Answer"], ["Is this hidden from view?"]]), state: "hidden"),
      .init(
        "Crypto",
        Self.sheet([
          ["Question", "Answer"], ["CRY-01 Do you encrypt data at rest?"],
          ["CRY-02: Which ciphers are used?"],
        ])),
    ])
    #expect(
      document.questions == [
        Question(
          identifier: "1.1", text: "Do you enforce MFA?", headings: ["Access control"],
          place: "Sheet \"Access\", C5"),
        Question(
          identifier: "1.2", text: "Describe how access is reviewed.",
          headings: ["Access control"], place: "Sheet \"Access\", C6", presentAnswer: "Yearly"),
        Question(
          identifier: "CRY-01", text: "Do you encrypt data at rest?", place: "Sheet \"Crypto\", B2",
          takesComment: false),
        Question(
          identifier: "CRY-02", text: "Which ciphers are used?", place: "Sheet \"Crypto\", B3",
          takesComment: false),
      ])
  }

  @Test func marksOneOfThreeColumns() throws {
    let document = try read([
      .init(
        "CAIQ",
        Self.sheet([
          [
            "Control", "Question ID", "Consensus Assessment Questions",
            "Consensus Assessment Answers", "", "", "Notes",
          ],
          ["", "", "", "Yes", "No", "Not Applicable"],
          ["AIS", "AIS-01.1", "Do you use industry standards?", "", "X"],
          ["AIS", "AIS-01.2", "Do you review code by hand?"],
        ]))
    ])
    #expect(document.questions.map(\.identifier) == ["AIS-01.1", "AIS-01.2"])
    #expect(document.questions.first?.choices == ["Yes", "No", "Not Applicable"])
    #expect(document.questions.map(\.presentAnswer) == ["No", nil])
    let filled = try document.filled(with: [
      0: QuestionAnswer(value: "Yes", comment: "=1+1"),
      1: QuestionAnswer(value: "Not Applicable", comment: nil),
    ])
    let sheet = try Workbook.read(filled).sheets[0]
    #expect(
      sheet.rows[2].cells.map(\.cell.text) == [
        "AIS", "AIS-01.1", "Do you use industry standards?", "X", "=1+1",
      ])
    #expect(sheet.rows[3].cells.last?.column == 6)
    #expect(sheet.rows[3].cells.last?.cell.text == "X")
    #expect(sheet.cells.values.allSatisfy { !$0.isFormula })
    #expect(throws: Unavailable.self) {
      try document.filled(with: [0: QuestionAnswer(value: "Maybe", comment: nil)])
    }
    #expect(throws: Unavailable.self) {
      try document.filled(with: [9: QuestionAnswer(value: "Yes", comment: nil)])
    }
  }

  @Test func findsColumnsWithoutTitlesByWhatStandsInThem() throws {
    let list =
      "<dataValidations><dataValidation type=\"list\" sqref=\"D1:D9\"><formula1>\"Y,N\"</formula1>"
      + "</dataValidation></dataValidations>"
    let document = try read([
      .init(
        "S",
        Self.sheet(
          [
            ["Q1", "Do you log access?"], ["Q2", "Are logs kept for a year?"],
            ["Q3", "Who can read the logs?"],
          ], after: list))
    ])
    #expect(
      document.questions.map(\.place) == ["Sheet \"S\", D1", "Sheet \"S\", D2", "Sheet \"S\", D3"])
    #expect(document.questions.allSatisfy { $0.choices == ["Y", "N"] && $0.takesComment })
    #expect(document.questions.map(\.identifier) == ["Q1", "Q2", "Q3"])
  }

  @Test func refusesAnswersThatWouldDoHarm() throws {
    let merges =
      "<mergeCells><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"A5:C5\"/></mergeCells>"
      + "<dataValidations><dataValidation type=\"list\" sqref=\"B6\"><formula1>OFFSET(A1,1,1)</formula1>"
      + "</dataValidation></dataValidations>"
    let document = try read([
      .init(
        "S",
        Self.sheet(
          [
            ["Question", "Answer", "Comment"], ["Do you train people?"], ["Do you test people?"],
            ["Is there one place?"], ["Is this a section of the whole?"], ["Is the list known?"],
          ], after: merges))
    ])
    #expect(
      document.questions.map(\.text) == [
        "Do you train people?", "Do you test people?", "Is there one place?", "Is the list known?",
      ])
    #expect(
      document.questions.map(\.headings.last) == [nil, nil, nil, "Is this a section of the whole?"])
    #expect(
      document.questions.map(\.refusal) == [
        "cell B2 is merged over the answers of 2 questions",
        "cell B2 is merged over the answers of 2 questions", nil,
        "the values of the drop-down list of cell B6 cannot be followed: OFFSET(A1,1,1)",
      ])
    #expect(throws: Unavailable.self) {
      try document.filled(with: [0: QuestionAnswer(value: "Yes", comment: nil)])
    }
  }

  @Test func saysWhatItFoundWhenItCannotTell() throws {
    let error = #expect(throws: Diagnostics.self) {
      try read([.init("Notes", Self.sheet([["Shopping"], ["Milk", "2"]]))])
    }
    let diagnostic = try #require(error?.list.first)
    #expect(
      diagnostic.message
        == "no table was found with questions and a place for their answers: sheet \"Notes\" has 3 texts in 2 rows, of which 0 ask something"
    )
    #expect(diagnostic.suggestion?.contains("tables:\n  - sheet: Security") == true)
  }

  // MARK: Map files

  private func map(_ text: String) throws -> QuestionnaireMap {
    try QuestionnaireMap.read(Array(text.utf8), path: "map.yaml", patterns: PatternMatcher())
  }

  private static let odd: [WorkbookParts.Sheet] = [
    .init(
      "Odd",
      sheet([
        ["Topic", "Detail", "Result"], ["Encryption at rest", "x", "old"], ["Backups"], ["Total"],
      ]))
  ]

  @Test func readsByAMapWhatItWouldNotFind() throws {
    let document = try read(
      Self.odd,
      map: map(
        """
        questionnaire: 1
        tables:
          - { sheet: Odd, title-row: 1, last-row: 3, question: topic, answer: C, comment: 2 }
        """))
    #expect(document.questions.map(\.text) == ["Encryption at rest", "Backups"])
    #expect(document.questions.map(\.presentAnswer) == ["old", nil])
  }

  @Test(arguments: [
    (
      "questionnaire: 1\ntabels: []",
      "map.yaml:2:1: error: unknown key \"tabels\" in the map of a questionnaire; did you mean \"tables\"?"
    ),
    (
      "questionnaire: 1\ntables:\n- { sheet: Ood, question: A, answer: B }",
      "map.yaml:3:12: error: the questionnaire has no sheet \"Ood\"; did you mean \"Odd\"?"
    ),
    (
      "questionnaire: 1\ntables:\n- { sheet: Odd, title-row: 1, question: Topci, answer: B }",
      "map.yaml:3:41: error: no column is called \"Topci\"; did you mean \"Topic\"?"
    ),
    (
      "questionnaire: 1\ntables:\n- { sheet: Odd, question: A }",
      "map.yaml:3:3: error: a table needs either \"answer\" or \"choices\"; answer: C, or choices: { Yes: C, No: D }"
    ),
  ])
  func saysWhereAMapIsWrong(_ text: String, _ message: String) throws {
    let error = #expect(throws: Diagnostics.self) { try read(Self.odd, map: map(text)) }
    #expect(error?.list.first?.description == message)
  }
}
