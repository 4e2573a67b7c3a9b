/// Makes programs of patterns, of bounded size.
struct TerraformPatternCompiler {
  private static let maximumProgram = 5_000
  private static let maximumDepth = 50

  private indirect enum Form {
    case empty
    case set(TerraformPatternSet)
    case assertion(TerraformPattern.Assertion)
    case sequence([Form])
    case choice([Form])
    case group(Int, Form)
    case repetition(Form, minimum: Int, maximum: Int?, isLazy: Bool)
  }

  private let pattern: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private var names: [String?] = [nil]
  private var ignoresCase = false
  private var matchesLines = false
  private var dotTakesBreaks = false
  private var isSwapped = false
  private var program: [TerraformPattern.Instruction] = []
  private var emitted = 0

  init(_ text: String) { pattern = Array(text.unicodeScalars) }

  mutating func compiled() throws(TerraformFault) -> TerraformPattern {
    guard pattern.count <= 10_000 else { throw .unknown("a pattern is too long") }
    let form = try choice()
    guard position == pattern.count else { throw .error("the pattern has a `)` too many") }
    try emit(.group(0, form))
    program.append(.match)
    return TerraformPattern(program: program, groupCount: names.count - 1, groupNames: names)
  }

  // MARK: Reading

  private var current: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(TerraformFault) -> Form {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw .unknown("a pattern is nested too deeply") }
    let flags = (ignoresCase, matchesLines, dotTakesBreaks, isSwapped)
    var choices: [Form] = []
    repeat {
      var items: [Form] = []
      while let next = current, next != "|", next != ")" { items.append(try repeated()) }
      choices.append(items.count == 1 ? items[0] : .sequence(items))
    } while skip("|")
    (ignoresCase, matchesLines, dotTakesBreaks, isSwapped) = flags
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func repeated() throws(TerraformFault) -> Form {
    let form = try atom()
    let bounds: (Int, Int?)
    if skip("*") {
      bounds = (0, nil)
    } else if skip("+") {
      bounds = (1, nil)
    } else if skip("?") {
      bounds = (0, 1)
    } else if current == "{", let counted = counts() {
      bounds = counted
    } else {
      return form
    }
    guard bounds.0 <= 1_000, bounds.1 ?? 0 <= 1_000, bounds.0 <= bounds.1 ?? Int.max else {
      throw .error("the pattern repeats too often")
    }
    let isLazy = skip("?") != isSwapped
    return .repetition(form, minimum: bounds.0, maximum: bounds.1, isLazy: isLazy)
  }

