import Model

/// Planned work published as if it were in place.
struct PlannedWorkAsCurrent: WordingRule {
  static let id = "planned-work-as-current"
  static let severity = Severity.medium
  static let summary = "What is on the roadmap is published as planned, with its date."
  static let faulty: [WordingExample] = [
    "Hardware keys are on our roadmap.", "Single sign-on is coming soon.",
    "We are pursuing a SOC 2 report.", "A penetration test is scheduled for next year.",
  ]
  static let sound: [WordingExample] = [
    WordingExample("Hardware keys are on our roadmap.", kind: .planned),
    "Planned maintenance is announced.", "Backups are scheduled daily.",
    "Nothing on the roadmap is past its date.",
    WordingExample("There is no hardware key yet; it is on our roadmap.", kind: .limitation),
  ]
  private static let phrases: Phrases = [
    "on our roadmap", "on the roadmap", "on our product roadmap", "coming soon", "is planned",
    "are planned", "planned for", "we plan to", "we are planning", "we are pursuing",
    "we're pursuing",
    "scheduled for", "scheduled as part of", "targeted for", "scoping in progress",
    "audit in progress", "design in progress", "under development", "in development", "will soon",
    "work in progress",
  ]
  private static let roadmap: Phrases = ["roadmap"]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard [.control, .commitment].contains(statement.kind) else { return [] }
    let roadmaps = statement.matches(of: Self.roadmap).filter { roadmap in
      statement.words[max(0, roadmap.words.lowerBound - 3)..<roadmap.words.lowerBound].contains {
        $0.text == "on" && $0.sentence == statement.sentence(of: roadmap)
      }
    }
    let plans = statement.matches(of: Self.phrases) + roadmaps
    guard let match = plans.first(where: { !statement.isNegated($0) }) else { return [] }
    return [
      WordingIssue(
        "the sentence speaks of planned work, and the control is published as in place",
        at: match.range,
        fix: "give the control kind: planned and a due date, or say what is in place")
    ]
  }
}
