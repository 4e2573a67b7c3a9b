import Model

/// Since when controls have been in their states.
enum StateDates {
  /// The start of each state: that of the run before where it found the same, else this moment.
  static func starts(
    of states: [ControlState], at moment: Instant, after previous: LedgerRun?
  ) -> [String: Instant] {
    let known = previous?.byControl ?? [:]
    var starts: [String: Instant] = [:]
    for state in states {
      if let (before, since) = known[state.control], before.isSameState(as: state) {
        starts[state.control] = since
      } else {
        starts[state.control] = moment
      }
    }
    return starts
  }
}
