import Ledger
import Model
import Reports

/// What `avouch ledger` prints to a person.
///
/// A ledger may come from someone else, so that nothing of it reaches the terminal unless it is
/// cleaned.
enum LedgerText {
  // MARK: The log

  static func log(_ runs: [LedgerRun], of count: Int, path: String) -> String {
    guard !runs.isEmpty else { return "\(clean(path)) holds no run yet.\n" }
    let rows = runs.map { run in
      [
        String(run.record.number), moment(run.record.assessedAt), run.record.gate.outcome.rawValue,
        counts(of: run), String((run.record.commit ?? "").prefix(12)),
        String(run.digest.prefix(12)),
      ].map(clean)
    }
    let heading = ["run", "assessed", "gate", "states", "commit", "digest"]
    let left = count - runs.count
    return "\(clean(path)): \(counted(count, "run"))\n\n" + table([heading] + rows)
      + (left > 0 ? "\n\(counted(left, "earlier run")); --limit 0 shows all of them.\n" : "")
  }

  static func text(of history: ControlHistory) -> String {
    let lines = history.stretches.enumerated().flatMap { index, stretch -> [String] in
      let isLast = index == history.stretches.count - 1
      let runs =
        stretch.runs == 1
        ? "run \(stretch.first.run)"
        : "runs \(stretch.first.run) to \(stretch.last.run)"
      let dates =
        isLast
        ? "since \(stretch.since.date.description)"
        : "\(stretch.since.date.description) to \(stretch.until.date.description)"
      return ["  \(dates), \(runs): \(stretch.state.verdict.rawValue)"]
        + ["      “\(clean(stretch.state.statement))”"]
        + stretch.state.reasons.map { "      because \(clean($0))" }
    }
    return ([clean(history.control)] + lines).joined(separator: "\n") + "\n"
  }

  // MARK: One run

  static func run(_ run: LedgerRun) -> String {
    let record = run.record
    let facts: [(String, String?)] = [
      ("assessed", record.assessedAt.description), ("digest", run.digest),
      ("after", record.after ?? "nothing: it is the first"), ("posture", record.posture),
      ("commit", record.commit), ("of", scope(of: record.organization)),
      ("by", "avouch \(record.toolVersion)"), ("gate", record.gate.outcome.rawValue),
      ("decided by", list(record.gate.deciding)), ("moved by", list(record.gate.adjustments)),
    ]
    let head = facts.compactMap { name, value in
      value.map { "  " + name.padded(to: 12) + clean($0) }
    }
    let rows = zip(record.controls, run.states).map { entry, state in
      [
        state.verdict.rawValue, state.control, "since \(entry.since.date.description)",
        state.findings.isEmpty
          ? state.title : "\(state.title) (\(counted(state.findings.count, "finding")))",
      ].map(clean)
    }
    return (["run \(record.number)"] + head).joined(separator: "\n") + "\n\n" + table(rows)
  }

  // MARK: Verifying

  static func verification(
    _ verification: LedgerVerification, missing: String?, path: String
  ) -> String {
    let path = clean(path)
    if let fault = verification.fault {
      let rest =
        verification.intact.map { run in
          (run.record.number == 1 ? "Run 1 is" : "Runs 1 to \(run.record.number) are")
            + " as recorded, up to the digest \(run.digest)."
        } ?? "No run of it is to be trusted."
      return "\(path) is not to be trusted: \(clean(fault.description)).\n\(rest)\n"
    }
    guard let run = verification.intact else { return "\(path) is intact and holds no run yet.\n" }
    let count = run.record.number
    let intact =
      "\(path) is intact: \(counted(count, "run")), the last of \(moment(run.record.assessedAt))\n"
      + "  digest of run \(count): \(run.digest)\n"
    guard let missing else { return intact }
    return intact
      + "No run has the digest \(missing): this is not the ledger that it was published of, "
      + "or it was made anew since.\n"
  }

  // MARK: Pieces

  static func clean(_ text: String) -> String { TerminalText.sanitized(text) }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `2026-11-21 10:00 UTC`.
  static func moment(_ instant: Instant) -> String {
    "\(instant.date.description) \(instant.description.dropFirst(11).prefix(5)) UTC"
  }

  private static func counts(of run: LedgerRun) -> String {
    run.counts.map { "\($0.count) \($0.verdict.rawValue)" }.joined(separator: ", ")
  }

  private static func scope(of organization: Organization) -> String {
    [organization.name, organization.product, organization.environment].compactMap(\.self)
      .joined(separator: " · ")
  }

  private static func list(_ words: [String]) -> String? {
    words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// Rows with their columns in line; the last column is as long as it is.
  private static func table(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
      var line = "  " + cells
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
