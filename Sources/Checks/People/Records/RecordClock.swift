import Model

/// A promise that one time follows another within a length of time.
struct RecordClock {
  let from: String
  let to: String
  let within: TimeSpan
  let judgesOpen: Bool

  var fields: [String] { [from, to] }

  /// Judges every row whose clock has started on or after `since`.
  func judge(_ records: [Record], since: CalendarDate?, in view: RecordView) -> RecordTally {
    var run = Run(clock: self, view: view)
    for record in records { run.add(record, since: since) }
    return run.finished
  }

  /// One pass over the rows.
  private struct Run {
    let clock: RecordClock
    let view: RecordView
    var tally = RecordTally()
    var durations: [Int] = []
    var deadlines: [Instant] = []
    var entries: [TimeRecord.Entry] = []
    var impossible = 0
    var broken = 0
    var ignored = 0

    mutating func add(_ record: Record, since: CalendarDate?) {
      let end = view.time(clock.to, of: record)
      switch view.time(clock.from, of: record) {
      case .unreadable(let seen):
        tally.add(reason: view.unreadable(clock.from, of: record, seen: seen))
      case .empty:
        if case .empty = end {
          tally.notStarted += 1
        } else {
          tally.add(
            reason: "\(view.location(clock.from, of: record).description): "
              + "\(view.name(of: record)) has \(clock.to) and no \(clock.from)")
        }
      case .time(let start):
        if let since, start.earliest.date < since { return }
        add(record, start: start, end: end)
      }
    }

    private mutating func add(_ record: Record, start: RecordTime, end: RecordTimeCell) {
      switch end {
      case .unreadable(let seen):
        tally.add(reason: view.unreadable(clock.to, of: record, seen: seen))
      case .empty: addOpen(record, start: start)
      case .time(let end): addClosed(record, start: start, end: end)
      }
    }

    private mutating func addOpen(_ record: Record, start: RecordTime) {
      let deadline = clock.within.end(from: start.earliest, holidays: view.holidays)
      // A start that lies ahead, such as an announced last working day, starts no clock yet.
      guard start.earliest <= view.now else { return tally.notStarted += 1 }
      guard clock.judgesOpen else { return ignored += 1 }
      keep(record, from: start.earliest, to: view.now, by: deadline, isOpen: true)
      guard view.now > deadline else {
        deadlines.append(deadline)
        return judge(record, "open, due by \(deadline.description)", isFinished: false)
      }
      let over = TimeSpan.words(seconds: view.now.seconds - deadline.seconds)
      judge(record, "open, was due by \(deadline.description)", isFinished: false)
      fail(
        "overdue",
        "still open, \(over) over: \(clock.to) is empty and was due by \(deadline.description), "
          + "\(clock.within.description) after \(clock.from)",
        record, fix: "do what is outstanding and write its time into \(clock.to)")
    }

    private mutating func addClosed(_ record: Record, start: RecordTime, end: RecordTime) {
      guard end.earliest <= view.now else {
        impossible += 1
        judge(record, "\(clock.to) lies ahead", isFinished: false)
        return fail(
          "future", "\(clock.to) lies in the future (\(end.earliest.description))", record,
          fix: "write the time at which it happened, and leave the field empty until then")
      }
      guard end.latest >= start.earliest else {
        impossible += 1
        judge(record, "\(clock.to) before \(clock.from)", isFinished: true)
        return fail(
          "reversed", "\(clock.to) is before \(clock.from), an impossible order", record,
          fix: "correct the time that is wrong")
      }
      // It has happened, so it cannot have been later than now, whatever the day's end is.
      let latest = min(end.latest, view.now)
      let elapsed = max(0, latest.seconds - start.earliest.seconds)
      durations.append(elapsed)
      judge(record, RecordText.duration(seconds: elapsed), isFinished: true)
      let deadline = clock.within.end(from: start.earliest, holidays: view.holidays)
      keep(record, from: start.earliest, to: latest, by: deadline, isOpen: false)
      guard latest > deadline else { return }
      let over = RecordText.duration(seconds: latest.seconds - deadline.seconds)
      fail(
        "late",
        "\(clock.to) is \(RecordText.duration(seconds: elapsed)) after \(clock.from), "
          + "\(over) more than the promised \(clock.within.description)",
        record, fix: "record why, and waive it with a date if it was accepted")
    }

    private mutating func keep(
      _ record: Record, from start: Instant, to end: Instant, by deadline: Instant, isOpen: Bool
    ) {
      entries.append(
        TimeRecord.Entry(
          name: view.name(of: record), taken: max(0, end.seconds - start.seconds),
          allowed: max(0, deadline.seconds - start.seconds), isOpen: isOpen))
    }

    private mutating func judge(_ record: Record, _ outcome: String, isFinished: Bool) {
      let times = clock.fields.map { "\($0) \(view.cell($0, of: record).shown)" }
      tally.judge(
        record, seen: "\(view.name(of: record)): \(times.joined(separator: ", ")): \(outcome)",
        at: view.location(clock.from, of: record), isFinished: isFinished)
    }

    private mutating func fail(
      _ rule: String, _ message: String, _ record: Record, fix: String
    ) {
      broken += 1
      tally.add(view.finding(rule, message, field: clock.to, of: record, fix: fix))
    }

    var finished: RecordTally {
      var tally = tally
      tally.times = TimeRecord(promise: clock.within, entries: entries, impossible: impossible)
      tally.headline =
        "\(tally.judged - broken) of \(tally.judged) \(view.noun) within "
        + "\(clock.within.description)"
      if let longest = durations.max() {
        tally.notes.append(
          "longest \(RecordText.duration(seconds: longest)), "
            + "median \(RecordText.duration(seconds: median))")
      }
      if let first = deadlines.min() {
        tally.notes.append("\(deadlines.count) still open, due by \(first.description)")
      }
      if ignored > 0 { tally.notes.append("\(ignored) open and left out") }
      return tally
    }

    private var median: Int {
      let sorted = durations.sorted()
      let middle = sorted.count / 2
      guard middle > 0, sorted.count % 2 == 0 else { return sorted.isEmpty ? 0 : sorted[middle] }
      return (sorted[middle - 1] + sorted[middle]) / 2
    }
  }
}
