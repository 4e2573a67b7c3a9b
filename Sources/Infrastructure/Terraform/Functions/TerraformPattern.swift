/// A regular expression of RE2's syntax, matched in time that grows with pattern times text.
///
/// Threads run through the program side by side, each with its captures (Pike's algorithm; Cox,
/// "Regular Expression Matching: the Virtual Machine Approach", 2009).
struct TerraformPattern {
  indirect enum Instruction {
    case scalar(TerraformPatternSet)
    case split(preferred: Int, other: Int)
    case jump(Int)
    case save(Int)
    case assertion(Assertion)
    case match
  }

  enum Assertion {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case notWordBoundary
  }

  struct Match {
    let range: Range<Int>
    let value: TerraformValue
    let groups: [String?]
  }

  private struct Thread {
    let position: Int
    let captures: [Int]
  }

  let program: [Instruction]
  let groupCount: Int
  let groupNames: [String?]

  /// Program steps for one text.
  private static let maximumWork = 20_000_000

  static func compiled(_ text: String) throws(TerraformFault) -> TerraformPattern {
    var compiler = TerraformPatternCompiler(text)
    return try compiler.compiled()
  }

  func firstMatch(in text: String) throws(TerraformFault) -> Match? {
    let scalars = Array(text.unicodeScalars)
    try checkWork(scalars.count)
    return match(in: scalars, from: 0)
  }

  func matches(in text: String) throws(TerraformFault) -> [Match] {
    let scalars = Array(text.unicodeScalars)
    try checkWork(scalars.count)
    var matches: [Match] = []
    var position = 0
    var work = 0
    while position <= scalars.count, let match = match(in: scalars, from: position) {
      matches.append(match)
      work = work &+ (match.range.upperBound - position + 1) &* program.count
      guard work <= Self.maximumWork else { throw .unknown("a pattern takes too long to match") }
      position = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
    }
    return matches
  }

  func replacing(in text: String, with replacement: String) throws(TerraformFault) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var position = 0
    for match in try matches(in: text) {
      result.append(contentsOf: scalars[position..<match.range.lowerBound])
      result.append(contentsOf: expanded(replacement, match).unicodeScalars)
      position = match.range.upperBound
      guard result.count <= TerraformValue.maximumText else { throw .error("the text is too long") }
    }
    result.append(contentsOf: scalars[position...])
    return String(result)
  }

  private func checkWork(_ count: Int) throws(TerraformFault) {
    guard count.multipliedReportingOverflow(by: program.count).partialValue <= Self.maximumWork
    else { throw .unknown("a pattern takes too long to match") }
  }

  /// `$1`, `${name}` and `$$` in a replacement.
  private func expanded(_ replacement: String, _ match: Match) -> String {
    var result = ""
    var rest = Substring(replacement)
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        result += "$"
        rest = rest.dropFirst()
        continue
      }
      let isBraced = rest.first == "{"
      if isBraced { rest = rest.dropFirst() }
      let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      rest = rest.dropFirst(name.count)
      if isBraced, rest.first == "}" { rest = rest.dropFirst() }
      let number = Int(name) ?? groupNames.firstIndex { $0 == String(name) }
      if let number, match.groups.indices.contains(number) { result += match.groups[number] ?? "" }
    }
    return result + rest
  }

  // MARK: The machine

  private func match(in text: [Unicode.Scalar], from start: Int) -> Match? {
    var current: [Thread] = []
    var found: [Int]?
    let none = Array(repeating: -1, count: (groupCount + 1) * 2)
    var position = start
    while position <= text.count {
      var seen = Set<Int>()
      var next: [Thread] = []
      for thread in current { follow(thread, at: position, text, &seen, &next) }
      if found == nil {
        follow(Thread(position: 0, captures: none), at: position, text, &seen, &next)
      }
      if next.isEmpty, found != nil { break }
      current = []
      for thread in next {
        if case .match = program[thread.position] {
          found = thread.captures
          break
        }
        if case .scalar(let set) = program[thread.position], position < text.count,
          set.contains(text[position])
        {
          current.append(Thread(position: thread.position + 1, captures: thread.captures))
        }
      }
      position += 1
    }
    return found.map { result($0, text) }
  }

  /// Goes through everything that takes no character, the preferred way first.
  private func follow(
    _ thread: Thread, at place: Int, _ text: [Unicode.Scalar], _ seen: inout Set<Int>,
    _ next: inout [Thread]
  ) {
    var stack = [thread]
    while let thread = stack.popLast() {
      guard seen.insert(thread.position).inserted else { continue }
      switch program[thread.position] {
      case .scalar, .match: next.append(thread)
      case .jump(let target):
        stack.append(Thread(position: target, captures: thread.captures))
      case .split(let preferred, let other):
        stack.append(Thread(position: other, captures: thread.captures))
        stack.append(Thread(position: preferred, captures: thread.captures))
      case .save(let slot):
        var captures = thread.captures
        captures[slot] = place
        stack.append(Thread(position: thread.position + 1, captures: captures))
      case .assertion(let assertion):
        if holds(assertion, at: place, text) {
          stack.append(Thread(position: thread.position + 1, captures: thread.captures))
        }
      }
    }
  }

  private func holds(_ assertion: Assertion, at place: Int, _ text: [Unicode.Scalar]) -> Bool {
    let before = place > 0 ? text[place - 1] : nil
    let after = place < text.count ? text[place] : nil
    let isBoundary =
      (before.map(TerraformPatternSet.isWord) ?? false)
      != (after.map(TerraformPatternSet.isWord) ?? false)
    return switch assertion {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == "\n"
    case .lineEnd: after == nil || after == "\n"
    case .wordBoundary: isBoundary
    case .notWordBoundary: !isBoundary
    }
  }

  private func result(_ captures: [Int], _ text: [Unicode.Scalar]) -> Match {
    let groups: [String?] = (0...groupCount).map { group in
      let start = captures[group * 2]
      let end = captures[group * 2 + 1]
      guard start >= 0, end >= start else { return nil }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text[start..<end])
      return String(view)
    }
    let value: TerraformValue
    if groupCount == 0 {
      value = .string(groups[0] ?? "")
    } else if groupNames.contains(where: { $0 != nil }) {
      value = .object(
        zip(groupNames, groups).compactMap { name, group in
          name.map { ($0, group.map { .string($0) } ?? .null) }
        })
    } else {
      value = .list(groups.dropFirst().map { $0.map { .string($0) } ?? .null })
    }
    return Match(range: captures[0]..<captures[1], value: value, groups: groups)
  }
}

/// The characters that one step of a pattern takes.
struct TerraformPatternSet {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false
  var ignoresCase = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var isIn = ranges.contains { $0.contains(scalar.value) }
    if !isIn, ignoresCase, scalar.isASCII {
      let other = scalar.value ^ 0x20
      let isLetter = (0x61...0x7A).contains(scalar.value | 0x20)
      isIn = isLetter && ranges.contains { $0.contains(other) }
    }
    return isIn != isNegated
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    word.contains { $0.contains(scalar.value) }
  }

  static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
  static let blanks: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]

  /// Classes that are written `[:name:]`.
  static let named: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
    "digit": digits, "lower": [0x61...0x7A], "upper": [0x41...0x5A],
    "space": [0x09...0x0D, 0x20...0x20],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "word": word,
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66], "blank": [0x09...0x09, 0x20...0x20],
  ]

  /// All characters outside of some ranges.
  static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
