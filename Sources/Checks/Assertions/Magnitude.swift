import Model

/// Puts values in order: numbers, sizes, lengths of time, dates and moments, dotted versions.
package enum Magnitude {
  package enum Order: Hashable, Sendable {
    case less
    case equal
    case greater
  }

  /// How the left value stands to the right one; nil when they cannot be compared.
  ///
  /// Two texts are read as sizes, lengths of time, moments and versions, in that order, and both
  /// must be of the same kind. A number and a text compare only where the number's writing cannot
  /// have lost anything: integers, against digits or a size.
  package static func compare(_ left: Node, with right: Node) -> Order? {
    switch (left.content, right.content) {
    case (.integer(let left), .integer(let right)): order(left, right)
    case (.integer(let left), .number(let right)): compare(left, with: right)
    case (.number(let left), .integer(let right)): compare(right, with: left).map(reversed)
    case (.number(let left), .number(let right)):
      left.isNaN || right.isNaN ? nil : order(left, right)
    case (.integer(let left), .string(let right)): compare(left, withText: right)
    case (.string(let left), .integer(let right)): compare(right, withText: left).map(reversed)
    case (.string(let left), .string(let right)): compare(left, with: right)
    default: nil
    }
  }

  /// Whether an integer and a floating-point number are equal, without rounding either.
  package static func compare(_ left: Int, with right: Double) -> Order? {
    guard !right.isNaN else { return nil }
    let whole = right.rounded(.down)
    guard let floor = Int(exactly: whole) else { return right > 0 ? .less : .greater }
    let byFloor = order(left, floor)
    return byFloor == .equal && right > whole ? .less : byFloor
  }

  private static func compare(_ left: Int, withText right: String) -> Order? {
    if let digits = wholeNumber(right) { return order(left, digits) }
    guard left >= 0, let size = ByteSize(right) else { return nil }
    return order(left, size.bytes)
  }

  private static func compare(_ left: String, with right: String) -> Order? {
    if let left = ByteSize(left), let right = ByteSize(right) { return order(left, right) }
    if let left = seconds(left), let right = seconds(right) { return order(left, right) }
    if let left = businessDays(left), let right = businessDays(right) { return order(left, right) }
    if let left = moment(left), let right = moment(right) { return order(left, right) }
    if let left = wholeNumber(left), let right = wholeNumber(right) { return order(left, right) }
    if let left = version(left), let right = version(right) { return compare(left, with: right) }
    return nil
  }

  private static func wholeNumber(_ text: String) -> Int? {
    let digits = text.utf8.first == 0x2D ? text.utf8.dropFirst() : text.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func seconds(_ text: String) -> Int? {
    // A capital M is a million, as in sizes and quantities, and never a minute.
    text.hasSuffix("M") ? nil : TimeSpan(text)?.fixedSeconds
  }

  private static func businessDays(_ text: String) -> Int? {
    guard case .businessDays(let count) = TimeSpan(text) else { return nil }
    return count
  }

  private static func moment(_ text: String) -> Instant? {
    CalendarDate(text).map(Instant.init(startOf:)) ?? Instant(text)
  }

  /// The numeric parts of `1.2`, `v1.10.3`; nil when any part is not a number.
  private static func version(_ text: String) -> [Int]? {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard part.utf8.count <= 9, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func compare(_ left: [Int], with right: [Int]) -> Order {
    for index in 0..<max(left.count, right.count) {
      let byPart = order(
        index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
      if byPart != .equal { return byPart }
    }
    return .equal
  }

  private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Order {
    left < right ? .less : left > right ? .greater : .equal
  }

  private static func reversed(_ order: Order) -> Order {
    switch order {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }
}
