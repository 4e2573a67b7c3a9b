import Model
import Testing

@Suite struct TimeValueTests {
  @Test(arguments: [
    ("2026-11-21", 2026, 11, 21, 6), ("2024-02-29", 2024, 2, 29, 4), ("1970-01-01", 1970, 1, 1, 4),
    ("0001-01-01", 1, 1, 1, 1), ("9999-12-31", 9999, 12, 31, 5), ("2000-02-29", 2000, 2, 29, 2),
  ])
  func `a date is read, written and knows its weekday`(
    text: String, year: Int, month: Int, day: Int, weekday: Int
  ) throws {
    let date = try #require(CalendarDate(text))
    #expect((date.year, date.month, date.day) == (year, month, day))
    #expect(date.weekday == weekday)
    #expect(date.description == text)
    #expect(CalendarDate(ordinal: date.ordinal) == date)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01",
    "2026-01-01T", "0000-01-01", "", "２０２６-01-01",
  ])
  func `what is no date is refused`(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func `every day of four centuries comes back from its ordinal`() throws {
    var date = try #require(CalendarDate(year: 1900, month: 1, day: 1))
    for _ in 0..<146_097 {
      let next = date.adding(days: 1)
      #expect(next.ordinal == date.ordinal + 1)
      #expect(CalendarDate(next.description) == next)
      date = next
    }
    #expect(date.description == "2300-01-01")
  }

  @Test(arguments: [
    ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
    ("2026-11-21t10:00:00z", "2026-11-21T10:00:00Z"),
    ("2026-11-21 10:00", "2026-11-21T10:00:00Z"),
    ("2026-11-21T10:00:00+02:00", "2026-11-21T08:00:00Z"),
    ("2026-11-21T00:30:00.123+0100", "2026-11-20T23:30:00Z"),
    ("2026-01-01T00:00-05:30", "2026-01-01T05:30:00Z"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
  ])
  func `an instant is read in every customary form`(text: String, expected: String) {
    #expect(Instant(text)?.description == expected)
  }

  @Test(arguments: [
    "2026-11-21", "2026-11-21T24:00Z", "2026-11-21T10:60Z", "2026-11-21T10:00:00+25:00",
    "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00 Europe/Paris", "2026-11-21T10", "yesterday",
  ])
  func `what is no instant is refused`(text: String) { #expect(Instant(text) == nil) }

  @Test(arguments: [
    ("72h", "72 hours"), ("30d", "30 days"), ("1 day", "1 day"), ("90 minutes", "90 minutes"),
    ("2w", "14 days"), ("14 business days", "14 business days"), ("6 months", "180 days"),
    ("45s", "45 seconds"), ("1h", "1 hour"), ("48 Hours", "48 hours"), ("0d", "0 seconds"),
  ])
  func `a time span reads as in a promise`(text: String, words: String) {
    #expect(TimeSpan(text)?.description == words)
  }

  @Test(arguments: [
    "", "h", "-3d", "3 fortnights", "1.5h", "99999999999h", "999999999 years", "72 h ours",
  ])
  func `what is no time span is refused`(text: String) { #expect(TimeSpan(text) == nil) }

  @Test func `business days leave out weekends and holidays`() throws {
    // 2026-11-20 is a Friday.
    let friday = try #require(Instant("2026-11-20T15:00:00Z"))
    let three = try #require(TimeSpan("3 business days"))
    #expect(three.end(from: friday).description == "2026-11-25T23:59:59Z")
    let holiday = try #require(CalendarDate("2026-11-24"))
    #expect(three.end(from: friday, holidays: [holiday]).description == "2026-11-26T23:59:59Z")
  }

  @Test func `a span at the edge of time does not overflow`() throws {
    let last = Instant(seconds: Int.max)
    #expect(try #require(TimeSpan("1000 years")).end(from: last) == last)
    #expect(try #require(TimeSpan("9 business days")).end(from: last) <= last)
  }

  @Test(arguments: [
    ("512", 512), ("10 MB", 10_000_000), ("2Gi", 2_147_483_648), ("1KiB", 1_024),
    ("3 T", 3_000_000_000_000), ("0.5Gi", 536_870_912), ("1.25 kB", 1_250), ("0.001Ki", 2),
  ])
  func `a size is read with its unit`(text: String, bytes: Int) {
    #expect(ByteSize(text)?.bytes == bytes)
  }

  @Test(arguments: [
    "", "Mi", "1.5", "1.5 ", "1.5B", "1.Gi", ".5Gi", "1.0001Gi", "-1", "9999999999", "999999999 Ti",
    "10 parsecs",
  ])
  func `what is no size is refused`(text: String) { #expect(ByteSize(text) == nil) }
}
