import Foundation

if CommandLine.arguments.dropFirst().first == Launch.word {
  exit(Launch.run(Array(CommandLine.arguments.dropFirst(2))))
}
guard CommandLine.arguments.count >= 3 else {
  print("usage: Measure AVOUCH REPOSITORY [endpoint | HISTORY ...]")
  exit(2)
}
let avouch = CommandLine.arguments[1]
let repository = CommandLine.arguments[2]
let folder = FileManager.default.temporaryDirectory.appending(path: "avouch-benchmark-\(getpid())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
if CommandLine.arguments.dropFirst(3) == ["endpoint"] {
  try measureEndpoints(of: avouch, in: folder)
  try? FileManager.default.removeItem(at: folder)
  exit(0)
}

// Histories alone, when some are named: they take minutes.
let histories = CommandLine.arguments.dropFirst(3)
if !histories.isEmpty {
  for history in histories {
    SecretsCase(avouch: avouch, repository: history, folder: folder).run()
    SecretsCase(avouch: avouch, repository: history, folder: folder).runLengths()
    SecretsCase(avouch: avouch, repository: history, folder: folder).runWorkTree()
  }
  SecretsCase(avouch: avouch, repository: repository, folder: folder).runStaged()
  try? FileManager.default.removeItem(at: folder)
  exit(0)
}
if ProcessInfo.processInfo.environment["AVOUCH_MEASURE"] == "dependencies" {
  try DependencyBench(avouch: avouch, folder: folder).run()
  try? FileManager.default.removeItem(at: folder)
  exit(0)
}
if ProcessInfo.processInfo.environment["AVOUCH_MEASURE"] == "expressions" {
  try ExpressionBench(avouch: avouch, folder: folder).run()
  try? FileManager.default.removeItem(at: folder)
  exit(0)
}
if ProcessInfo.processInfo.environment["AVOUCH_MEASURE"] == "database" {
  try DatabaseBench(avouch: avouch, folder: folder).run()
  try? FileManager.default.removeItem(at: folder)
  exit(0)
}
try GeneratedPosture(controls: 1_000).write(to: folder)

/// Measures the command; see `Measurement`.
func measure(_ title: String, _ words: [String], in folder: String, limit: Double, runs: Int = 21) {
  Measurement(title: title, words: [avouch] + words, folder: folder, limit: limit, runs: runs)
    .print()
}

measure("avouch --version", ["--version"], in: folder.path, limit: 15)
measure("avouch lint, 1,000 controls", ["lint", "--quiet"], in: folder.path, limit: 150)
measure("avouch check, this repository", ["check", "--quiet"], in: repository, limit: 300)

// A document of a recorded assessment: reading it, judging it again and writing three formats.
let recorded = folder.appending(path: "recorded")
try FileManager.default.createDirectory(at: recorded, withIntermediateDirectories: true)
try MeasuredPosture(controls: 500).write(to: recorded)
_ = ChildRun.run(
  [avouch, "check", "-q", "-o", "json=assessment.json"], in: recorded.path)
for audience in ["public", "internal"] {
  measure(
    "avouch report --from, 500 controls, HTML, Markdown and JSON, \(audience)",
    [
      "report", "-q", "--from", "assessment.json", "-a", audience, "-o", "html=posture.html", "-o",
      "markdown=posture.md", "-o", "json=posture.json",
    ], in: recorded.path, limit: 300)
}
measure(
  "avouch report, 500 controls, HTML, assessing them too", ["report", "-q", "-o", "html=p.html"],
  in: recorded.path, limit: 300)

// Three hundred questions of the labelled set, answered from the posture they are labelled for.
let fixture = URL(filePath: repository).appending(path: "Tests/Fixtures/Answers")
let questions = try QuestionWorkbook.questions(
  in: fixture.appending(path: "questions.csv"), count: 300)
let workbook = folder.appending(path: "questions.xlsx")
try QuestionWorkbook(questions: questions).write(to: workbook)
measure(
  "avouch answer, workbook of \(questions.count) questions",
  [
    "answer", workbook.path, "-q", "-p", fixture.path, "-o",
    folder.appending(path: "answered.xlsx").path, "--now", "2026-11-21T10:00:00Z",
  ], in: folder.path, limit: 1_000)

try measureEndpoints(of: avouch, in: folder)
try DependencyBench(avouch: avouch, folder: folder).run()
