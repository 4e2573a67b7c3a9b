/// A pattern as instructions for the machine of Thompson and Pike, which tries all ways at once.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case scalar(Unicode.Scalar)
    case any(includingNewline: Bool)
    case set(ScalarSet)
    case assertion(PatternAssertion)
    /// Both ways, the first one preferred.
    case split(Int, Int)
    case jump(Int)
    case match
  }

  static let mostInstructions = 4_000

  private(set) var instructions: [Instruction] = []

  init(_ tree: PatternTree) throws(PatternFault) {
    try write(tree)
    try append(.match)
  }

  private mutating func append(_ instruction: Instruction) throws(PatternFault) {
    guard instructions.count < Self.mostInstructions else {
      throw PatternFault(
        message: "the pattern is too large when its counts are written out", offset: 0)
    }
    instructions.append(instruction)
  }

  private mutating func write(_ tree: PatternTree) throws(PatternFault) {
    switch tree {
    case .empty: break
    case .scalar(let scalar): try append(.scalar(scalar))
    case .any(let includingNewline): try append(.any(includingNewline: includingNewline))
    case .set(let set): try append(.set(set))
    case .assertion(let assertion): try append(.assertion(assertion))
    case .sequence(let parts):
      for part in parts { try write(part) }
    case .alternatives(let parts): try append(alternatives: parts)
    case .repetition(let part, let least, let most, let isGreedy):
      try append(part, least: least, most: most, isGreedy: isGreedy)
    }
  }

  private mutating func append(alternatives parts: [PatternTree]) throws(PatternFault) {
    var ends: [Int] = []
    for (index, part) in parts.enumerated() {
      guard index < parts.count - 1 else {
        try write(part)
        break
      }
      let split = instructions.count
      try append(.jump(0))
      try write(part)
      ends.append(instructions.count)
      try append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func append(
    _ part: PatternTree, least: Int, most: Int?, isGreedy: Bool
  ) throws(PatternFault) {
    for _ in 0..<least {
      let before = instructions.count
      try write(part)
      // Nothing, however often.
      guard instructions.count > before else { return }
    }
    guard let most else {
      let split = instructions.count
      try append(.jump(0))
      try write(part)
      try append(.jump(split))
      instructions[split] = choice(split + 1, instructions.count, isGreedy: isGreedy)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(instructions.count)
      try append(.jump(0))
      try write(part)
    }
    for split in splits {
      instructions[split] = choice(split + 1, instructions.count, isGreedy: isGreedy)
    }
  }

  private func choice(_ onward: Int, _ past: Int, isGreedy: Bool) -> Instruction {
    isGreedy ? .split(onward, past) : .split(past, onward)
  }
}
