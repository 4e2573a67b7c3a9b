import Model

/// A time as a register states it: a moment, or a day when no time of day was written.
struct RecordTime: Hashable {
  /// The first moment it can stand for.
  let earliest: Instant
  /// The last moment it can stand for.
  let latest: Instant

  /// Reads `YYYY-MM-DD` or RFC 3339; a time without an offset is UTC.
  init?(_ text: String) {
    if let date = CalendarDate(text) {
      earliest = Instant(startOf: date)
      latest = Instant(endOf: date)
    } else if let instant = Instant(text) {
      earliest = instant
      latest = instant
    } else {
      return nil
    }
  }
}
