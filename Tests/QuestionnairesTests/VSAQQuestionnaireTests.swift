import Model
import Questionnaires
import TestSupport
import Testing

@Suite struct VSAQQuestionnaireTests {
  private static let text = """
    // A comment before everything
    {
      "questionnaire": [
        { "type": "block", "text": "Web", "items": [ /* inside */
          { "type": "line", "id": "name", "text": "The <b>name</b>" + " of the " + 'product:' },
          { "type": "yesno", "id": "https", "text": "Do you use HTTPS?", yes: "We do", no: "We don't", },
          { "type": "radiogroup", "id": "contact", "text": "Is there a contact?",
            "choices": [ {"contact_yes": "Yes, by e-mail"}, {"contact_no": "No"} ] },
          { "type": "info", "text": "What standards do you apply?" },
          { "type": "checkgroup", "choices": [ {"iso": "ISO 27001"}, {"soc": "SOC 2"} ] },
          { "type": "tip", "id": "tip", "text": "Use HTTPS." },
          { "type": "box", "text": "Anything else?" },
          { "type": "check", "id": "true", "text": "All of this is true." },
        ] },
      ],
    }
    """

  private func read(_ text: String = text) throws -> any QuestionnaireDocument {
    try QuestionnaireReader.read(Array(text.utf8), path: "webapp.json")
  }

  @Test func readsItemsThroughCommentsAndJoinedTexts() throws {
    let questions = try read().questions
    #expect(
      questions.map(\.text) == [
        "The name of the product:", "Do you use HTTPS?", "Is there a contact?",
        "What standards do you apply? ISO 27001", "What standards do you apply? SOC 2",
        "Anything else?", "All of this is true.",
      ])
    #expect(questions.map(\.identifier) == ["name", "https", "contact", "iso", "soc", nil, "true"])
    #expect(questions[1].choices == ["We do", "We don't"])
    #expect(questions[5].refusal == "the item has no id to keep an answer under")
    #expect(questions.allSatisfy { $0.headings == ["Web"] && !$0.takesComment })
  }

  @Test func writesTheFileOfAnswersThatVSAQLoads() throws {
    let filled = try read().filled(with: [
      0: QuestionAnswer(value: "Avouch \"1\"", comment: nil),
      1: QuestionAnswer(value: "We don't", comment: nil),
      2: QuestionAnswer(value: "Yes, by e-mail", comment: nil),
      3: QuestionAnswer(value: "Yes", comment: nil), 4: QuestionAnswer(value: "No", comment: nil),
    ])
    #expect(
      String(decoding: filled, as: UTF8.self) == """
        {
          "name": "Avouch \\"1\\"",
          "https": "no",
          "contact_yes": "checked",
          "iso": "checked",
          "soc": ""
        }

        """)
    #expect(try read().filled(with: [:]) == Array("{}\n".utf8))
  }

  @Test func refusesWhatVSAQCannotKeep() throws {
    let document = try read()
    for (index, answer) in [
      (1, QuestionAnswer(value: "Maybe", comment: nil)),
      (5, QuestionAnswer(value: "x", comment: nil)),
      (0, QuestionAnswer(value: "x", comment: "y")), (99, QuestionAnswer(value: "x", comment: nil)),
    ] {
      #expect(throws: Unavailable.self) { try document.filled(with: [index: answer]) }
    }
  }

  @Test func mutatedFilesAreReadOrRefused() throws {
    let text = Array(Self.text.utf8)
    var generator = SplitMix64(seed: 4)
    var outcomes = (read: 0, refused: 0)
    for _ in 0..<1500 {
      var mutated = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: mutated.indices, using: &generator)
        mutated[index] = UInt8.random(in: 0...255, using: &generator)
      }
      if (try? QuestionnaireReader.read(mutated, path: "m.json")) == nil {
        outcomes.refused += 1
      } else {
        outcomes.read += 1
      }
    }
    #expect(outcomes.read > 100 && outcomes.refused > 100, "\(outcomes)")
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: Diagnostics.self) { try read(deep) }
  }
}
