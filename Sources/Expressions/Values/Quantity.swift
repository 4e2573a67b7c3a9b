/// An amount as Kubernetes writes it: `2Gi`, `500m`, `1.5e3`.
///
/// Held exactly in billionths, to which a finer part is rounded up, away from zero (Kubernetes API
/// conventions, Quantity).
package struct Quantity: Hashable, Sendable, Comparable {
  private static let billion: Int128 = 1_000_000_000

  let billionths: Int128

  init(billionths: Int128) { self.billionths = billionths }

  /// Reads a signed decimal number and a suffix; nil for anything else.
  package init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    guard rest.count <= 64 else { return nil }
    let isNegative = rest.first == 0x2D
    if isNegative || rest.first == 0x2B { rest = rest.dropFirst() }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var decimals: ArraySlice<UInt8> = []
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      decimals = rest.prefix(while: isDigit)
      rest = rest.dropFirst(decimals.count)
    }
    guard whole.count + decimals.count > 0,
      let scale = Self.scale(of: String(decoding: rest, as: UTF8.self)),
      let value = Self.billionths(digits: whole + decimals, decimals: decimals.count, scale: scale)
    else { return nil }
    billionths = isNegative ? -value : value
  }

  init(_ whole: Int) { billionths = Int128(whole) * Self.billion }

  /// A power of ten, or of two.
  private enum Scale {
    case ten(Int)
    case two(Int)
  }

  private static func scale(of suffix: String) -> Scale? {
    switch suffix {
    case "": return .ten(0)
    case "n": return .ten(-9)
    case "u": return .ten(-6)
    case "m": return .ten(-3)
    case "k": return .ten(3)
    case "M": return .ten(6)
    case "G": return .ten(9)
    case "T": return .ten(12)
    case "P": return .ten(15)
    case "E": return .ten(18)
    case "Ki": return .two(10)
    case "Mi": return .two(20)
    case "Gi": return .two(30)
    case "Ti": return .two(40)
    case "Pi": return .two(50)
    case "Ei": return .two(60)
    default:
      guard suffix.hasPrefix("e") || suffix.hasPrefix("E"), suffix.utf8.count <= 5,
        let exponent = Int(suffix.dropFirst()), (-30...30).contains(exponent)
      else { return nil }
      return .ten(exponent)
    }
  }

  private static func billionths(
    digits: ArraySlice<UInt8>, decimals: Int, scale: Scale
  ) -> Int128? {
    var value: Int128 = 0
    for digit in digits {
      guard let next = product(value, 10), next <= Int128.max - 9 else { return nil }
      value = next + Int128(digit - 0x30)
    }
    var tens = 9 - decimals
    switch scale {
    case .ten(let exponent): tens += exponent
    case .two(let exponent):
      guard let scaled = product(value, Int128(1) << Int128(exponent)) else { return nil }
      value = scaled
    }
    for _ in 0..<abs(tens) {
      if tens > 0 {
        guard let scaled = product(value, 10) else { return nil }
        value = scaled
      } else {
        value = value / 10 + (value % 10 == 0 ? 0 : 1)
      }
    }
    return value
  }

  private static func product(_ left: Int128, _ right: Int128) -> Int128? {
    let (result, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : result
  }

  func adding(_ other: Quantity) -> Quantity? {
    let (sum, overflow) = billionths.addingReportingOverflow(other.billionths)
    return overflow ? nil : Quantity(billionths: sum)
  }

  func subtracting(_ other: Quantity) -> Quantity? {
    let (rest, overflow) = billionths.subtractingReportingOverflow(other.billionths)
    return overflow ? nil : Quantity(billionths: rest)
  }

  /// Nil where it has a fraction or does not fit.
  var whole: Int? {
    billionths % Self.billion == 0 ? Int(exactly: billionths / Self.billion) : nil
  }

  var approximate: Double { Double(billionths) / 1e9 }

  package static func < (left: Quantity, right: Quantity) -> Bool {
    left.billionths < right.billionths
  }

  package var description: String {
    let magnitude = billionths.magnitude
    let fraction = Int(magnitude % 1_000_000_000)
    return (billionths < 0 ? "-" : "") + String(magnitude / 1_000_000_000)
      + (fraction == 0 ? "" : Interval.decimals(fraction))
  }
}
