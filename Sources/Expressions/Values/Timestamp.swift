import Model

/// A moment with nanoseconds, in the years 1 to 9999.
package struct Timestamp: Hashable, Sendable, Comparable {
  static let epoch = Timestamp(checkedSeconds: 0, nanoseconds: 0)
  private static let years = -62_135_596_800...253_402_300_799
  private static let second = 1_000_000_000

  /// Since 1970 in UTC.
  package let seconds: Int
  /// 0 to 999,999,999, counted forward.
  package let nanoseconds: Int32

  private init(checkedSeconds: Int, nanoseconds: Int32) {
    seconds = checkedSeconds
    self.nanoseconds = nanoseconds
  }

  /// Nil outside the years 1 to 9999.
  package init?(seconds: Int, nanoseconds: Int32 = 0) {
    guard Self.years.contains(seconds), (0..<Int32(Self.second)).contains(nanoseconds) else {
      return nil
    }
    self.init(checkedSeconds: seconds, nanoseconds: nanoseconds)
  }

  /// A moment of the model.
  package init(_ instant: Instant) {
    self.init(checkedSeconds: instant.seconds, nanoseconds: 0)
  }

  /// Reads RFC 3339, with seconds and an offset, and up to nine decimals.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == 0x54 || bytes[10] == 0x74, bytes[16] == 0x3A,
      let last = bytes.last,
      last == 0x5A || last == 0x7A || bytes.suffix(6).first == 0x2B
        || bytes.suffix(6).first == 0x2D,
      bytes[4] == 0x2D, let instant = Self.instant(bytes)
    else { return nil }
    var nanoseconds = 0
    if bytes[19] == 0x2E {
      let digits = bytes[20...].prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(digits.count), let value = NumberText.whole(digits) else {
        return nil
      }
      nanoseconds = (digits.count..<9).reduce(value) { power, _ in power * 10 }
    }
    self.init(seconds: instant, nanoseconds: Int32(nanoseconds))
  }

  /// Without the limits that `Instant` holds to, so that a moment past them is seen to be.
  private static func instant(_ bytes: [UInt8]) -> Int? {
    guard let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)) else {
      return nil
    }
    guard let instant = Instant(String(decoding: bytes, as: UTF8.self)) else { return nil }
    // An hour and an offset move it by less than two days.
    let midnight = date.ordinal * 86_400
    return abs(instant.seconds - midnight) <= 172_800 ? instant.seconds : nil
  }

  /// Nil when the result is outside the years 1 to 9999.
  func adding(_ interval: Interval) -> Timestamp? {
    let (sum, overflow) = seconds.addingReportingOverflow(interval.seconds)
    guard !overflow else { return nil }
    var nanoseconds = Int(self.nanoseconds) + Int(interval.nanoseconds)
    var seconds = sum
    if nanoseconds >= Self.second {
      nanoseconds -= Self.second
      seconds += 1
    } else if nanoseconds < 0 {
      nanoseconds += Self.second
      seconds -= 1
    }
    return Timestamp(seconds: seconds, nanoseconds: Int32(nanoseconds))
  }

  func interval(since other: Timestamp) -> Interval? {
    Interval(
      seconds: seconds - other.seconds,
      carrying: Int(nanoseconds) - Int(other.nanoseconds))
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// RFC 3339 in UTC, with as many decimals as are not zero.
  package var description: String {
    let whole = Instant(seconds: seconds).description
    guard nanoseconds > 0 else { return whole }
    return whole.dropLast() + Interval.decimals(Int(nanoseconds)) + "Z"
  }
}
