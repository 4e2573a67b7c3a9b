import Model

/// What came of judging the rows of a register.
struct RecordTally {
  private(set) var findings: [Finding] = []
  private(set) var reasons: [String] = []
  private(set) var observed: [(text: String, location: Location)] = []
  /// Rows that the promise was held against.
  private(set) var judged = 0
  /// Rows whose course is over, to which further rules apply.
  private(set) var finished: [Record] = []
  /// The times of rows that a clock was held against; nil where there is no clock.
  var times: TimeRecord?
  /// How many rows the clock has not started for.
  var notStarted = 0
  /// What the judged rows come to, for the summary.
  var headline = ""
  /// More for the summary: open rows, left out rows.
  var notes: [String] = []

  mutating func add(_ finding: Finding) { findings.append(finding) }

  mutating func add(reason: String) { reasons.append(reason) }

  /// Counts a row and keeps what was seen of it.
  mutating func judge(
    _ record: Record, seen text: String, at location: Location, isFinished: Bool
  ) {
    judged += 1
    observed.append((text, location))
    if isFinished { finished.append(record) }
  }
}
