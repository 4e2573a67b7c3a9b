import Model
import Questionnaires
import TestSupport
import Testing

@Suite struct TreeQuestionnaireTests {
  private func read(_ text: String, _ name: String) throws -> any QuestionnaireDocument {
    try QuestionnaireReader.read(Array(text.utf8), path: name)
  }

  private func filled(
    _ text: String, _ name: String, _ answers: [Int: QuestionAnswer]
  ) throws -> String {
    String(decoding: try read(text, name).filled(with: answers), as: UTF8.self)
  }

  @Test func fillsYAMLAndKeepsItsCommentsAndOrder() throws {
    let text = """
      # From the buyer
      title: Vendor check
      sections:
        - name: Access   # first
          questions:
            - id: A-1
              question: Do you enforce MFA? # for all
              answer:
              comment: ''
            - {id: A-2, question: "Who reviews access?", answer: ~}
            - question: |
                Is there
                a policy?
              answer: |
                old
                text

            - question: Do you log access?
              choices: [Yes, "No"]
            - question: Is it on?
              answer: false
      plain:
        Do you have backups, tested?: # none yet

      """
    let document = try read(text, "buyer.yaml")
    #expect(document.questions.map(\.identifier) == ["A-1", "A-2", nil, nil, nil, nil])
    #expect(document.questions[0].headings == ["Vendor check", "Access"])
    #expect(document.questions[3].choices == ["Yes", "No"])
    #expect(
      document.questions.map(\.presentAnswer) == [nil, nil, "old\ntext\n", nil, "false", nil])
    let after = try filled(
      text, "buyer.yaml",
      [
        0: QuestionAnswer(value: "Yes", comment: "a \"b\"\n# c"),
        1: QuestionAnswer(value: "=Ops", comment: nil),
        2: QuestionAnswer(value: "new", comment: nil),
        3: QuestionAnswer(value: "No", comment: "since 2024"),
        4: QuestionAnswer(value: "true", comment: nil),
        5: QuestionAnswer(value: "- a: b", comment: nil),
      ])
    let expected = text.replacing("        answer:\n", with: "        answer: \"Yes\"\n")
      .replacing("comment: ''", with: "comment: \"a \\\"b\\\"\\n# c\"")
      .replacing("answer: ~", with: "answer: \"=Ops\"")
      .replacing(
        "access?\n        choices",
        with: "access?\n        answer: \"No\"\n        comment: \"since 2024\"\n        choices"
      )
      .replacing("answer: false", with: "answer: true")
      .replacing("tested?: #", with: "tested?: \"- a: b\" #")
    let block = try #require(expected.firstRange(of: "answer: |"))
    let next = try #require(expected.firstRange(of: "      - question: Do you log"))
    let (head, tail) = (expected[..<block.lowerBound], expected[next.lowerBound...])
    #expect(after.hasPrefix(head + "answer: \"new\"\n"))
    #expect(after.hasSuffix(tail))
  }

  @Test func fillsJSONAndKeepsItsLayout() throws {
    let text =
      "{\r\n  \"controls\": [\r\n    {\r\n      \"id\": \"1\",\r\n      \"question\": \"Is it é?\"\r\n    },\r\n"
      + "    { \"question\": \"Do you log?\", \"response\" :null, \"notes\": \"\", \"n\": 1.50 }\r\n  ]\r\n}"
    let after = try filled(
      text, "q.json",
      [
        0: QuestionAnswer(value: "Yes", comment: "b"),
        1: QuestionAnswer(value: "N/A", comment: "\u{2028}\u{1}"),
      ])
    #expect(
      after
        == text.replacing(
          "é?\"", with: "é?\",\r\n      \"answer\": \"Yes\",\r\n      \"comment\": \"b\""
        ).replacing(":null", with: ":\"N/A\"").replacing(
          "\"notes\": \"\"", with: "\"notes\": \"\\u2028\\u0001\""))
    #expect(try filled(text, "q.json", [:]) == text)
  }

  @Test func refusesAnswersThatAliasesShare() throws {
    let text = "a: &q\n  question: Do you log in?\n  answer: x\nb: *q\n"
    let document = try read(text, "q.yml")
    #expect(
      document.questions.allSatisfy { $0.refusal == "an alias repeats the place of the answer" })
    #expect(throws: Unavailable.self) {
      try document.filled(with: [0: QuestionAnswer(value: "y", comment: nil)])
    }
  }

  @Test(arguments: ["[]", "{\"a\": 1}", "{\"question\": 3}"])
  func saysThatThereAreNoQuestions(_ text: String) {
    let error = #expect(throws: Diagnostics.self) { try read(text, "q.json") }
    #expect(error?.list.first?.message == "no questions were found in the file")
  }

  @Test func putsAnswersOfACatalogueIntoProperties() throws {
    let text = """
      {"catalog": {"uuid": "u", "groups": [{"title": "Access", "controls": [
        {"id": "ac-1", "title": "Policy", "props": [{"name": "label", "value": "AC-1"}],
         "parts": [{"name": "statement", "prose": "Is there", "parts": [{"name": "item", "prose": "a policy?"}]}],
         "controls": [{"id": "ac-1.1", "title": "Review"}]},
        {"id": "ac-2", "title": "Gone", "props": [{"name": "status", "value": "withdrawn"}]}]}]}}
      """
    let document = try read(text, "catalog.json")
    #expect(document.questions.map(\.identifier) == ["AC-1", "ac-1.1"])
    #expect(document.questions[0].text == "Policy: Is there a policy?")
    #expect(document.questions[1].headings == ["Access"])
    let after = try filled(
      text, "catalog.json",
      [
        0: QuestionAnswer(value: "Yes,\nall", comment: "c"),
        1: QuestionAnswer(value: "No", comment: nil),
      ])
    let property = "\"name\": \"answer\", \"ns\": \"urn:avouch:questionnaire\", \"value\""
    #expect(
      after
        == text.replacing(
          "\"AC-1\"}", with: "\"AC-1\"}, { \(property): \"Yes, all\", \"remarks\": \"c\" }"
        ).replacing("\"Review\"", with: "\"Review\", \"props\": [{ \(property): \"No\" }]"))
    let again = try read(after, "catalog.json")
    #expect(again.questions.map(\.presentAnswer) == ["Yes, all", "No"])
    #expect(throws: Unavailable.self) {
      try again.filled(with: [0: QuestionAnswer(value: "x", comment: nil)])
    }
  }

  @Test(arguments: [
    ("q.xlsx", "Question,Answer", "this is not a workbook, though its name ends with .xlsx"),
    (
      "q.html", "<html>",
      "this is XML or HTML; questionnaires are read as XLSX, CSV, JSON, YAML or Markdown"
    ),
    ("q.csv", "", "the file is empty"), ("q.txt", " \n ", "the file is empty"),
    (
      "q.pdf", "%PDF-1.7",
      "this is a PDF; ask for the questionnaire as a workbook (.xlsx) or a CSV file"
    ),
    (
      "c.yaml", "catalog: {controls: []}",
      "an OSCAL catalogue is filled as JSON; convert it from YAML and try again"
    ),
  ])
  func namesWhatIsGivenByMistake(_ name: String, _ text: String, _ message: String) {
    let error = #expect(throws: Diagnostics.self) { try read(text, name) }
    #expect(error?.list.first?.message == message)
  }
}
