import Model

/// Reads every run with its states, and sees that what they say of each other is so.
struct HistoryVerifier {
  private var previous: LedgerRun?

  /// Takes the next run of a chain that holds.
  ///
  /// - Throws: the fault, if it says something that its states or the run before contradict.
  mutating func follow(_ run: LedgerRun) throws(LedgerFault) {
    let number = run.record.number
    if let previous, run.record.assessedAt < previous.record.assessedAt {
      throw LedgerFault(run: number, "run \(number) is dated before run \(number - 1)")
    }
    let starts = StateDates.starts(
      of: run.states, at: run.record.assessedAt, after: previous)
    for (entry, state) in zip(run.record.controls, run.states) {
      guard entry.control == state.control else {
        throw LedgerFault(
          run: number, "run \(number) gives \(entry.control) the state of \(state.control)")
      }
      guard starts[entry.control] == entry.since else {
        throw LedgerFault(
          run: number,
          "run \(number) dates the state of \(entry.control) \(entry.since.description), which the "
            + "runs before do not bear out")
      }
    }
    previous = run
  }
}
