import Model

/// Every change of one control over the runs of a ledger.
package struct ControlHistory: Sendable {
  /// A stretch of runs that found the control in one state, under one sentence.
  package struct Stretch: Sendable {
    package let first: LedgerMark
    package let since: Instant
    package let state: ControlState
    package fileprivate(set) var last: LedgerMark
    package fileprivate(set) var until: Instant
    package fileprivate(set) var runs: Int
  }

  package let control: String
  /// In order; a stretch is closed by one of another state, or by runs without the control.
  package let stretches: [Stretch]

  /// Reads a ledger through.
  ///
  /// - Throws: `LedgerError` when the ledger cannot be read or no run knows the control.
  package init(of control: String, in ledger: Ledger) throws {
    var stretches: [Stretch] = []
    var known: Set<String> = []
    var isOpen = false
    try ledger.forEach { run in
      known.formUnion(run.states.map(\.control))
      guard let state = run.states.first(where: { $0.control == control }) else {
        isOpen = false
        return
      }
      if isOpen, let last = stretches.indices.last, stretches[last].state.isSameState(as: state) {
        stretches[last].last = run.mark
        stretches[last].until = run.record.assessedAt
        stretches[last].runs += 1
      } else {
        stretches.append(
          Stretch(
            first: run.mark, since: run.record.assessedAt, state: state, last: run.mark,
            until: run.record.assessedAt, runs: 1))
        isOpen = true
      }
    }
    guard !stretches.isEmpty else {
      let nearest = NearestName.find(control, among: known.sorted())
      throw LedgerError(
        "no run of the ledger \(ledger.path) has a control \"\(control)\""
          + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    self.control = control
    self.stretches = stretches
  }
}
