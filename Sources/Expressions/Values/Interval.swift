/// A length of time with nanoseconds, of at most 2^63 of them (292 years), as `duration` makes it.
package struct Interval: Hashable, Sendable, Comparable {
  static let zero = Interval(checkedSeconds: 0, nanoseconds: 0)
  static let mostSeconds = 9_223_372_036
  private static let second = 1_000_000_000

  package let seconds: Int
  /// Of the same sign as the seconds.
  package let nanoseconds: Int32

  private init(checkedSeconds: Int, nanoseconds: Int32) {
    seconds = checkedSeconds
    self.nanoseconds = nanoseconds
  }

  /// Nil past 292 years.
  package init?(seconds: Int) { self.init(seconds: seconds, carrying: 0) }

  /// Seconds and any number of nanoseconds below a few seconds, of any sign.
  init?(seconds: Int, carrying nanoseconds: Int) {
    guard seconds.magnitude <= UInt(Self.mostSeconds) + 4 else { return nil }
    var seconds = seconds + nanoseconds / Self.second
    var rest = nanoseconds % Self.second
    if seconds > 0, rest < 0 {
      seconds -= 1
      rest += Self.second
    } else if seconds < 0, rest > 0 {
      seconds += 1
      rest -= Self.second
    }
    guard seconds.magnitude <= UInt(Self.mostSeconds) else { return nil }
    self.init(checkedSeconds: seconds, nanoseconds: Int32(rest))
  }

  /// Reads numbers with decimals and units: `1h30m`, `-1.5s`, `100ms`.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == 0x2D
    if isNegative || rest.first == 0x2B { rest = rest.dropFirst() }
    guard !rest.isEmpty, rest.count <= 64 else { return nil }
    if rest.elementsEqual([0x30]) {
      self = .zero
      return
    }
    var seconds = 0
    var nanoseconds = 0
    while !rest.isEmpty {
      guard let part = Self.part(&rest) else { return nil }
      guard part.seconds <= Self.mostSeconds, seconds <= Self.mostSeconds else { return nil }
      seconds += part.seconds
      nanoseconds += part.nanoseconds
      seconds += nanoseconds / Self.second
      nanoseconds %= Self.second
    }
    self.init(
      seconds: isNegative ? -seconds : seconds, carrying: isNegative ? -nanoseconds : nanoseconds)
  }

  private static func part(_ rest: inout ArraySlice<UInt8>) -> (seconds: Int, nanoseconds: Int)? {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var decimals: ArraySlice<UInt8> = []
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      decimals = rest.prefix(while: isDigit)
      rest = rest.dropFirst(decimals.count)
    }
    guard whole.count + decimals.count > 0, whole.count <= 18 else { return nil }
    let unit = rest.prefix { !isDigit($0) && $0 != 0x2E }
    rest = rest.dropFirst(unit.count)
    guard let scale = scale(of: String(decoding: unit, as: UTF8.self)) else { return nil }
    let count = whole.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let product = count.multipliedFullWidth(by: scale)
    guard product.high < second / 2 else { return nil }
    let (seconds, nanoseconds) = second.dividingFullWidth(product)
    var fraction = 0
    var place = scale
    for digit in decimals.prefix(18) {
      place /= 10
      fraction += place * Int(digit - 0x30)
    }
    return (seconds, nanoseconds + fraction)
  }

  /// Nanoseconds.
  private static func scale(of unit: String) -> Int? {
    switch unit {
    case "h": 3_600 * second
    case "m": 60 * second
    case "s": second
    case "ms": 1_000_000
    case "us", "µs", "μs": 1_000
    case "ns": 1
    default: nil
    }
  }

  func adding(_ other: Interval) -> Interval? {
    Interval(
      seconds: seconds + other.seconds, carrying: Int(nanoseconds) + Int(other.nanoseconds))
  }

  var negated: Interval { Interval(checkedSeconds: -seconds, nanoseconds: -nanoseconds) }

  package static func < (left: Interval, right: Interval) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// `1000000s`, `-1.5s`.
  package var description: String {
    let sign = seconds < 0 || nanoseconds < 0 ? "-" : ""
    let rest = nanoseconds == 0 ? "" : Self.decimals(Int(nanoseconds.magnitude))
    return "\(sign)\(seconds.magnitude)\(rest)s"
  }

  /// `.5` for half a second, without zeros at the end.
  static func decimals(_ nanoseconds: Int) -> String {
    var digits = String(nanoseconds)
    digits = "." + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits
  }
}
