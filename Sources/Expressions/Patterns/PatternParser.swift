/// Reads patterns in the syntax of RE2, which has nothing that takes more than linear time.
struct PatternParser {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
    var isUngreedy = false
  }

  static let longest = 2_000
  static let mostRepetitions = 1_000
  private static let deepest = 60

  let scalars: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private var depth = 0

  init(_ pattern: String) throws(PatternFault) {
    scalars = Array(pattern.unicodeScalars.prefix(Self.longest + 1))
    guard scalars.count <= Self.longest else {
      throw PatternFault(
        message: "the pattern is longer than \(Self.longest) characters", offset: Self.longest)
    }
  }

  mutating func parse() throws(PatternFault) -> PatternTree {
    let tree = try alternatives()
    guard position == scalars.count else { throw fault("unmatched `)`") }
    return tree
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  func starts(with text: String) -> Bool {
    scalars[min(position, scalars.count)...].starts(with: text.unicodeScalars)
  }

  func fault(_ message: String, at offset: Int? = nil) -> PatternFault {
    PatternFault(message: message, offset: offset ?? position)
  }

  private mutating func alternatives() throws(PatternFault) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw fault("groups are nested more than \(Self.deepest) deep")
    }
    var parts = [try sequence()]
    while current == "|" {
      position += 1
      parts.append(try sequence())
    }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws(PatternFault) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      if starts(with: "\\Q") {
        parts += quoted()
        continue
      }
      let start = position
      let item = try item(startingWith: scalar)
      parts.append(try repeated(item, from: start))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// `\Q…\E`: what stands between is meant as it is.
  private mutating func quoted() -> [PatternTree] {
    position += 2
    var parts: [PatternTree] = []
    while let scalar = current {
      if starts(with: "\\E") {
        position += 2
        break
      }
      parts.append(literal(scalar))
      position += 1
    }
    return parts
  }

  func literal(_ scalar: Unicode.Scalar) -> PatternTree {
    guard flags.ignoresCase else { return .scalar(scalar) }
    let variants = [scalar] + ScalarSet.caseVariants(of: scalar)
    guard Set(variants).count > 1 else { return .scalar(scalar) }
    return .set(ScalarSet(ranges: variants.map { $0...$0 }))
  }

  private mutating func item(
    startingWith scalar: Unicode.Scalar
  ) throws(PatternFault) -> PatternTree {
    switch scalar {
    case "(": return try group()
    case "[": return .set(try set())
    case "\\": return try escape()
    case "*", "+", "?": throw fault("nothing to repeat before `\(scalar)`")
    default: break
    }
    position += 1
    switch scalar {
    case ".": return .any(includingNewline: flags.dotMatchesNewline)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    default: return literal(scalar)
    }
  }

  private mutating func group() throws(PatternFault) -> PatternTree {
    let start = position
    position += 1
    let outer = flags
    if current == "?" {
      position += 1
      if starts(with: "P<") || starts(with: "<") {
        position += current == "P" ? 2 : 1
        guard current != "=", current != "!" else {
          throw fault("RE2 has no looking behind", at: start)
        }
        try groupName()
      } else if current == "=" || current == "!" {
        throw fault("RE2 has no looking ahead", at: start)
      } else if try readFlags() {
        return .empty
      }
    }
    let tree = try alternatives()
    guard current == ")" else { throw fault("missing `)`", at: start) }
    position += 1
    flags = outer
    return tree
  }

  private mutating func groupName() throws(PatternFault) {
    let start = position
    while let scalar = current, ScalarSet.word.contains(scalar) { position += 1 }
    guard position > start, current == ">" else { throw fault("bad name of a group") }
    position += 1
  }

  /// Reads `i`, `m`, `s`, `U` and a minus.
  ///
  /// - Returns: Whether the group ends here, so that the flags hold for what follows.
  private mutating func readFlags() throws(PatternFault) -> Bool {
    var isOn = true
    while let scalar = current {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "U": flags.isUngreedy = isOn
      case "-" where isOn: isOn = false
      case ":": return false
      case ")": return true
      default: throw fault("unknown flag `\(scalar)`", at: position - 1)
      }
    }
    throw fault("missing `)`")
  }

  private mutating func repeated(
    _ item: PatternTree, from start: Int
  ) throws(PatternFault) -> PatternTree {
    guard let bounds = try bounds() else { return item }
    var isGreedy = !flags.isUngreedy
    if current == "?" {
      isGreedy.toggle()
      position += 1
    }
    let next = position
    guard current != "*", current != "+", current != "?", try self.bounds() == nil else {
      throw fault("a repetition is repeated", at: next)
    }
    return .repetition(item, least: bounds.least, most: bounds.most, isGreedy: isGreedy)
  }

  private mutating func bounds() throws(PatternFault) -> (least: Int, most: Int?)? {
    switch current {
    case "*":
      position += 1
      return (0, nil)
    case "+":
      position += 1
      return (1, nil)
    case "?":
      position += 1
      return (0, 1)
    case "{": return try counts()
    default: return nil
    }
  }

  /// `{2}`, `{2,}`, `{2,5}`; a brace that is none of these means itself.
  private mutating func counts() throws(PatternFault) -> (least: Int, most: Int?)? {
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      return nil
    }
    var most: Int? = least
    if current == "," {
      position += 1
      most = current == "}" ? nil : number()
      guard most != nil || current == "}" else {
        position = start
        return nil
      }
    }
    guard current == "}" else {
      position = start
      return nil
    }
    position += 1
    guard least <= most ?? least, max(least, most ?? 0) <= Self.mostRepetitions else {
      throw fault("bad count of repetitions; at most \(Self.mostRepetitions)", at: start)
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = current, ScalarSet.digit.contains(scalar) {
      value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), Self.mostRepetitions + 1)
      position += 1
    }
    return value
  }
}
