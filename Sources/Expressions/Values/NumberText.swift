/// Writes numbers in decimal, exactly.
enum NumberText {
  /// Reads one to eighteen decimal digits and nothing else.
  static func whole(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...18).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The shortest text that reads back as the same number, without `.0`.
  static func shortest(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let text = String(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `-12.346` for three decimals; halves to even.
  static func fixed(_ value: Double, decimals: Int) -> String {
    if value.isNaN || value.isInfinite { return shortest(value) }
    var digits = DecimalDigits(value.magnitude)
    digits.round(decimals: decimals)
    return (value.sign == .minus ? "-" : "") + digits.text(decimals: decimals)
  }

  /// `-1.235e+01` for three decimals; halves to even.
  static func scientific(_ value: Double, decimals: Int) -> String {
    if value.isNaN || value.isInfinite { return shortest(value) }
    var digits = DecimalDigits(value.magnitude)
    var exponent = digits.exponent
    digits.round(decimals: decimals - exponent)
    // 9.99 may have become 10.0.
    if digits.exponent > exponent { exponent = digits.exponent }
    let mantissa = digits.leading(decimals + 1)
    let power = String(exponent.magnitude)
    return (value.sign == .minus ? "-" : "") + mantissa.prefix(1)
      + (decimals > 0 ? "." + mantissa.dropFirst() : "")
      + "e" + (exponent < 0 ? "-" : "+") + (power.count < 2 ? "0" : "") + power
  }
}

/// The exact decimal expansion of a finite double that is not negative.
private struct DecimalDigits {
  /// From the most significant, without zeros in front.
  private var digits: [UInt8] = []
  /// How many of the digits stand before the point; may be negative or more than there are.
  private var point = 0

  init(_ value: Double) {
    guard value > 0 else { return }
    // The value is significand × 2^power, with the significand a whole number.
    let significand = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
    let power = (value.isNormal ? Int(value.exponentBitPattern) : 1) - 1_075
    digits = String(significand).utf8.map { $0 - 0x30 }
    point = digits.count
    if power >= 0 {
      for _ in 0..<power { double() }
    } else {
      for _ in 0..<(-power) { halve() }
    }
    trim()
  }

  private mutating func double() {
    var carry: UInt8 = 0
    for index in digits.indices.reversed() {
      let product = digits[index] * 2 + carry
      digits[index] = product % 10
      carry = product / 10
    }
    guard carry > 0 else { return }
    digits.insert(carry, at: 0)
    point += 1
  }

  private mutating func halve() {
    var rest: UInt8 = 0
    for index in digits.indices {
      let value = rest * 10 + digits[index]
      digits[index] = value / 2
      rest = value % 2
    }
    if rest > 0 { digits.append(5) }
    if digits.first == 0 {
      digits.removeFirst()
      point -= 1
    }
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    while digits.first == 0 {
      digits.removeFirst()
      point -= 1
    }
  }

  /// The power of ten of the first digit.
  var exponent: Int { digits.isEmpty ? 0 : point - 1 }

  /// Rounds to so many digits after the point, halves to even.
  mutating func round(decimals: Int) {
    let kept = point + decimals
    guard kept < digits.count else { return }
    guard kept >= 0 else {
      digits = []
      return
    }
    let rest = digits[kept...]
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
    let goesUp = isHalf ? isOdd : (rest.first ?? 0) >= 5
    digits.removeSubrange(kept...)
    guard goesUp else { return }
    var index = kept - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  func text(decimals: Int) -> String {
    let before = point <= 0 ? "0" : written(from: 0, count: point)
    guard decimals > 0 else { return before }
    return before + "." + written(from: point, count: decimals)
  }

  func leading(_ count: Int) -> String { written(from: 0, count: count) }

  /// Digits from a place that may lie before the first or after the last.
  private func written(from start: Int, count: Int) -> String {
    String(
      decoding: (start..<(start + count)).map { index in
        index >= 0 && index < digits.count && !digits.isEmpty ? digits[index] + 0x30 : 0x30
      }, as: UTF8.self)
  }
}
