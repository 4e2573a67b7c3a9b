import Model

/// A run of the ledger with the states that it names.
package struct LedgerRun: Sendable {
  package let record: RunRecord
  /// SHA-256 of the record's line, 64 hexadecimal digits.
  package let digest: String
  /// In the order of the posture, one for each entry of the record.
  package let states: [ControlState]

  package var mark: LedgerMark { LedgerMark(run: record.number, digest: digest) }

  /// The states by control, with the start of each.
  package var byControl: [String: (state: ControlState, since: Instant)] {
    var found: [String: (state: ControlState, since: Instant)] = [:]
    for (entry, state) in zip(record.controls, states) {
      found[entry.control] = (state, entry.since)
    }
    return found
  }

  /// How many controls were in each state that occurred, worst first as the verdicts are listed.
  package var counts: [(verdict: ControlVerdict, count: Int)] {
    ControlVerdict.allCases.map { verdict in
      (verdict, states.count { $0.verdict == verdict })
    }.filter { $0.count > 0 }
  }
}
