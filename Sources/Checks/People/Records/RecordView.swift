import Model

/// A register as a check reads it: its rows, their places, and the moment of judging.
struct RecordView {
  let register: Register
  /// What its rows are called: `access reviews`.
  let noun: String
  let now: Instant
  let holidays: Set<CalendarDate>
  let severity: Severity

  func cell(_ field: String, of record: Record) -> RecordCell { RecordCell(record.node[field]) }

  func time(_ field: String, of record: Record) -> RecordTimeCell {
    RecordTimeCell(cell(field, of: record))
  }

  /// The place of a field's value, or of the record when it has no such field.
  func location(_ field: String? = nil, of record: Record) -> Location {
    let span = field.flatMap { record.node[$0]?.span } ?? record.node.span
    return Location(path: register.path, span: span)
  }

  func name(of record: Record) -> String { RecordText.shown(record.name) }

  /// A finding whose identity is the record's own id, so that it holds when rows move.
  func finding(
    _ rule: String, _ message: String, field: String, of record: Record, fix: String? = nil
  ) -> Finding {
    let identity = record.node["id"]?.scalarText ?? record.node[field]?.scalarText
    return Finding(
      check: RecordsCheck.definition.name, rule: rule, severity: severity,
      message: "\(name(of: record)): \(message)", fix: fix,
      location: location(field, of: record),
      identity: "\(field) of \(RecordText.shown(identity ?? record.name))")
  }

  /// Why a field's time could not be read, with its place.
  func unreadable(_ field: String, of record: Record, seen: String) -> String {
    "\(location(field, of: record).description): \(name(of: record)): \(field) is \(seen), "
      + "expected a date (2026-11-21) or a time (2026-11-21T10:00:00Z)"
  }
}
