import Model

/// Reads the dates of cookies as leniently as browsers do (RFC 6265bis section 5.1.1).
enum CookieDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Seconds since 1970, or nil when it is no date.
  static func seconds(_ text: String) -> Int? {
    var clock: (Int, Int, Int)?
    var day: Int?
    var month: Int?
    var year: Int?
    let tokens = text.utf8.prefix(200).split(whereSeparator: isDelimiter).map {
      String(decoding: $0, as: UTF8.self)
    }
    for token in tokens {
      if clock == nil, let found = time(token) {
        clock = found
      } else if day == nil, let found = number(token, digits: 1...2) {
        day = found
      } else if month == nil, let found = months.firstIndex(of: token.prefix(3).lowercased()) {
        month = found + 1
      } else if year == nil, let found = number(token, digits: 2...4) {
        year = found < 70 ? found + 2_000 : found < 100 ? found + 1_900 : found
      }
    }
    guard let clock, let day, let month, let year, year >= 1_601,
      clock.0 <= 23, clock.1 <= 59, clock.2 <= 59,
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    return Instant(startOf: date).seconds + clock.0 * 3_600 + clock.1 * 60 + clock.2
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x20...0x2F, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// `08:49:37`, whatever follows the last digit.
  private static func time(_ token: String) -> (Int, Int, Int)? {
    let parts = token.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(String(parts[0]), digits: 1...2, exact: true),
      let minute = number(String(parts[1]), digits: 1...2, exact: true),
      let second = number(String(parts[2]), digits: 1...2)
    else { return nil }
    return (hour, minute, second)
  }

  /// The digits that a token begins with, if they are as many as they may be.
  private static func number(
    _ token: String, digits: ClosedRange<Int>, exact: Bool = false
  ) -> Int? {
    let leading = token.utf8.prefix { (0x30...0x39).contains($0) }
    guard digits.contains(leading.count), !exact || leading.count == token.utf8.count else {
      return nil
    }
    return Int(String(decoding: leading, as: UTF8.self))
  }
}