  /// `{2}`, `{2,}`, `{2,5}`; nil where the brace is an ordinary character.
  private mutating func counts() -> (Int, Int?)? {
    let start = position
    position += 1
    let first = number()
    var second = first
    if skip(",") { second = number() }
    let hasComma = position > start && pattern[position - 1] == ","
    guard let first, skip("}") else {
      position = start
      return nil
    }
    return (first, hasComma ? nil : second)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = current, ("0"..."9").contains(digit) {
      value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 100_000)
      position += 1
    }
    return value
  }

  private mutating func atom() throws(TerraformFault) -> Form {
    guard let scalar = current else { return .empty }
    position += 1
    switch scalar {
    case "(": return try group()
    case "[": return .set(try bracket())
    case ".":
      return .set(
        TerraformPatternSet(ranges: dotTakesBreaks ? [] : [0x0A...0x0A], isNegated: true))
    case "^": return .assertion(matchesLines ? .lineStart : .textStart)
    case "$": return .assertion(matchesLines ? .lineEnd : .textEnd)
    case "\\": return try escape()
    case "*", "+", "?": throw .error("the pattern repeats nothing")
    default: return .set(set(scalar))
    }
  }

  private func set(_ scalar: Unicode.Scalar) -> TerraformPatternSet {
    TerraformPatternSet(ranges: [scalar.value...scalar.value], ignoresCase: ignoresCase)
  }

  private mutating func group() throws(TerraformFault) -> Form {
    var number: Int?
    if skip("?") {
      if skip("P") || current == "<" {
        guard skip("<") else { throw .error("the pattern has an unknown group") }
        var name = ""
        while let scalar = current, scalar != ">" {
          name.unicodeScalars.append(scalar)
          position += 1
        }
        _ = skip(">")
        names.append(name)
        number = names.count - 1
      } else if try !flags() {
        return .empty
      }
    } else {
      names.append(nil)
      number = names.count - 1
    }
    let inner = try choice()
    guard skip(")") else { throw .error("the pattern lacks a `)`") }
    return number.map { .group($0, inner) } ?? inner
  }

  /// `i`, `m`, `s`, `U` before `:` or `)`; says whether a group follows.
  private mutating func flags() throws(TerraformFault) -> Bool {
    var isOn = true
    while let flag = current {
      position += 1
      switch flag {
      case "i": ignoresCase = isOn
      case "m": matchesLines = isOn
      case "s": dotTakesBreaks = isOn
      case "U": isSwapped = isOn
      case "-": isOn = false
      case ":": return true
      case ")": return false
      default: throw .error("the pattern has an unknown flag `\(flag)`")
      }
    }
    throw .error("the pattern lacks a `)`")
  }

  private mutating func escape() throws(TerraformFault) -> Form {
    guard let scalar = current else { throw .error("the pattern ends with a backslash") }
    position += 1
    switch scalar {
    case "A": return .assertion(.textStart)
    case "z": return .assertion(.textEnd)
    case "b": return .assertion(.wordBoundary)
    case "B": return .assertion(.notWordBoundary)
    default:
      if let ranges = Self.ranges(ofClass: scalar) {
        return .set(TerraformPatternSet(ranges: ranges))
      }
      return .set(set(try literal(scalar)))
    }
  }

  private static func ranges(ofClass scalar: Unicode.Scalar) -> [ClosedRange<UInt32>]? {
    switch scalar {
    case "d": TerraformPatternSet.digits
    case "w": TerraformPatternSet.word
    case "s": TerraformPatternSet.blanks
    case "D": TerraformPatternSet.complement(of: TerraformPatternSet.digits)
    case "W": TerraformPatternSet.complement(of: TerraformPatternSet.word)
    case "S": TerraformPatternSet.complement(of: TerraformPatternSet.blanks)
    default: nil
    }
  }

  /// The character that an escape stands for.
  private mutating func literal(_ scalar: Unicode.Scalar) throws(TerraformFault) -> Unicode.Scalar {
    switch scalar {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "f": return "\u{C}"
    case "v": return "\u{B}"
    case "a": return "\u{7}"
    case "x":
      let digits = pattern[position...].prefix(2)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: digits)
      guard digits.count == 2, let value = UInt32(String(view), radix: 16),
        let result = Unicode.Scalar(value)
      else { throw .error("the pattern has a wrong `\\x`") }
      position += 2
      return result
    default:
      let isWord = TerraformPatternSet.isWord(scalar) && scalar != "_"
      guard !isWord else { throw .unknown("the pattern has `\\\(scalar)`, which is not read") }
      return scalar
    }
  }

  private mutating func bracket() throws(TerraformFault) -> TerraformPatternSet {
    var set = TerraformPatternSet(ignoresCase: ignoresCase)
    set.isNegated = skip("^")
    var isFirst = true
    while let scalar = current, scalar != "]" || isFirst {
      isFirst = false
      position += 1
      if scalar == "[", current == ":" {
        set.ranges += try namedClass()
        continue
      }
      var low = scalar
      if scalar == "\\", let escaped = current {
        position += 1
        if let ranges = Self.ranges(ofClass: escaped) {
          set.ranges += ranges
          continue
        }
        low = try literal(escaped)
      }
      set.ranges.append(try range(from: low))
    }
    guard skip("]") else { throw .error("the pattern lacks a `]`") }
    return set
  }

  private mutating func range(from low: Unicode.Scalar) throws(TerraformFault)
    -> ClosedRange<UInt32>
  {
    guard current == "-", position + 1 < pattern.count, pattern[position + 1] != "]" else {
      return low.value...low.value
    }
    position += 1
    var high = pattern[position]
    position += 1
    if high == "\\", let escaped = current {
      position += 1
      high = try literal(escaped)
    }
    guard low.value <= high.value else { throw .error("the pattern has a range that is backwards") }
    return low.value...high.value
  }

  private mutating func namedClass() throws(TerraformFault) -> [ClosedRange<UInt32>] {
    position += 1
    let isNegated = skip("^")
    var name = ""
    while let scalar = current, scalar != ":" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard skip(":"), skip("]"), let ranges = TerraformPatternSet.named[name] else {
      throw .error("the pattern has an unknown class")
    }
    return isNegated ? TerraformPatternSet.complement(of: ranges) : ranges
  }

  // MARK: Writing

  private mutating func emit(_ form: Form) throws(TerraformFault) {
    emitted += 1
    guard program.count <= Self.maximumProgram, emitted <= Self.maximumProgram * 10 else {
      throw .unknown("a pattern is too large")
    }
    switch form {
    case .empty: break
    case .set(let set): program.append(.scalar(set))
    case .assertion(let assertion): program.append(.assertion(assertion))
    case .sequence(let forms): for form in forms { try emit(form) }
    case .group(let number, let inner):
      program.append(.save(number * 2))
      try emit(inner)
      program.append(.save(number * 2 + 1))
    case .choice(let choices): try emit(choices: choices)
    case .repetition(let inner, let minimum, let maximum, let isLazy):
      for _ in 0..<minimum { try emit(inner) }
      guard let maximum else {
        let start = program.count
        program.append(.jump(0))
        try emit(inner)
        program.append(.jump(start))
        program[start] = split(start + 1, program.count, isLazy: isLazy)
        return
      }
      var splits: [Int] = []
      for _ in 0..<(maximum - minimum) {
        splits.append(program.count)
        program.append(.jump(0))
        try emit(inner)
      }
      for start in splits { program[start] = split(start + 1, program.count, isLazy: isLazy) }
    }
  }

  private mutating func emit(choices: [Form]) throws(TerraformFault) {
    var jumps: [Int] = []
    for (index, choice) in choices.enumerated() {
      guard index < choices.count - 1 else {
        try emit(choice)
        break
      }
      let start = program.count
      program.append(.jump(0))
      try emit(choice)
      jumps.append(program.count)
      program.append(.jump(0))
      program[start] = .split(preferred: start + 1, other: program.count)
    }
    for jump in jumps { program[jump] = .jump(program.count) }
  }

  private func split(_ inner: Int, _ after: Int, isLazy: Bool) -> TerraformPattern.Instruction {
    isLazy ? .split(preferred: after, other: inner) : .split(preferred: inner, other: after)
  }
}
