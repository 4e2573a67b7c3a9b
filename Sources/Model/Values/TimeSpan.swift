/// A length of time as people write it in a promise: `72h`, `30d`, `14 business days`, `6 months`.
///
/// Business days are kept apart from seconds, because how long fourteen of them take depends on
/// where they start.
package enum TimeSpan: Hashable, Sendable {
  case seconds(Int)
  case businessDays(Int)

  /// Reads a whole number and a unit, with or without a space: `s`/`seconds`, `m`/`minutes`,
  /// `h`/`hours`, `d`/`days`, `w`/`weeks`, `months` (30 days), `y`/`years` (365 days) and `business
  /// days`.
  ///
  /// Nil for anything else and for more than a thousand years.
  package init?(_ text: String) {
    let trimmed = text.lowercased()
    let digits = trimmed.utf8.prefix { (0x30...0x39).contains($0) }
    guard let count = CalendarDate.number(Array(digits)[...]) else { return nil }
    var unit = String(trimmed.dropFirst(digits.count))
    while unit.hasPrefix(" ") || unit.hasPrefix("-") { unit.removeFirst() }
    if ["business day", "business days", "business-day", "business-days"].contains(unit) {
      guard count <= 260_000 else { return nil }
      self = .businessDays(count)
      return
    }
    guard let scale = Self.scale(of: unit), count <= 31_536_000_000 / scale else { return nil }
    self = .seconds(count * scale)
  }

  /// The moment this long after another.
  ///
  /// Business days are Monday to Friday without the given holidays; the promise runs to the end of
  /// the last of them.
  package func end(from start: Instant, holidays: Set<CalendarDate> = []) -> Instant {
    switch self {
    case .seconds(let seconds): return Instant(seconds: start.seconds + seconds)
    case .businessDays(let count):
      guard count > 0 else { return start }
      var day = start.date
      var left = count
      while left > 0 {
        let next = day.adding(days: 1)
        guard next > day else { break }
        day = next
        if day.weekday <= 5, !holidays.contains(day) { left -= 1 }
      }
      return Instant(endOf: day)
    }
  }

  /// The largest unit that expresses the span exactly: `72 hours`, `30 days`, `14 business days`.
  package var description: String {
    switch self {
    case .businessDays(let count): Self.counted(count, "business day")
    case .seconds(let seconds):
      // Up to four days a promise is read in hours, as in "within 72 hours".
      if seconds % 86_400 == 0, seconds >= 4 * 86_400 || seconds == 86_400 {
        Self.counted(seconds / 86_400, "day")
      } else if seconds % 3_600 == 0, seconds > 0 {
        Self.counted(seconds / 3_600, "hour")
      } else if seconds % 60 == 0, seconds > 0 {
        Self.counted(seconds / 60, "minute")
      } else {
        Self.counted(seconds, "second")
      }
    }
  }

  /// The length in seconds, or nil for business days.
  package var fixedSeconds: Int? {
    guard case .seconds(let seconds) = self else { return nil }
    return seconds
  }

  /// Seconds in the words of a report: `3 days 4 hours`, the two largest units, rounded down.
  package static func words(seconds: Int) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")]
    var left = abs(seconds)
    var parts: [String] = []
    for (scale, name) in units where left >= scale && parts.count < 2 {
      parts.append(counted(left / scale, name))
      left %= scale
    }
    return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
  }

  private static func scale(of unit: String) -> Int? {
    switch unit {
    case "s", "sec", "second", "seconds": 1
    case "m", "min", "minute", "minutes": 60
    case "h", "hour", "hours": 3_600
    case "d", "day", "days": 86_400
    case "w", "week", "weeks": 604_800
    case "month", "months": 2_592_000
    case "y", "year", "years": 31_536_000
    default: nil
    }
  }

  private static func counted(_ count: Int, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
