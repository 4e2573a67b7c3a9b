/// A moment in time, to the second, in UTC.
package struct Instant: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds left out.
  package let seconds: Int

  package init(seconds: Int) {
    // Held to the years 1 to 9999, so that arithmetic on any instant cannot overflow.
    self.seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
  }

  /// Midnight at the start of a day, in UTC.
  package init(startOf date: CalendarDate) { self.init(seconds: date.ordinal * 86_400) }

  /// The last second of a day, in UTC.
  package init(endOf date: CalendarDate) { self.init(seconds: date.ordinal * 86_400 + 86_399) }

  /// Reads RFC 3339 (`2026-11-21T10:00:00Z`, `2026-11-21 10:00+02:00`); seconds and their fraction
  /// may be left out.
  ///
  /// A time without an offset is read as UTC.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes.count <= 40,
      let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      [0x54, 0x74, 0x20].contains(bytes[10]), bytes[13] == 0x3A,
      let hour = CalendarDate.number(bytes[11..<13]), hour < 24,
      let minute = CalendarDate.number(bytes[14..<16]), minute < 60
    else { return nil }
    var rest = bytes[16...]
    var second = 0
    if rest.first == 0x3A {
      guard rest.count >= 3,
        let value = CalendarDate.number(rest[(rest.startIndex + 1)..<(rest.startIndex + 3)]),
        value <= 60
      else { return nil }
      second = min(value, 59)
      rest = rest.dropFirst(3)
      if rest.first == 0x2E {
        let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(1 + digits.count)
      }
    }
    guard let offset = Self.offset(rest) else { return nil }
    self.init(seconds: date.ordinal * 86_400 + hour * 3_600 + minute * 60 + second - offset)
  }

  package var date: CalendarDate {
    CalendarDate(ordinal: (seconds - ((seconds % 86_400) + 86_400) % 86_400) / 86_400)
  }

  /// `2026-11-21T10:00:00Z`.
  package var description: String {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    let parts = [second / 3_600, second / 60 % 60, second % 60]
    return date.description + "T"
      + parts.map { CalendarDate.padded($0, to: 2) }.joined(separator: ":") + "Z"
  }

  package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  /// Seconds east of UTC for `Z`, `+02:00`, `+0200` or nothing; nil when it is none of these.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let sign = bytes.first else { return 0 }
    if bytes.count == 1, sign == 0x5A || sign == 0x7A { return 0 }
    let digits = bytes.dropFirst().filter { $0 != 0x3A }
    guard sign == 0x2B || sign == 0x2D, digits.count == 4,
      let hours = CalendarDate.number(digits[0..<2]), hours < 24,
      let minutes = CalendarDate.number(digits[2..<4]), minutes < 60
    else { return nil }
    return (sign == 0x2D ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }
}
