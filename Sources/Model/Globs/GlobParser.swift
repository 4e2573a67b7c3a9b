/// Compiles the text of a pattern into instructions.
struct GlobParser {
  private static let longestPattern = 1_000
  private static let deepestNesting = 16

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var program: [GlobInstruction] = []
  /// What stands before the first special character.
  private(set) var literal = ""
  private(set) var isLiteral = true
  /// What every match ends with.
  private(set) var suffix = ""

  init(_ text: String) {
    var scalars = Array(text.unicodeScalars)
    while scalars.starts(with: ["." as Unicode.Scalar, "/"]) { scalars.removeFirst(2) }
    // A folder stands for everything below it.
    if scalars.last == "/" { scalars += ["*", "*"] }
    self.scalars = scalars
  }

  mutating func parse() throws(PatternProblem) -> [GlobInstruction] {
    guard !scalars.isEmpty else {
      throw PatternProblem(message: "the pattern is empty", offset: 0)
    }
    guard scalars.count <= Self.longestPattern else {
      throw PatternProblem(
        message: "the pattern is longer than \(Self.longestPattern) characters",
        offset: Self.longestPattern)
    }
    try parseSequence(depth: 0)
    program.append(.accept)
    return program
  }

  private mutating func parseSequence(depth: Int) throws(PatternProblem) {
    while position < scalars.count {
      let scalar = scalars[position]
      if depth > 0, scalar == "," || scalar == "}" { return }
      switch scalar {
      case "*": parseStars()
      case "?":
        special(.anyInPart)
        position += 1
      case "[": try parseSet()
      case "{": try parseAlternatives(depth: depth + 1)
      case "\\":
        guard position + 1 < scalars.count else {
          throw problem("the pattern ends in a \\ that escapes nothing")
        }
        position += 1
        plain(scalars[position])
      default: plain(scalar)
      }
    }
  }

  private mutating func plain(_ scalar: Unicode.Scalar) {
    program.append(.scalar(scalar))
    if isLiteral { literal.unicodeScalars.append(scalar) }
    suffix.unicodeScalars.append(scalar)
    position += 1
  }

  private mutating func special(_ instruction: GlobInstruction) {
    isLiteral = false
    suffix = ""
    program.append(instruction)
  }

  /// Reads `*`, `**` and `**/`; two stars cross parts only where they fill one.
  private mutating func parseStars() {
    isLiteral = false
    suffix = ""
    let start = position
    while position < scalars.count, scalars[position] == "*" { position += 1 }
    let beginsPart = start == 0 || "/{,".unicodeScalars.contains(scalars[start - 1])
    let isAtEnd = position == scalars.count || "},".unicodeScalars.contains(scalars[position])
    guard position - start > 1, beginsPart else { return appendRepeated(.anyInPart) }
    if isAtEnd {
      program.append(.any)
      appendRepeated(.any)
    } else if scalars[position] == "/" {
      position += 1
      let split = program.count
      program.append(.jump(0))
      appendRepeated(.any)
      program.append(.scalar("/"))
      program[split] = .split(split + 1, program.count)
    } else {
      appendRepeated(.anyInPart)
    }
  }

  private mutating func appendRepeated(_ instruction: GlobInstruction) {
    let start = program.count
    program += [.split(start + 1, start + 3), instruction, .jump(start)]
  }

  private mutating func parseSet() throws(PatternProblem) {
    let start = position
    position += 1
    var isNegated = false
    if position < scalars.count, scalars[position] == "!" || scalars[position] == "^" {
      isNegated = true
      position += 1
    }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while position < scalars.count, scalars[position] != "]" || ranges.isEmpty {
      let lower = scalars[position]
      var upper = lower
      if position + 2 < scalars.count, scalars[position + 1] == "-", scalars[position + 2] != "]" {
        upper = scalars[position + 2]
        guard lower <= upper else { throw problem("the range \(lower)-\(upper) runs backwards") }
        position += 2
      }
      ranges.append(lower...upper)
      position += 1
    }
    guard position < scalars.count else {
      throw PatternProblem(message: "the set that [ opens is not closed by ]", offset: start)
    }
    position += 1
    special(.set(ranges, isNegated: isNegated))
  }

  private mutating func parseAlternatives(depth: Int) throws(PatternProblem) {
    guard depth <= Self.deepestNesting else {
      throw problem("braces are nested more than \(Self.deepestNesting) deep")
    }
    let start = position
    isLiteral = false
    var exits: [Int] = []
    while true {
      position += 1
      let split = program.count
      program.append(.jump(split + 1))
      try parseSequence(depth: depth)
      guard position < scalars.count else {
        throw PatternProblem(
          message: "the alternatives that { opens are not closed by }", offset: start)
      }
      exits.append(program.count)
      program.append(.jump(0))
      if scalars[position] == "}" { break }
      program[split] = .split(split + 1, program.count)
    }
    position += 1
    suffix = ""
    for exit in exits { program[exit] = .jump(program.count) }
  }

  private func problem(_ message: String) -> PatternProblem {
    PatternProblem(message: message, offset: position)
  }
}
