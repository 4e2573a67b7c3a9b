// Escapes and sets.
extension PatternParser {
  mutating func escape() throws(PatternFault) -> PatternTree {
    let start = position
    guard let kind = peek(1) else { throw fault("nothing after `\\`") }
    switch kind {
    case "A", "z", "b", "B":
      position += 2
      return .assertion(
        kind == "A"
          ? .textStart
          : kind == "z"
            ? .textEnd
            : kind == "b"
              ? .wordBoundary
              : .noWordBoundary)
    case "1"..."9": throw fault("RE2 has no references to groups", at: start)
    default: break
    }
    if let set = try classEscape() { return .set(set) }
    return literal(try escapedScalar())
  }

  /// `\d`, `\W`, `\pL`, `\p{Lu}`; nil where no class is named.
  private mutating func classEscape() throws(PatternFault) -> ScalarSet? {
    guard let kind = peek(1) else { return nil }
    let set: ScalarSet
    switch kind {
    case "d": set = .digit
    case "D": set = ScalarSet.digit.negated
    case "w": set = .word
    case "W": set = ScalarSet.word.negated
    case "s": set = .space
    case "S": set = ScalarSet.space.negated
    case "p", "P": return try category(isNegated: kind == "P")
    default: return nil
    }
    position += 2
    return set
  }

  private mutating func category(isNegated: Bool) throws(PatternFault) -> ScalarSet {
    let start = position
    position += 2
    var name = ""
    if current == "{" {
      position += 1
      while let scalar = current, scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard current == "}" else { throw fault("missing `}`", at: start) }
    } else if let scalar = current {
      name = String(scalar)
    }
    position += 1
    let isInverted = name.hasPrefix("^")
    if isInverted { name.removeFirst() }
    guard ScalarSet.Category.names.contains(name) else {
      throw fault("only general categories such as \\p{Lu} are known", at: start)
    }
    return ScalarSet(
      categories: [ScalarSet.Category(name: name, isNegated: isNegated != isInverted)])
  }

  /// One code point after a backslash.
  private mutating func escapedScalar() throws(PatternFault) -> Unicode.Scalar {
    let start = position
    guard let kind = peek(1) else { throw fault("nothing after `\\`") }
    position += 2
    switch kind {
    case "a": return "\u{7}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "x": return try hexadecimal(from: start)
    case "0": return try octal()
    default:
      // A letter or digit may get a meaning some day.
      guard kind.isASCII, !ScalarSet.word.contains(kind) || kind == "_" else {
        throw fault("unknown escape `\\\(DisplayText.escaped(String(kind)))`", at: start)
      }
      return kind
    }
  }

  private mutating func hexadecimal(from start: Int) throws(PatternFault) -> Unicode.Scalar {
    var digits = ""
    if current == "{" {
      position += 1
      while let scalar = current, scalar != "}", digits.utf8.count < 8 {
        digits.unicodeScalars.append(scalar)
        position += 1
      }
      guard current == "}" else { throw fault("missing `}`", at: start) }
      position += 1
    } else {
      while let scalar = current, digits.utf8.count < 2 {
        digits.unicodeScalars.append(scalar)
        position += 1
      }
    }
    guard digits.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit), digits.utf8.count > 0,
      let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
    else { throw fault("bad code point", at: start) }
    return scalar
  }

  private mutating func octal() throws(PatternFault) -> Unicode.Scalar {
    var value: UInt32 = 0
    var count = 0
    while let scalar = current, ("0"..."7").contains(scalar), count < 2 {
      value = value * 8 + scalar.value - 0x30
      position += 1
      count += 1
    }
    return Unicode.Scalar(value) ?? "\0"
  }

  /// `[a-z\d]`.
  mutating func set() throws(PatternFault) -> ScalarSet {
    let start = position
    position += 1
    var set = ScalarSet()
    set.ignoresCase = flags.ignoresCase
    if current == "^" {
      set.isNegated = true
      position += 1
    }
    var isFirst = true
    while let scalar = current, scalar != "]" || isFirst {
      isFirst = false
      if starts(with: "[:") {
        set.members.append(try posixClass())
      } else if scalar == "\\", let member = try classEscape() {
        set.members.append(member)
      } else {
        set.ranges.append(try range())
      }
    }
    guard current == "]" else { throw fault("missing `]`", at: start) }
    position += 1
    return set
  }

  private mutating func posixClass() throws(PatternFault) -> ScalarSet {
    let start = position
    position += 2
    let isNegated = current == "^"
    if isNegated { position += 1 }
    var name = ""
    while let scalar = current, ("a"..."z").contains(scalar) {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard starts(with: ":]"), let set = ScalarSet.named[name] else {
      throw fault("unknown class of characters", at: start)
    }
    position += 2
    return isNegated ? set.negated : set
  }

  private mutating func range() throws(PatternFault) -> ClosedRange<Unicode.Scalar> {
    let start = position
    let lower = try setMember()
    guard current == "-", let next = peek(1), next != "]" else { return lower...lower }
    position += 1
    let upper = try setMember()
    guard lower <= upper else { throw fault("a range that goes backwards", at: start) }
    return lower...upper
  }

  private mutating func setMember() throws(PatternFault) -> Unicode.Scalar {
    guard let scalar = current else { throw fault("missing `]`") }
    if scalar == "\\" { return try escapedScalar() }
    position += 1
    return scalar
  }
}
