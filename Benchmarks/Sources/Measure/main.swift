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

/// Prints one row: medians with their spread, beside the limit that the design sets.
func measure(_ title: String, _ words: [String], in folder: String, limit: Double, runs: Int = 21) {
  let samples = (0..<runs + 1).compactMap { _ in ChildRun.run([avouch] + words, in: folder) }
  // The first run warms the disk cache and is not counted.
  let counted = samples.dropFirst()
  guard counted.count == runs, let last = counted.last else {
    print("\(title): could not be started")
    return
  }
  func row(_ values: [Double]) -> String {
    let sorted = values.sorted()
    let parts = [sorted[sorted.count / 2], sorted[0], sorted[sorted.count - 1]]
    let texts = parts.map { String(format: "%.1f", $0) }
    return "\(texts[0]) (\(texts[1]) to \(texts[2]))"
  }
  print(
    "\(title): wall \(row(counted.map(\.wall))) ms, limit \(Int(limit)); "
      + "cpu \(row(counted.map(\.cpu))) ms; memory \(row(counted.map(\.memory))) MB, limit 60; "
      + "exit \(last.status)")
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
