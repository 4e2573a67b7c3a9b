import Model

/// A date as plans write it: `Q3 2026`, `H1 2027`, `March 2026`, `2026-09-30`, `2026`.
struct RoadmapDate {
  let range: Range<Int>
  /// The last day it can stand for.
  let end: CalendarDate

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Every such date of a statement; a year's own quarter or month is taken together with it.
  static func all(in statement: Statement) -> [RoadmapDate] {
    statement.words.indices.compactMap { date(at: $0, in: statement) }
  }

  private static func date(at index: Int, in statement: Statement) -> RoadmapDate? {
    let word = statement.words[index]
    guard word.text.utf8.count == 4, let year = Int(word.text), (2000...2100).contains(year)
    else { return nil }
    if let full = fullDate(at: index, in: statement) { return full }
    guard index > 0 else { return ending(year, month: 12, at: word.range) }
    let previous = statement.words[index - 1]
    let range = previous.range.lowerBound..<word.range.upperBound
    switch previous.text {
    case "q1": return ending(year, month: 3, at: range)
    case "q2", "h1": return ending(year, month: 6, at: range)
    case "q3": return ending(year, month: 9, at: range)
    case "q4", "h2": return ending(year, month: 12, at: range)
    default:
      guard let month = months.firstIndex(of: previous.text) else {
        return ending(year, month: 12, at: word.range)
      }
      return ending(year, month: month + 1, at: range)
    }
  }

  private static func fullDate(at index: Int, in statement: Statement) -> RoadmapDate? {
    let start = statement.words[index].range.lowerBound
    let range = start..<min(start + 10, statement.scalars.count)
    return CalendarDate(statement.text(of: range)).map { RoadmapDate(range: range, end: $0) }
  }

  private static func ending(_ year: Int, month: Int, at range: Range<Int>) -> RoadmapDate? {
    let next = CalendarDate(
      year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    return next.map { RoadmapDate(range: range, end: $0.adding(days: -1)) }
  }
}
