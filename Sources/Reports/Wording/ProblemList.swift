import Model

/// What is wrong with one control, one entry for each finding and each check not measured.
enum ProblemList {
  struct Entry {
    let place: String
    let text: String
    let fix: String?
  }

  static func entries(of item: ControlAssessment) -> [Entry] {
    let unmeasured = item.checks.filter(\.result.verdict.isUnmeasured).map { check in
      Entry(
        place: check.location.description,
        text: "not measured: \(check.name): \(check.result.verdict.reason ?? "")", fix: nil)
    }
    return item.findings.map(entry) + unmeasured
  }

  /// The entries as lines of plain text that start with the place.
  static func lines(of item: ControlAssessment) -> [String] {
    entries(of: item).map { entry in
      (entry.place.isEmpty ? "" : entry.place + ": ") + entry.text
        + (entry.fix.map { "; fix: \($0)" } ?? "")
    }
  }

  private static func entry(for finding: Finding) -> Entry {
    let text = "\(finding.severity.rawValue): \(finding.message)"
    guard let waiver = finding.waiver else {
      return Entry(place: finding.location.description, text: text, fix: finding.fix)
    }
    let owner = waiver.owner.isEmpty ? "" : " by \(waiver.owner)"
    return Entry(
      place: finding.location.description,
      text: "\(text); accepted\(owner) until \(waiver.until.description)", fix: nil)
  }
}
