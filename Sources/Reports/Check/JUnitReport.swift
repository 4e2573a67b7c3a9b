import Model

/// One test suite for each topic and one test case for each control, as JUnit writes them.
package struct JUnitReport: TextualReport {
  package static let format = "junit"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let assessment = PublishedAssessment(assessment, for: options.audience).assessment
    let groups = Grouping.byTopic(assessment.controls)
    let time = String(assessment.assessedAt.description.dropLast())
    let suites = groups.map { suite($0.topic, $0.controls, time: time) }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="avouch" \(counts(of: assessment.controls))>
      \(suites)</testsuites>

      """
  }

  /// What a control's state is to a test runner.
  private enum Outcome: String {
    case passed
    case failure
    case error
    case skipped
  }

  private func outcome(of verdict: ControlVerdict) -> Outcome {
    switch verdict {
    case .verified, .attested, .delivered: .passed
    case .violated, .overdue, .contradicted: .failure
    case .unproven: .error
    case .waived, .planned, .stated: .skipped
    }
  }

  private func suite(_ topic: String, _ controls: [ControlAssessment], time: String) -> String {
    let cases = controls.map { testCase($0, topic: topic) }.joined()
    return "  <testsuite name=\"\(XMLText.escaped(topic))\" \(counts(of: controls)) "
      + "timestamp=\"\(time)\" time=\"0\">\n\(cases)  </testsuite>\n"
  }

  private func counts(of controls: [ControlAssessment]) -> String {
    func count(_ wanted: Outcome) -> Int { controls.count { outcome(of: $0.verdict) == wanted } }
    return "tests=\"\(controls.count)\" failures=\"\(count(.failure))\" "
      + "errors=\"\(count(.error))\" skipped=\"\(count(.skipped))\""
  }

  private func testCase(_ item: ControlAssessment, topic: String) -> String {
    let name = XMLText.escaped("\(item.control.id): \(item.control.title)")
    let start = "    <testcase classname=\"\(XMLText.escaped(topic))\" name=\"\(name)\" time=\"0\""
    let outcome = outcome(of: item.verdict)
    guard outcome != .passed else { return start + "/>\n" }
    let message = XMLText.escaped(summary(of: item))
    guard outcome != .skipped else {
      return "\(start)>\n      <skipped message=\"\(message)\"/>\n    </testcase>\n"
    }
    let element = outcome.rawValue
    let body = XMLText.escaped(ProblemList.lines(of: item).joined(separator: "\n"))
    return "\(start)>\n      <\(element) type=\"\(item.verdict.rawValue)\" message=\"\(message)\">"
      + "\(body)</\(element)>\n    </testcase>\n"
  }

  private func summary(of item: ControlAssessment) -> String {
    let word = item.verdict.rawValue
    if let due = item.control.due { return "\(word): due \(due.description)" }
    if let reason = item.reasons.first { return "\(word): \(reason)" }
    return "\(word): \(item.verdict.meaning)"
  }
}
