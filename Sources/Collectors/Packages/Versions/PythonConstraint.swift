import Model

/// A set of Python versions as PEP 440 specifiers and Poetry's constraints write it: `>=1,<2`, `~=1.4`,
/// `^1.2`, `1.*`, alternatives apart by `||`.
struct PythonConstraint {
  private enum Bound {
    case any
    case equal(PythonVersion, isLocal: Bool)
    case unequal(PythonVersion, isLocal: Bool)
    case atLeast(PythonVersion)
    case above(PythonVersion)
    case atMost(PythonVersion)
    case below(PythonVersion)
    case literal(String)
    case outside(PythonVersion, PythonVersion)
  }

  private static let longestText = 4_096
  private let alternatives: [[Bound]]

  /// Reads a constraint; nil for what is none, such as an address.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    var alternatives: [[Bound]] = []
    for part in text.split(separator: "|") {
      var bounds: [Bound] = []
      for clause in Self.clauses(in: part) {
        guard let read = Self.bounds(clause) else { return nil }
        bounds += read
      }
      alternatives.append(bounds)
    }
    self.alternatives = alternatives.isEmpty ? [[.any]] : alternatives
  }

  func contains(_ text: String) -> Bool {
    guard let version = PythonVersion(text) else {
      return alternatives.contains { $0.allSatisfy { Self.admits(text, bound: $0) } }
    }
    let plain = text.split(separator: "+").first.flatMap { PythonVersion(String($0)) } ?? version
    return alternatives.contains {
      $0.allSatisfy { Self.admits(version, plain: plain, text: text, bound: $0) }
    }
  }

  private static func admits(_ text: String, bound: Bound) -> Bool {
    switch bound {
    case .any: true
    case .literal(let other): other == text
    default: false
    }
  }

  /// Where a clause names no local version, that of the candidate is left out (PEP 440).
  private static func admits(
    _ version: PythonVersion, plain: PythonVersion, text: String, bound: Bound
  ) -> Bool {
    switch bound {
    case .any: true
    case .equal(let other, let isLocal): (isLocal ? version : plain) == other
    case .unequal(let other, let isLocal): (isLocal ? version : plain) != other
    case .atLeast(let other): plain >= other
    case .above(let other): plain > other
    case .atMost(let other): plain <= other
    case .below(let other): plain < other
    case .literal(let other): text == other
    case .outside(let low, let high): plain < low || plain >= high
    }
  }

  /// Cuts at commas, and at spaces that no operator stands before.
  private static func clauses(in text: Substring) -> [String] {
    var found: [String] = []
    for part in text.split(separator: ",") {
      var pending = ""
      for word in part.split(whereSeparator: \.isWhitespace) {
        pending += word
        if word.last.map({ "<>=!~^".contains($0) }) == true { continue }
        found.append(pending)
        pending = ""
      }
      if !pending.isEmpty { found.append(pending) }
    }
    return found
  }

  private static func bounds(_ clause: String) -> [Bound]? {
    if clause == "*" { return [.any] }
    let symbol = clause.prefix { "<>=!~^".contains($0) }
    let text = String(clause.dropFirst(symbol.count))
    if symbol == "===" { return text.isEmpty ? nil : [.literal(text)] }
    if text.hasSuffix(".*") { return wildcard(String(symbol), text.dropLast(2)) }
    guard let version = PythonVersion(text) else { return nil }
    let isLocal = text.contains("+")
    switch symbol {
    case "", "==", "=": return [.equal(version, isLocal: isLocal)]
    case "!=", "<>": return [.unequal(version, isLocal: isLocal)]
    case ">=": return [.atLeast(version)]
    case ">": return [.above(version)]
    case "<=": return [.atMost(version)]
    case "<": return [.below(version)]
    case "^": return span(from: version, text[...], raising: caretPosition(text))
    case "~": return span(from: version, text[...], raising: min(1, numbers(text[...]).count - 1))
    case "~=":
      let count = numbers(text[...]).count
      return count < 2 ? nil : span(from: version, text[...], raising: count - 2)
    default: return nil
    }
  }

  private static func wildcard(_ symbol: String, _ text: Substring) -> [Bound]? {
    let count = numbers(text).count
    guard count > 0, let low = PythonVersion(text + ".dev0"),
      let high = next(after: text, raising: count - 1)
    else { return nil }
    switch symbol {
    case "", "==", "=": return [.atLeast(low), .below(high)]
    case "!=": return [.outside(low, high)]
    default: return nil
    }
  }

  /// The first number that is not zero, or the last one.
  private static func caretPosition(_ text: String) -> Int {
    let numbers = numbers(text[...])
    return numbers.firstIndex { $0 != 0 } ?? max(0, numbers.count - 1)
  }

  private static func span(
    from version: PythonVersion, _ text: Substring, raising position: Int
  ) -> [Bound]? {
    guard let high = next(after: text, raising: position) else { return nil }
    return [.atLeast(version), .below(high)]
  }

  /// Before everything whose number at a position is one higher.
  private static func next(after text: Substring, raising position: Int) -> PythonVersion? {
    let numbers = numbers(text)
    guard numbers.indices.contains(position), numbers[position] < Int.max else { return nil }
    let raised = numbers[..<position].map(String.init) + [String(numbers[position] + 1)]
    let epoch = text.firstIndex(of: "!").map { String(text[...$0]) } ?? ""
    return PythonVersion(epoch + raised.joined(separator: ".") + ".dev0")
  }

  /// The numbers of the release: `1!2.3rc1` has 2 and 3.
  private static func numbers(_ text: Substring) -> [Int] {
    var rest = text.firstIndex(of: "!").map { text[text.index(after: $0)...] } ?? text
    if rest.first == "v" { rest = rest.dropFirst() }
    var numbers: [Int] = []
    while let number = Int(rest.prefix { $0.isASCII && $0.isNumber }) {
      numbers.append(number)
      rest = rest.drop { $0.isASCII && $0.isNumber }
      guard rest.first == ".", rest.dropFirst().first?.isNumber == true else { break }
      rest = rest.dropFirst()
    }
    return numbers
  }
}
