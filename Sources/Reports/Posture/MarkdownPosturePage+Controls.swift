import Model

/// Controls and framework coverage.
extension MarkdownPosturePage {
  func section(_ title: String, intro: String?, _ entries: [PostureEntry]) -> String {
    guard !entries.isEmpty else { return "" }
    let head = ["## \(escaped(title))"] + (intro.map { [$0] } ?? [])
    return (head + entries.map(control)).joined(separator: "\n\n")
  }

  private func control(_ entry: PostureEntry) -> String {
    let facts =
      checks(of: entry) + entry.reasons.map { "- \(escaped($0))" } + exceptions(of: entry)
      + findings(of: entry)
    let when = measured(entry).map { ["", $0] } ?? []
    return
      (["### \(escaped(entry.title))", ""]
      + ["**\(state(entry))** · \(MarkdownText.code(entry.id))", ""]
      + statement(of: entry) + when + (facts.isEmpty ? [] : [""] + facts))
      .joined(separator: "\n")
  }

  /// The published sentence; struck out where its proof has ended.
  private func statement(of entry: PostureEntry) -> [String] {
    guard let withdrawn = entry.withdrawnSentence else { return [escaped(entry.statement)] }
    return ["**Withdrawn.** \(escaped(withdrawn))", "", "~~\(escaped(entry.statement))~~"]
  }

  private func measured(_ entry: PostureEntry) -> String? {
    let word = entry.validityWord
    let since = entry.measuredSince.map { "\($0.description) to " } ?? ""
    let sentences = [
      "\(entry.sinceText).",
      entry.measuredAt.map { "Measured \(since)\(Wording.shortMoment($0))." },
      entry.validUntil.map { "\(word) \($0.description)." },
      entry.item.control.owner.map { "Owner: \(escaped($0))." },
    ].compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func checks(of entry: PostureEntry) -> [String] {
    entry.item.checks.flatMap { check in
      ["- \(check.result.verdict.mark) \(escaped("\(check.name): \(check.sentence)"))"]
        + times(of: check)
        + check.result.evidence.map { evidence in
          let observed = evidence.observed.isEmpty ? "" : escaped(evidence.observed) + " "
          return "  - \(observed)(\(escaped(evidence.provenance)))"
        }
    }
  }

  /// The measured record of a promise with a clock: the sum, then one line for each record.
  private func times(of check: CheckAssessment) -> [String] {
    guard let record = check.result.times else { return [] }
    let drawn = TimesDrawing.drawn(of: record)
    let rest = record.entries.count - drawn.count
    return ["  - \(escaped(record.sentence))"]
      + drawn.map { number, item in
        let name = item.name.isEmpty ? "Record \(number)" : item.name
        return "    - \(item.isKept ? "✓" : "✗") \(escaped("\(name): \(item.outcome)"))"
      } + (rest > 0 ? ["    - and \(rest) more that took less of their time"] : [])
  }

  private func exceptions(of entry: PostureEntry) -> [String] {
    entry.exceptions.map { exception in
      let owner = exception.owner.isEmpty ? "" : " by \(escaped(exception.owner))"
      let reason = exception.reason.isEmpty ? "." : ": \(escaped(exception.reason))"
      return "- ~ Exception for \(Wording.counted(exception.findings, "finding")), accepted"
        + "\(owner) until \(exception.until.description)\(reason)"
    }
  }

  private func findings(of entry: PostureEntry) -> [String] {
    let shown = entry.shownFindings.map { finding in
      let place = finding.location.description
      return "- ✗ \(finding.severity.rawValue): \(escaped(finding.message))"
        + (place.isEmpty ? "" : " (\(MarkdownText.code(place)))")
    }
    return shown + (entry.wordingNote.map { ["- \($0)"] } ?? [])
  }

  var coverage: String {
    let parts = FrameworkCoverage.all(of: content.published).map(framework)
    return parts.isEmpty ? "" : (["## Framework coverage"] + parts).joined(separator: "\n\n")
  }

  private func framework(_ coverage: FrameworkCoverage) -> String {
    let rows = coverage.rows.map { row in
      let controls = row.controls.map { MarkdownText.code($0.control.id) }.joined(separator: ", ")
      let state = "\(row.state.mark) \(coverage.isLaw ? "supports, " : "")\(row.state.rawValue)"
      return "| \(escaped(row.requirement)) | \(escaped(row.title)) | \(controls) | \(state) |"
    }
    let title = [coverage.framework.name, coverage.framework.version].joined(separator: " ")
    let law = coverage.isLaw ? ["Controls support a legal requirement; they do not fulfil it."] : []
    let table =
      rows.isEmpty
      ? []
      : [
        (["| Requirement | Title | Controls | Weakest state |", "| --- | --- | --- | --- |"] + rows)
          .joined(separator: "\n")
      ]
    let notes = [coverage.summary] + law
    return (["### \(escaped(title))"] + notes + table + coverage.notes.map(escaped)).joined(
      separator: "\n\n")
  }
}
