import Foundation

guard CommandLine.arguments.count == 3 else {
  print("usage: Measure AVOUCH REPOSITORY")
  exit(2)
}
let avouch = CommandLine.arguments[1]
let repository = CommandLine.arguments[2]
let folder = FileManager.default.temporaryDirectory.appending(path: "avouch-benchmark-\(getpid())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
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
measure(
  "avouch report --from, 500 controls, HTML, Markdown and JSON",
  [
    "report", "-q", "--from", "assessment.json", "-a", "internal", "-o", "html=posture.html", "-o",
    "markdown=posture.md", "-o", "json=posture.json",
  ], in: recorded.path, limit: 300)

try measureEndpoints(of: avouch, in: folder)
