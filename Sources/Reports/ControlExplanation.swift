import Model

/// What `avouch explain` prints: one control with its checks, what they saw, and why it is in its
/// state, for a pass as for a failure.
package struct ControlExplanation: Sendable {
  package let color: Bool

  package init(color: Bool) { self.color = color }

  package func render(_ assessment: ControlAssessment, in run: Assessment) -> String {
    let control = assessment.control
    var lines = [
      bold("\(control.id): \(control.title)"), "",
      indented(control.statement), "",
    ]
    lines += facts(control).map {
      indented($0.label).padded(to: 13) + TerminalText.sanitized($0.text)
    }
    lines += [
      "",
      bold("state: \(assessment.verdict.rawValue)")
        + indented(
          (assessment.since.map { "since \($0.description), " } ?? "")
            + "as of \(run.assessedAt.description)"),
    ]
    lines += assessment.reasons.map { indented("because \($0)") }
    for check in assessment.checks { lines += [""] + section(for: check) }
    if !assessment.wording.isEmpty {
      lines += ["", bold("wording")]
      lines += assessment.wording.flatMap(entry(for:))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func facts(_ control: Control) -> [(label: String, text: String)] {
    var facts: [(String, String)] = [
      ("kind", control.kind.rawValue), ("severity", control.severity.rawValue),
      ("audience", control.audience.rawValue),
    ]
    if let owner = control.owner { facts.append(("owner", owner)) }
    if let due = control.due { facts.append(("due", due.description)) }
    for parameter in control.parameters {
      facts.append(("parameter", "\(parameter.name) = \(parameter.value)"))
    }
    for mapping in control.mapsTo {
      facts.append(
        ("supports", "\(mapping.framework) \(mapping.requirements.joined(separator: ", "))"))
    }
    facts.append(("stated at", control.location.description))
    if let rationale = control.rationale { facts.append(("why", rationale)) }
    if let fix = control.fix { facts.append(("fix", fix)) }
    return facts
  }

  private func section(for check: CheckAssessment) -> [String] {
    let result = check.result
    var lines = [
      bold("check \(check.name): \(result.verdict.word)") + indented(check.location.description),
      indented(result.summary),
    ]
    if let until = result.validUntil { lines.append(indented("valid until \(until.description)")) }
    lines += result.findings.flatMap(entry(for:))
    for evidence in result.evidence {
      let digest = evidence.digest.map { "  sha256 \($0.prefix(12))…" } ?? ""
      lines.append(indented("- \(evidence.observed)"))
      lines.append(indented(evidence.location.description + digest, by: 6))
    }
    if !result.trace.isEmpty { lines += ["  " + bold("trace")] + result.trace.map(line(for:)) }
    return lines
  }

  private func line(for step: JudgementStep) -> String {
    let place = step.location.map { " (\($0.description))" } ?? ""
    return indented("\(step.text): \(step.outcome)\(place)", by: 4 + 2 * min(step.depth, 40))
  }

  private func entry(for finding: Finding) -> [String] {
    var lines = [indented("\(finding.severity.rawValue): \(finding.message)")]
    let rule = "[\(finding.check)/\(finding.rule)]"
    lines.append(indented("\(finding.location.description)  \(rule)", by: 6))
    if let fix = finding.fix { lines.append(indented("fix: \(fix)", by: 6)) }
    if let waiver = finding.waiver {
      lines.append(
        indented(
          "waived by \(waiver.owner) until \(waiver.until.description): \(waiver.reason)", by: 6))
    }
    return lines
  }

  /// One line of what was observed or written, without anything a terminal would act on.
  private func indented(_ text: String, by columns: Int = 2) -> String {
    String(repeating: " ", count: columns) + TerminalText.sanitized(text)
  }

  private func bold(_ text: String) -> String {
    let clean = TerminalText.sanitized(text)
    return color ? "\u{1B}[1m\(clean)\u{1B}[0m" : clean
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
