import Model

/// A plan whose date has passed.
struct StaleRoadmap: WordingRule {
  static let id = "stale-roadmap"
  static let severity = Severity.medium
  static let summary =
    "A plan whose quarter or year is over is overdue or done, and must say which."
  static let faulty: [WordingExample] = [
    WordingExample("Hardware keys are targeted for Q1 2020.", kind: .planned),
    WordingExample("Hardware keys: 2020-06-30.", kind: .planned),
    "An ISO 27001 audit is on our 2019 roadmap.",
  ]
  static let sound: [WordingExample] = [
    WordingExample("Hardware keys are targeted for Q1 2099.", kind: .planned),
    "The policy was last changed in 2020.",
    "We follow the DPDP Rules 2025 and ISO/IEC 27001:2022.",
    WordingExample("Reporting under the DPDP Rules 2019 is planned.", kind: .planned),
  ]
  private static let plans: Phrases = [
    "roadmap", "planned", "we plan", "targeted", "scheduled", "expected", "aiming", "coming",
    "upcoming", "will launch", "will ship", "pursuing", "target date",
  ]
  private static let laws: Set<String> = [
    "act", "rules", "regulation", "directive", "dpdpa", "ccpa", "law", "27001", "iec", "dss",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard statement.kind == .planned || statement.contains(Self.plans) else { return [] }
    return RoadmapDate.all(in: statement).filter { date in
      date.end < statement.now.date && !isPartOfName(date, in: statement)
    }.map { date in
      WordingIssue(
        "\"\(statement.text(of: date.range))\" is over since \(date.end.description): the plan is "
          + "overdue, or delivered",
        at: date.range, fix: "publish the new date, or what was delivered")
    }
  }

  private func isPartOfName(_ date: RoadmapDate, in statement: Statement) -> Bool {
    guard let index = statement.words.firstIndex(where: { $0.range.overlaps(date.range) }),
      index > 0
    else { return false }
    return Self.laws.contains(statement.words[index - 1].text)
  }
}
