import Model

/// A number that a sentence states, with its unit where it has one: `72 hours`, `99.9%`, `1.3`.
struct Quantity: Hashable {
  /// Code points of the number and its unit.
  let range: Range<Int>
  /// As written, in lower case: `one business day`.
  let text: String
  /// The number in digits: `1`.
  let number: String
  /// The unit in words, or nothing: `business day`, `%`.
  let unit: String
  /// Whether it comes from a parameter of the template.
  let isParameter: Bool

  /// Whether a value that a check is given says the same.
  func isSame(as value: String) -> Bool {
    let value = value.lowercased()
    let whole = unit.isEmpty ? number : "\(number) \(unit)"
    if value == number || value == text || value == whole { return true }
    if let left = TimeSpan(value), let right = TimeSpan(whole) { return left == right }
    return value.filter { $0 != " " } == number + unit.filter { $0 != " " }
  }
}
