import CommandLineInterface
import Model
import Questionnaires
import Systems

/// `avouch answer`: fills a buyer's questionnaire from what the posture proves.
enum AnswerCommand: Subcommand {
  static let definition = Command(
    name: "answer",
    summary: "fill a buyer's questionnaire",
    discussion:
      "Assesses the posture and answers every question that its controls answer, never stronger than "
      + "they stand. What they do not answer is left empty and listed as needing a person. Exit code 0 "
      + "says that every question is answered, 3 that some need a person; the gate has no say here.",
    operands: [.init("FILE", help: "The questionnaire: a workbook or a table.")],
    options: [
      Option(
        "posture", short: "p", value: .required(placeholder: "POSTURE"),
        help: "The posture file or its folder; the current folder by default."),
      Option(
        "audience", short: "a",
        value: .choice(Control.Audience.allCases.map(\.rawValue), placeholder: "AUDIENCE"),
        help: "Who will read the answers; public by default."),
      Option(
        "output", short: "o", value: .required(placeholder: "PATH"),
        help: "Write the filled questionnaire here; without it only the review is shown."),
      Option("overwrite", help: "Let --output be the questionnaire itself."),
      Option("replace", help: "Answer questions again that hold an answer already."),
      Option(
        "review", value: .required(placeholder: "PATH"), repeatable: true,
        help: "Write the review here, as its name ends: .md, .csv or .json."),
      Option(
        "format", short: "f",
        value: .choice(
          ["text"] + AnswerReview.Format.allCases.map(\.rawValue), placeholder: "FORMAT"),
        help: "How the review is printed; text by default."),
      Option(
        "map", value: .required(placeholder: "MAP"),
        help: "A file that says which columns hold what."),
      Option(
        "framework", value: .required(placeholder: "FRAMEWORK"),
        help: "The framework that the questions' identifiers are of, such as ccm4 or mvsp."),
      Option(
        "memory", value: .required(placeholder: "PATH"),
        help: "The file of people's answers; the posture's \"answers\" by default."),
      Option(
        "learn", value: .required(placeholder: "CORRECTED"),
        help: "Take in a corrected copy of the questionnaire, or a corrected review, first."),
      Option(
        "threshold", value: .required(placeholder: "SHARE"),
        help: "The share of a question that must be about a topic, 0.1 to 1; 0.6 by default."),
    ] + AssessmentRun.options,
    examples: [
      .init("avouch answer questions.xlsx", "See what would be answered, and what needs a person."),
      .init(
        "avouch answer questions.xlsx -o answered.xlsx --review review.md",
        "Fill a copy and write the review."),
      .init(
        "avouch answer questions.xlsx --learn corrected.xlsx --memory answers.yaml",
        "Keep a person's corrections for the next time."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let files = try AnswerFiles(arguments)
    let document = try files.document()
    var memoryPath = arguments.value("memory")
    let run = AssessmentRun(arguments: arguments, surroundings: surroundings)
    let assessed = try run.assessment { posture in memoryPath = memoryPath ?? posture.answers }
    guard let assessment = assessed else { return .interrupted }
    let work = try AnswerWork(
      arguments, assessment: assessment, questions: document.questions,
      library: surroundings.library)
    let memory = try work.memory(at: memoryPath, learningFrom: files)
    let sheet = try work.sheet(memory)
    try files.write(sheet, into: document, review: work.review(of: sheet))
    let format = arguments.value("format").flatMap { AnswerReview.Format(rawValue: $0) }
    let review = work.review(of: sheet)
    try surroundings.console.result(
      format.map(review.text) ?? TextReview(sheet, summary: review.summary).text)
    if files.output == nil, !arguments.has("quiet") {
      surroundings.console.note(
        "avouch: nothing was filled in; --output PATH writes the filled questionnaire")
    }
    return sheet.needsPerson == 0 ? .holds : .unmeasured
  }
}
