/// Recognises the dates and times of TOML, which are those of RFC 3339 with parts left out.
enum TOMLDateTime {
  /// A date, a time, or both with or without an offset from UTC.
  static func isDateOrTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if isTime(bytes[...]) || isDate(bytes[...]) { return true }
    guard bytes.count > 11, isDate(bytes[..<10]) else { return false }
    switch bytes[10] {
    case UInt8(ascii: "T"), UInt8(ascii: "t"), ASCII.space: break
    default: return false
    }
    return isTime(withoutOffset(bytes[11...]))
  }

  /// `YYYY-MM-DD` of a day that exists.
  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count == 10 else { return false }
    let parts = text.split(separator: ASCII.minus, omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digits: 4),
      let month = number(parts[1], digits: 2), let day = number(parts[2], digits: 2)
    else { return false }
    return (1...12).contains(month) && day >= 1 && day <= length(ofMonth: month, year: year)
  }

  /// `HH:MM:SS`, with a fraction or not.
  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: ASCII.colon, omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(parts[0], digits: 2),
      let minute = number(parts[1], digits: 2),
      let second = number(parts[2].prefix(2), digits: 2)
    else { return false }
    let fraction = parts[2].dropFirst(2)
    let isFraction =
      fraction.first == ASCII.dot && fraction.count > 1
      && fraction.dropFirst().allSatisfy(\.isDigit)
    return hour < 24 && minute < 60 && second <= 60 && (fraction.isEmpty || isFraction)
  }

  /// A time without the `Z` or `+HH:MM` behind it; a faulty offset is left, so that it is no time.
  private static func withoutOffset(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if text.last == UInt8(ascii: "Z") || text.last == UInt8(ascii: "z") { return text.dropLast() }
    let offset = text.suffix(6)
    guard offset.first == ASCII.plus || offset.first == ASCII.minus else { return text }
    let parts = offset.dropFirst().split(separator: ASCII.colon, omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = number(parts[0], digits: 2),
      let minute = number(parts[1], digits: 2), hour < 24, minute < 60
    else { return text }
    return text.dropLast(6)
  }

  private static func number(_ text: ArraySlice<UInt8>, digits count: Int) -> Int? {
    guard text.count == count, text.allSatisfy(\.isDigit) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: return 30
    case 2:
      let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return isLeapYear ? 29 : 28
    default: return 31
    }
  }
}
