import Model
import Systems

extension Ledger {
  package enum Recording: Sendable {
    /// The assessment with the dates of its states and its place in the ledger.
    case recorded(Assessment)
    /// A run of a later moment is in the ledger already, so this one was left out.
    case overtaken(Assessment, by: Instant)
  }

  /// Adds a run of the whole posture, with places as seen from the posture, and with what HEAD named
  /// in the repository that holds it.
  ///
  /// - Throws: `LedgerError`; nothing is written then.
  package func record(
    _ assessment: Assessment, commit: String?
  ) throws(LedgerError) -> Recording {
    do {
      return try database.transaction(.immediate) { try append(assessment, commit: commit) }
    } catch let error as LedgerError {
      throw error
    } catch let error as SQLiteError {
      throw LedgerError(path, error)
    } catch {
      throw LedgerError("the ledger \(path) cannot be written: \(error)")
    }
  }

  private func append(_ assessment: Assessment, commit: String?) throws -> Recording {
    let chain = try chain()
    let previous = chain.count == 0 ? nil : try run(chain.count)
    if let previous, previous.record.assessedAt > assessment.assessedAt {
      return .overtaken(try dated(assessment), by: previous.record.assessedAt)
    }
    let states = assessment.controls.map { ControlState($0) }
    let since = StateDates.starts(of: states, at: assessment.assessedAt, after: previous)
    let insert = try database.prepare("INSERT OR IGNORE INTO state (digest, line) VALUES (?, ?)")
    var entries: [RunRecord.Entry] = []
    for state in states {
      let line = state.line
      let digest = Digest.sha256(line)
      try insert.run([.text(digest), .text(line)])
      entries.append(
        .init(
          control: state.control, since: since[state.control] ?? assessment.assessedAt,
          state: digest))
    }
    let record = RunRecord(
      number: chain.count + 1, after: chain.last, assessedAt: assessment.assessedAt,
      toolVersion: assessment.toolVersion, organization: assessment.organization,
      posture: assessment.posturePath, commit: commit, gate: assessment.gate, controls: entries)
    let line = record.line
    let digest = Digest.sha256(line)
    try database.run(
      "INSERT INTO run (number, digest, line) VALUES (?, ?, ?)",
      [.init(record.number), .text(digest), .text(line)])
    return .recorded(
      assessment.dated(since: since, ledger: LedgerMark(run: record.number, digest: digest)))
  }
}
