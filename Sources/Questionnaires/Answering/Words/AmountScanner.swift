/// Finds amounts among words.
struct AmountScanner {
  /// A month of 30 days, a quarter of 91 and a year of 365, as clocks of promises count.
  private static let seconds: [String: Double] = [
    "second": 1, "seconds": 1, "minute": 60, "minutes": 60, "min": 60, "mins": 60, "hour": 3_600,
    "hours": 3_600, "hrs": 3_600, "day": 86_400, "days": 86_400, "week": 604_800,
    "weeks": 604_800, "month": 2_592_000, "months": 2_592_000, "quarter": 7_862_400,
    "quarters": 7_862_400, "year": 31_536_000, "years": 31_536_000,
  ]
  private static let shortUnits: [Character: Double] = [
    "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "y": 31_536_000,
  ]
  /// Seven days of a week for five days of work.
  private static let businessDay = 86_400 * 7.0 / 5
  private static let frequencies: [String: Double] = [
    "hourly": 3_600, "daily": 86_400, "nightly": 86_400, "weekly": 604_800,
    "fortnightly": 1_209_600, "monthly": 2_592_000, "quarterly": 7_862_400,
    "biannually": 15_768_000, "semiannually": 15_768_000, "annually": 31_536_000,
    "annual": 31_536_000, "yearly": 31_536_000, "continuously": 1, "biennially": 63_072_000,
  ]
  private static let numbers: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    "sixty": 60, "ninety": 90, "hundred": 100, "single": 1,
  ]
  private static let adjectives: Set<String> = ["failed", "unsuccessful", "invalid", "other"]
  private static let counted = [
    "characters": "character", "character": "character", "symbols": "character",
    "attempts": "attempt", "attempt": "attempt", "logins": "attempt", "people": "person",
    "persons": "person", "person": "person", "reviewers": "person", "approvals": "person",
    "approvers": "person", "engineers": "person", "developers": "person", "employees": "person",
    "regions": "region", "copies": "copy", "customers": "customer", "times": "time",
  ]
  private static let versioned: Set<String> = ["tls", "ssl", "version", "sslv"]

  private let input: [String]
  private(set) var words: [Bool]
  private(set) var amounts: [Amount] = []

  /// The amounts, and for each word whether it is part of one.
  static func scan(_ words: [String]) -> (amounts: [Amount], words: [Bool]) {
    var scanner = AmountScanner(words)
    var index = 0
    while index < words.count { index = max(index + 1, scanner.amount(at: index)) }
    return (scanner.amounts, scanner.words)
  }

  private init(_ words: [String]) {
    input = words
    self.words = Array(repeating: false, count: words.count)
  }

  private func word(_ index: Int) -> String {
    input.indices.contains(index) ? input[index] : ""
  }

  /// Takes the amount that begins here; gives where the next may begin.
  private mutating func amount(at index: Int) -> Int {
    if let period = Self.frequencies[word(index)] {
      return take(.period, period, index..<index + 1, bound: .exact)
    }
    if ["every", "each", "per"].contains(word(index)) { return frequency(at: index) }
    if ["once", "twice"].contains(word(index)) { return occasions(at: index) }
    guard let (number, unit) = number(word(index)) else { return index }
    if let unit { return take(.duration, number * unit, index..<index + 1) }
    if Self.versioned.contains(word(index - 1)) {
      return take(.version(of: "tls"), number, index..<index + 1)
    }
    return measured(number, at: index)
  }

  /// `24 hours`, `10 business days`, `99.9 percent`, `12 characters`.
  private mutating func measured(_ number: Double, at index: Int) -> Int {
    let next = word(index + 1)
    if ["business", "working"].contains(next), ["day", "days"].contains(word(index + 2)) {
      return take(.duration, number * Self.businessDay, index..<index + 3)
    }
    if next == "calendar", let unit = Self.seconds[word(index + 2)] {
      return take(.duration, number * unit, index..<index + 3)
    }
    if let unit = Self.seconds[next] {
      return take(.duration, number * unit, index..<index + 2)
    }
    if next == "percent" { return take(.percentage, number, index..<index + 2) }
    // Only what is counted: the number of "SOC 2" and of "AES-256" is a part of their names.
    let ahead = Self.adjectives.contains(next) ? 2 : 1
    guard let thing = Self.counted[word(index + ahead)] else { return index }
    return take(.count(of: thing), number, index..<index + ahead + 1)
  }

  /// `every 90 days`, `each quarter`, `per year`.
  private mutating func frequency(at index: Int) -> Int {
    if let unit = Self.seconds[word(index + 1)] {
      return take(.period, unit, index..<index + 2, bound: .exact)
    }
    if let (number, unit) = number(word(index + 1)) {
      if let unit { return take(.period, number * unit, index..<index + 2, bound: .exact) }
      if let unit = Self.seconds[word(index + 2)] {
        return take(.period, number * unit, index..<index + 3, bound: .exact)
      }
    }
    return index
  }

  /// `once a year`, `twice a year`.
  private mutating func occasions(at index: Int) -> Int {
    guard ["a", "per", "each", "every"].contains(word(index + 1)),
      let unit = Self.seconds[word(index + 2)]
    else { return index }
    let times: Double = word(index) == "twice" ? 2 : 1
    return take(.period, unit / times, index..<index + 3, bound: .exact)
  }

  private func number(_ word: String) -> (Double, unit: Double?)? {
    if let number = Self.numbers[word] { return (number, nil) }
    guard word.first?.isNumber == true, word.utf8.count <= 12 else { return nil }
    if let number = Double(word) { return (number, nil) }
    if let last = word.last, let unit = Self.shortUnits[last], let number = Double(word.dropLast())
    {
      return (number, unit)
    }
    return nil
  }

  private mutating func take(
    _ measure: Amount.Measure, _ value: Double, _ range: Range<Int>, bound: Amount.Bound? = nil
  ) -> Int {
    for index in range where words.indices.contains(index) { words[index] = true }
    amounts.append(
      Amount(measure: measure, value: value, bound: bound ?? self.bound(around: range)))
    return range.upperBound
  }

  /// Marks the second word of "or newer" as a part of the amount before it.
  private mutating func markComparative(at index: Int) {
    if words.indices.contains(index) { words[index] = true }
  }

  private mutating func bound(around range: Range<Int>) -> Amount.Bound {
    let before = (range.lowerBound - 4..<range.lowerBound).map(word)
    let after = (range.upperBound..<range.upperBound + 2).map(word)
    if after.first == "plus" { return .atLeast }
    if after.first == "or" || after.first == "and" {
      if ["more", "longer", "higher", "later", "newer", "above", "greater"].contains(after[1]) {
        markComparative(at: range.upperBound + 1)
        return .atLeast
      }
      if ["less", "fewer", "sooner", "shorter", "below", "under"].contains(after[1]) {
        markComparative(at: range.upperBound + 1)
        return .atMost
      }
    }
    let text = " " + before.joined(separator: " ") + " "
    if Self.upper.contains(where: { text.contains($0) }) { return .atMost }
    if Self.lower.contains(where: { text.contains($0) }) { return .atLeast }
    return .exact
  }

  private static let upper = [
    " within ", " less than ", " no later than ", " no more than ", " not more than ",
    " at most ", " maximum ", " up to ", " under ", " below ", " fewer than ", " in under ",
  ]
  private static let lower = [
    " at least ", " minimum ", " no less than ", " more than ", " longer than ", " over ",
    " older than ", " minimum of ", " greater than ",
  ]
}
