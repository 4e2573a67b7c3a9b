import Model

extension PostureContent {
  /// What stands before the list: whether there is one, and how changes are announced.
  var subprocessorSentences: [String] {
    guard let list = assessment.subprocessors else {
      return ["This posture declares no list of subprocessors. Ask for it."]
    }
    let first =
      list.entries.isEmpty
      ? "None is declared for this audience: no other company is said to process customers’ data."
      : "Other companies that process customers’ data, as declared."
    let notice = list.notice.map {
      "Customers are told at least \($0.description) before a change."
    }
    let announced = list.announced.map { "Changes are announced here: \($0)" }
    return [[first, notice].compactMap { $0 }.joined(separator: " ")]
      + [announced].compactMap { $0 }
  }

  /// The controls that stand behind an entry, as far as they are shown.
  func controls(behind entry: SubprocessorList.Entry) -> [ControlAssessment] {
    let names = Set(entry.controls)
    return assessment.controls.filter { names.contains($0.control.id) }
  }
}
