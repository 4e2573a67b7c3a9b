import Model
import Questionnaires
import Testing

@Suite struct MarkdownQuestionnaireTests {
  private static let text = """
    # Vendor check

    Please answer all.

    ## Access

    | ID | Question | Answer | Comment |
    |----|:---------|--------|:-------:|
    | A1 | Do you enforce MFA? | | |
    | A2 | Is `a \\| b` allowed? | no |
    A3 | Who can log in?

    ```
    | Question | Answer |
    |---|---|
    | Is this code? | |
    ```

    ## Logs

    Question | Response
    --- | ---
    Do you keep logs?|

    """

  private func read(_ text: String = text) throws -> any QuestionnaireDocument {
    try QuestionnaireReader.read(Array(text.utf8), path: "q.md")
  }

  @Test func readsTablesUnderTheirHeadings() throws {
    let questions = try read().questions
    #expect(questions.map(\.identifier) == ["A1", "A2", "A3", nil])
    #expect(questions.map(\.text).last == "Do you keep logs?")
    #expect(questions[1].text == "Is `a | b` allowed?")
    #expect(questions[1].presentAnswer == "no")
    #expect(questions[0].headings == ["Vendor check", "Access"])
    #expect(questions[3].headings == ["Vendor check", "Logs"])
    #expect(questions[0].place == "Table 1, line 9, column 3")
  }

  @Test func changesOnlyTheCellsOfAnswers() throws {
    let filled = try read().filled(with: [
      0: QuestionAnswer(value: "Yes | <script>", comment: "[x](javascript:1)\n*a*"),
      1: QuestionAnswer(value: nil, comment: "c"), 2: QuestionAnswer(value: "Ops", comment: nil),
      3: QuestionAnswer(value: "Yes", comment: nil),
    ])
    let expected = Self.text
      .replacing(
        "MFA? | | |",
        with: "MFA? | Yes \\| &lt;script> | \\[x\\](javascript:1)<br>\\*a\\* |"
      ).replacing("allowed? | no |", with: "allowed? | no | c |")
      .replacing("log in?\n", with: "log in? | Ops |\n")
      .replacing("logs?|\n", with: "logs?| Yes |\n")
    #expect(String(decoding: filled, as: UTF8.self) == expected)
    let again = try QuestionnaireReader.read(filled, path: "q.md")
    #expect(again.questions.map(\.text) == (try read().questions.map(\.text)))
    #expect(try read().filled(with: [:]) == Array(Self.text.utf8))
  }
}
