import Model

/// A promise that something is done again and again, with no gap longer than a length of time.
///
/// A date without a time counts as the start of its day, at both ends of a gap.
struct RecordCadence {
  let at: String
  let every: TimeSpan

  var fields: [String] { [at] }

  /// Judges the gaps from `since`, or else from the first row, up to now.
  func judge(_ records: [Record], since: CalendarDate?, in view: RecordView) -> RecordTally {
    var tally = RecordTally()
    let points = happened(records, since: since, in: view, tally: &tally)
    for point in points {
      tally.judge(
        point.record, seen: "\(view.name(of: point.record)): \(at) \(point.time.description)",
        at: view.location(at, of: point.record), isFinished: true)
    }
    // A row whose time could not be read may lie in any gap.
    if tally.reasons.isEmpty { judgeGaps(points, since: since, in: view, tally: &tally) }
    tally.headline =
      "\(RecordText.counted(points.count, "entry", plural: "entries")) in "
      + "\(view.noun), at least one every \(every.description)"
    if let last = points.last { tally.notes.append("last \(last.time.description)") }
    return tally
  }

  private typealias Point = (time: Instant, record: Record)

  private func happened(
    _ records: [Record], since: CalendarDate?, in view: RecordView, tally: inout RecordTally
  ) -> [Point] {
    var points: [Point] = []
    for record in records {
      switch view.time(at, of: record) {
      case .empty: tally.notStarted += 1
      case .unreadable(let seen):
        tally.add(reason: view.unreadable(at, of: record, seen: seen))
      case .time(let time) where time.earliest > view.now:
        tally.add(
          view.finding(
            "future", "\(at) lies in the future (\(time.earliest.description))", field: at,
            of: record, fix: "write the time at which it happened, not the one that is planned"))
      case .time(let time):
        if let since, time.earliest.date < since { continue }
        points.append((time.earliest, record))
      }
    }
    return points.sorted { ($0.time, $0.record.node.span) < ($1.time, $1.record.node.span) }
  }

  private func judgeGaps(
    _ points: [Point], since: CalendarDate?, in view: RecordView, tally: inout RecordTally
  ) {
    var previous = since.map { (time: Instant(startOf: $0), name: "the start of the promise") }
    for point in points {
      if let previous, let over = excess(from: previous.time, to: point.time, in: view) {
        tally.add(
          view.finding(
            "gap",
            "\(at) is \(over) too late after \(previous.name) "
              + "(\(previous.time.date.description)): promised every \(every.description)",
            field: at, of: point.record))
      }
      previous = (point.time, view.name(of: point.record))
    }
    guard let previous, let over = excess(from: previous.time, to: view.now, in: view) else {
      return
    }
    tally.add(overdue(since: previous, by: over, last: points.last?.record, in: view))
  }

  private func excess(from start: Instant, to end: Instant, in view: RecordView) -> String? {
    let deadline = every.end(from: start, holidays: view.holidays)
    guard end > deadline else { return nil }
    return TimeSpan.words(seconds: end.seconds - deadline.seconds)
  }

  private func overdue(
    since previous: (time: Instant, name: String), by over: String, last: Record?,
    in view: RecordView
  ) -> Finding {
    let message =
      "nothing in \(view.noun) since \(previous.name) (\(previous.time.date.description)): "
      + "promised every \(every.description), \(over) overdue"
    return Finding(
      check: RecordsCheck.definition.name, rule: "overdue", severity: view.severity,
      message: message, fix: "do it and add its row",
      location: last.map { view.location(at, of: $0) } ?? Location(path: view.register.path),
      identity: "last \(at)")
  }
}
