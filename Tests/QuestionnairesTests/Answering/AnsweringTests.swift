import Model
import Questionnaires
import Testing

@Suite("Answering")
struct AnsweringTests {
  let bench: AnswerBench

  init() throws { bench = try AnswerBench() }

  @Test("what is verified is a yes with its statement, state, date and evidence")
  func verified() throws {
    let answer = try #require(try bench.answer("Is data encrypted at rest?"))
    #expect(answer.value == "Yes")
    let comment = try #require(answer.comment)
    #expect(
      comment.hasPrefix(
        "All databases and file stores are encrypted at rest with AES-256. Verified on "
          + "21 November 2026 (control storage.at-rest, evidence SHA-256 "), "\(comment)")
    #expect(answer.source == .retrieval && answer.controls == ["storage.at-rest"])
  }

  @Test("what rests on people's word says so, and until when")
  func attested() throws {
    let answer = try #require(try bench.answer("Do you perform background checks on employees?"))
    #expect(answer.value == "Yes")
    #expect(answer.comment?.contains("Attested, not measured") == true)
    #expect(answer.comment?.contains("until 31 May 2027") == true)
  }

  @Test(
    "what does not hold is a no that says why",
    arguments: [
      ("Do you support single sign-on?", "Planned for 28 February 2027, not in place today"),
      ("Do you support point-in-time recovery?", "overdue and not in place"),
      ("Are backups encrypted?", "Stated but not so when measured: Backups are encrypted."),
      ("Is there a bug bounty?", "There is no bug bounty. Stated as a limitation"),
      ("Are you ISO 27001 certified?", "No ISO 27001 certificate is held."),
    ])
  func absent(question: String, words: String) throws {
    let answer = try #require(try bench.answer(question))
    #expect(answer.value == "No")
    #expect(answer.comment?.contains(words) == true, "\(answer.comment ?? "")")
  }

  @Test("a waived control is never a plain yes")
  func waived() throws {
    let question = "Is multi-factor authentication required for staff?"
    let free = try #require(try bench.answer(question))
    #expect(free.value == "Partially")
    #expect(free.comment?.contains("accepted exception until 15 December 2026") == true)
    let choice = try #require(try bench.answer(question, choices: ["Yes", "No", "N/A"]))
    #expect(choice.value == nil && choice.reason?.contains("none of the choices") == true)
    let partial = try #require(
      try bench.answer(question, choices: ["Yes", "Partially", "No"]))
    #expect(partial.value == "Partially")
  }

  @Test(
    "answers come in the questionnaire's own words",
    arguments: [
      (["Y", "N", "NA"], "Y", "N"), (["Yes", "No"], "Yes", "No"),
      (
        ["Implemented", "Partially implemented", "Planned", "Not implemented"], "Implemented",
        "Planned"
      ),
      (["Compliant", "Non-compliant"], "Compliant", "Non-compliant"),
      (["TRUE", "FALSE"], "TRUE", "FALSE"),
    ])
  func choices(choices: [String], yes: String, no: String) throws {
    #expect(try bench.answer("Is data encrypted at rest?", choices: choices)?.value == yes)
    #expect(try bench.answer("Do you support single sign-on?", choices: choices)?.value == no)
  }

  @Test("where two choices could mean yes, or none does, a person chooses")
  func unclearChoices() throws {
    for choices in [["Yes", "Y"], ["1", "2", "3"], ["Maybe", "Perhaps"]] {
      let answer = try #require(try bench.answer("Is data encrypted at rest?", choices: choices))
      #expect(answer.value == nil && answer.needsPerson)
    }
  }

  @Test(
    "what asks for more than is stated needs a person",
    arguments: [
      ("Do you notify customers of a breach within 24 hours?", "another amount"),
      ("Do you require TLS 1.3 on public endpoints?", "another amount"),
      ("Are access rights reviewed monthly?", "another amount"),
      ("Are all laptops and data encrypted at rest?", "nothing proves it today"),
      ("Is data at rest encrypted with FIPS 140-2 validated modules?", "something else"),
      ("Is MFA mandatory for all customers?", "do not say"),
      ("Is all data except backups encrypted at rest?", "turn the question round"),
      ("Do you perform background checks on contractors?", "do not say"),
    ])
  func beyond(question: String, reason: String) throws {
    let answer = try #require(try bench.answer(question))
    #expect(answer.value == nil)
    #expect(answer.reason?.contains(reason) == true, "\(answer.reason ?? "")")
    #expect(answer.draft?.isEmpty == false)
  }

  @Test(
    "one part that does not hold keeps the whole from a yes",
    arguments: [
      "Are databases and backups encrypted at rest?", "Do you support SSO and MFA for customers?",
      "Do you use SAST and DAST?",
      "Is a business continuity plan and a disaster recovery plan in place?",
    ])
  func parts(question: String) throws {
    #expect(try bench.answer(question)?.meaning != .yes)
  }

  @Test("an inverted question is answered with no by what rules it out, and by nothing else")
  func inverted() throws {
    #expect(try bench.answer("Do you store credit card numbers?")?.value == "No")
    #expect(try bench.answer("Do you accept TLS 1.0?")?.value == "No")
    #expect(try bench.answer("Do you accept TLS 1.2?")?.meaning != .no)
    #expect(try bench.answer("Do you never store credit card numbers?")?.value == nil)
    #expect(try bench.answer("Are there unencrypted backups?")?.value == nil)
  }

  @Test("an open question is answered by the statement")
  func open() throws {
    let answer = try #require(try bench.answer("How long are backups kept?"))
    #expect(
      answer.value == "Backups are kept for 35d." || answer.value == "Backups are kept for 35 days."
    )
    #expect(answer.meaning == .text)
    #expect(try bench.answer("How long are backups kept?", choices: ["Yes", "No"])?.value == nil)
    #expect(try bench.answer("Who are your investors?")?.value == nil)
  }

  @Test("an identifier finds controls that the words do not, and only what is all of it says yes")
  func identifiers() throws {
    let answer = try #require(
      try bench.answer("Is data encrypted at rest?", identifier: "CEK-03.1"))
    #expect(answer.source == .identifier && answer.requirement == "ccm4 CEK-03")
    let vague = try #require(
      try bench.answer("Is this requirement met in full?", identifier: "HRS-01.1"))
    #expect(vague.reason?.contains("a part of what it asks") == true)
    #expect(vague.controls == ["people.screening"])
    // A number is nobody's until the sheet says whose.
    let plain = try bench.answer("Is this met?", identifier: "2.8")
    #expect(plain?.controls == [])
    let named = try bench.answer("Is this met?", identifier: "2.8", headings: ["MVSP 3.0"])
    #expect(named?.controls == ["storage.at-rest"])
  }

  @Test("an identifier that two editions give to different things is not used")
  func editions() throws {
    let question = Question(identifier: "SEF-07.1", text: "Is this done?", place: "A1")
    #expect(try bench.answers([question]).first?.controls == [])
    #expect(
      try bench.answers([question], framework: "ccm4").first?.controls == ["incident.customers"])
    let older = Question(identifier: "IVS-03.1", text: "Anything else?", place: "A2")
    #expect(try bench.answers([question, older]).first?.controls == ["incident.customers"])
  }

  @Test("what stands there, and what cannot be written, is left alone")
  func present() throws {
    let questions = [
      Question(text: "Is data encrypted at rest?", place: "B1", presentAnswer: "Yes, see annex"),
      Question(text: "Is data encrypted at rest?", place: "B2", presentAnswer: "  "),
      Question(
        text: "Is data encrypted at rest?", place: "B3", refusal: "the cell holds a formula"),
      Question(text: "Is data encrypted at rest?", place: "B4", takesComment: false),
    ]
    let answers = try bench.answers(questions)
    #expect(answers[0].outcome == .kept)
    #expect(answers[1].value == "Yes")
    #expect(answers[2].reason?.contains("formula") == true)
    #expect(answers[3].value == "Yes" && answers[3].comment == nil)
    #expect(try bench.answers([questions[0]], replaces: true).first?.value == "Yes")
  }

  @Test("what an audience may not read is in no answer and still stands against a yes")
  func audience() throws {
    let question = "Are databases in private subnets?"
    let outside = try #require(try bench.answer(question))
    #expect(outside.value == nil && outside.controls == [] && outside.draft == nil)
    let vendors = "Do you assess vendors before they are used?"
    let guarded = try #require(try bench.answer(vendors))
    #expect(guarded.value == nil)
    #expect(guarded.reason?.contains("may not read") == true)
    #expect(guarded.draft?.contains("Two suppliers") == false)
    #expect(try bench.answer(vendors, for: .nda)?.value == "No")
  }

  @Test("no sentence of a withheld control is in any answer")
  func leaks() throws {
    let set = try LabelledQuestions()
    let questions = set.labels.map { Question(text: $0.question, place: "A1") }
    let withheld = ["private subnets", "Office networks", "Two suppliers", "net.segments"]
    for answer in try bench.answers(questions) {
      let words = [answer.value, answer.comment, answer.draft, answer.controls.joined()]
        .compactMap { $0 }.joined(separator: " ")
      for text in withheld { #expect(!words.contains(text), "\(answer.question.text)") }
    }
  }
}
