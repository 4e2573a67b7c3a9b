/// Lengths of time and numbers for people.
enum TimeText {
  private static let units: [(seconds: Double, name: String)] = [
    (31_536_000, "year"), (2_592_000, "month"), (86_400, "day"), (3_600, "hour"), (60, "minute"),
    (1, "second"),
  ]

  /// In the largest unit that divides it: `3 days`.
  static func words(seconds: Double) -> String {
    for unit in units {
      let count = seconds / unit.seconds
      if count >= 1, count == count.rounded() {
        return "\(number(count)) \(unit.name)\(count == 1 ? "" : "s")"
      }
    }
    return "\(number(seconds)) seconds"
  }

  /// Without a needless fraction: `1.2`, `72`.
  static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
