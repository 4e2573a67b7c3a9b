import Model
import Questionnaires
import TestSupport
import Testing

@Suite struct DelimitedQuestionnaireTests {
  private func read(_ text: String) throws -> any QuestionnaireDocument {
    try QuestionnaireReader.read(Array(text.utf8), path: "buyer.csv")
  }

  private func filled(_ text: String, _ answers: [Int: QuestionAnswer]) throws -> String {
    String(decoding: try read(text).filled(with: answers), as: UTF8.self)
  }

  @Test func changesOnlyTheFieldsOfAnswers() throws {
    let text =
      "\u{FEFF}\"ID\";Question;\"Answer\";Comment\r\n1;\"Do you log; really?\";\"\";\r\n"
      + "2;Do you test backups?\r\n\r\n3;\"Is \"\"this\"\" quoted?\";no;  kept  \r\n"
    let answers = [
      0: QuestionAnswer(value: "Yes", comment: "a;b"), 1: QuestionAnswer(value: "No", comment: nil),
    ]
    #expect(try read(text).questions.map(\.identifier) == ["1", "2", "3"])
    #expect(try read(text).questions[2].presentAnswer == "no")
    #expect(
      try filled(text, answers)
        == "\u{FEFF}\"ID\";Question;\"Answer\";Comment\r\n1;\"Do you log; really?\";\"Yes\";\"a;b\"\r\n"
        + "2;Do you test backups?;No\r\n\r\n3;\"Is \"\"this\"\" quoted?\";no;  kept  \r\n")
  }

  @Test func aShortDemandIsAQuestionAndATitleIsNone() throws {
    let text = "Question,Answer\nData protection,\nEncrypt stored data.,\nDo you log access?,\n"
    let questions = try read(text).questions
    #expect(questions.map(\.text) == ["Encrypt stored data.", "Do you log access?"])
    #expect(questions.allSatisfy { $0.headings.contains("Data protection") })
  }

  @Test func keepsTheFileWhenThereIsNothingToPutIn() throws {
    let text = "Question\tAnswer\nDo you log?\t\"a\"\nAre you sure?"
    #expect(try filled(text, [:]) == text)
    #expect(
      try filled(text, [1: QuestionAnswer(value: "Yes\nindeed", comment: nil)])
        == text + "\t\"Yes\nindeed\"")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
  func storesWhatLooksLikeAFormulaAsText(_ answer: String) throws {
    let after = try filled(
      "Question,Answer\nDo you log?,", [0: QuestionAnswer(value: answer, comment: nil)])
    let again = try read(after).questions[0].presentAnswer
    #expect(again?.hasPrefix("'") == true, "\(after)")
  }

  @Test(arguments: [
    ("Question,Answer\n\"Do you", "line 2: a quote is never closed"),
    ("Question,Answer\n\"Do you?\"x,", "line 2: text stands behind the closing quote of a field"),
  ])
  func refusesBrokenQuotes(_ text: String, _ message: String) {
    let error = #expect(throws: Diagnostics.self) { try read(text) }
    #expect(error?.list.first?.message == message)
  }

  @Test func refusesWhatIsNotUTF8() {
    #expect(throws: Diagnostics.self) {
      try QuestionnaireReader.read([0x51, 0x2C, 0xE9, 0x0A], path: "latin.csv")
    }
  }

  @Test func mutatedFilesAreReadOrRefused() throws {
    let text = Array(
      "ID,Question,Answer\n1,\"Do you, log?\",\n2,Is it \"\"so?,x\r\n3,Are you there?,\n".utf8)
    var generator = SplitMix64(seed: 8)
    var read = 0
    for _ in 0..<2000 {
      var mutated = text
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: mutated.indices, using: &generator)
        mutated[index] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0x3F].randomElement(using: &generator) ?? 0
      }
      guard let document = try? QuestionnaireReader.read(mutated, path: "m.csv") else { continue }
      read += 1
      #expect(try document.filled(with: [:]) == mutated)
      guard let first = document.questions.first, first.presentAnswer == nil else { continue }
      let filled = try document.filled(with: [0: QuestionAnswer(value: "answer", comment: nil)])
      #expect(String(decoding: filled, as: UTF8.self).contains("answer"))
      // But for one blank field, all that was there is still there.
      let head = zip(mutated, filled).prefix { $0 == $1 }.count
      let tail = zip(mutated.reversed(), filled.reversed()).prefix { $0 == $1 }.count
      #expect(head + tail >= mutated.count - 8)
    }
    #expect(read > 100)
  }
}
