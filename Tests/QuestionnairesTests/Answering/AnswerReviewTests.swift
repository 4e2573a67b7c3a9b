import Model
import Questionnaires
import StructuredData
import TestSupport
import Testing

@Suite("Review of answers")
struct AnswerReviewTests {
  let bench: AnswerBench

  init() throws { bench = try AnswerBench() }

  private func review(_ questions: [Question]) throws -> (AnswerReview, AnswerSheet) {
    let sheet = try AnswerSheet(questions, by: bench.answerer(questions: questions))
    return (
      AnswerReview(
        sheet, organization: bench.assessment.organization, audience: .public,
        assessedAt: bench.assessment.assessedAt), sheet
    )
  }

  private let few = [
    Question(identifier: "CEK-03.1", text: "Is data encrypted at rest?", place: "Sheet \"A\", B2"),
    Question(text: "Do you run tabletop exercises?", place: "Sheet \"A\", B3"),
    Question(text: "Are backups encrypted?", place: "Sheet \"A\", B4", presentAnswer: "see above"),
  ]

  @Test(
    "every answer is listed, what needs a person first", arguments: AnswerReview.Format.allCases)
  func golden(format: AnswerReview.Format) throws {
    let (review, _) = try review(few)
    let ending = ["markdown": "md", "csv": "csv", "json": "json"][format.rawValue] ?? ""
    expectGolden(review.text(as: format), "Questionnaires/review.\(ending)")
  }

  @Test("no text of a question becomes markup, a formula or a line of its own")
  func injection() throws {
    let hostile = [
      "=HYPERLINK(\"http://evil.example\",\"x\")", "<script>alert(1)</script> Is data encrypted?",
      "# Heading\n- item\n| a | b |", "@SUM(1)", "[link](javascript:alert(1))",
      "a\u{1B}[31mred\u{202E}drowssap", "+1-1", "-2+3",
    ]
    let (review, _) = try review(
      hostile.map { Question(identifier: "=1", text: $0, place: "=cmd|' /C calc'!A0") })
    let csv = review.text(as: .csv)
    for row in try CSVParser.parse(Array(csv.utf8), path: "review.csv") {
      for entry in row.entries ?? [] {
        let first = entry.value.scalarText?.first.map(String.init) ?? ""
        #expect(!["=", "+", "-", "@"].contains(first), "\(entry.value)")
      }
    }
    // A backslash before what starts markup makes it a letter (CommonMark section 2.4).
    let markdown = review.text(as: .markdown).replacing("\\<", with: "").replacing("\\]", with: "")
    #expect(!markdown.contains("<script") && !markdown.contains("](javascript"))
    #expect(!markdown.contains("\n# Heading") && !markdown.contains("\n- item"))
    for text in [csv, markdown, review.text(as: .json)] {
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    }
  }

  @Test("a review that a person edited teaches", arguments: [AnswerReview.Format.csv, .json])
  func learning(format: AnswerReview.Format) throws {
    let (review, sheet) = try review(few)
    let edited = review.text(as: format)
      .replacing(
        "needs a person,\"Sheet \"\"A\"\", B3\",,Do you run tabletop exercises?,,",
        with:
          "needs a person,\"Sheet \"\"A\"\", B3\",,Do you run tabletop exercises?,\"Yes, in May\","
      )
      .replacing(
        "\"answer\": null,\n      \"comment\": null,\n      \"controls\": [],\n      \"identifier\": null,\n      \"place\": \"Sheet \\\"A\\\", B3\"",
        with:
          "\"answer\": \"Yes, in May\",\n      \"comment\": null,\n      \"controls\": [],\n      \"identifier\": null,\n      \"place\": \"Sheet \\\"A\\\", B3\""
      )
    let corrections = try #require(
      try ReviewReader.corrections(Array(edited.utf8), path: "review.\(format.rawValue)"))
    let entries = CorrectionReader.entries(
      from: corrections, against: sheet, index: bench.index, on: AnswerBench.now.date)
    #expect(entries.map(\.value) == ["Yes, in May"])
  }

  @Test("other files are no reviews")
  func others() throws {
    #expect(try ReviewReader.corrections(Array("a,b\n1,2\n".utf8), path: "x.csv") == nil)
    #expect(try ReviewReader.corrections(Array("{}".utf8), path: "x.json") == nil)
    #expect(try ReviewReader.corrections(Array("# x".utf8), path: "x.md") == nil)
  }
}
