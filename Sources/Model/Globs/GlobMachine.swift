/// One step of a compiled pattern.
enum GlobInstruction: Sendable {
  case scalar(Unicode.Scalar)
  /// Any character but `/`, unless parts may be crossed.
  case anyInPart
  case any
  case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  case split(Int, Int)
  case jump(Int)
  case accept
}

/// Runs a compiled pattern by keeping every state that could hold (Thompson's construction).
struct GlobMachine {
  private let program: [GlobInstruction]
  private let crossesParts: Bool

  init(_ program: [GlobInstruction], crossesParts: Bool) {
    self.program = program
    self.crossesParts = crossesParts
  }

  func run(_ text: String) -> (isAlive: Bool, accepts: Bool) {
    var states: [Int] = []
    var taken = [0]
    // In which round each state was reached last, so that it is entered once a round.
    var lastRound = [Int](repeating: 0, count: program.count)
    var round = 1
    close(&taken, into: &states, &lastRound, round)
    for scalar in text.unicodeScalars {
      for state in states where takes(program[state], scalar) { taken.append(state + 1) }
      if taken.isEmpty { return (false, false) }
      round += 1
      close(&taken, into: &states, &lastRound, round)
    }
    let accepts = states.contains {
      if case .accept = program[$0] { true } else { false }
    }
    return (states.count > (accepts ? 1 : 0), accepts)
  }

  /// Replaces the states by those reached from the taken ones without reading a character.
  private func close(
    _ taken: inout [Int], into states: inout [Int], _ lastRound: inout [Int], _ round: Int
  ) {
    states.removeAll(keepingCapacity: true)
    while let state = taken.popLast() {
      if lastRound[state] == round { continue }
      lastRound[state] = round
      switch program[state] {
      case .split(let first, let second):
        taken.append(first)
        taken.append(second)
      case .jump(let target): taken.append(target)
      default: states.append(state)
      }
    }
  }

  private func takes(_ instruction: GlobInstruction, _ scalar: Unicode.Scalar) -> Bool {
    switch instruction {
    case .scalar(let wanted): scalar == wanted
    case .any: true
    case .anyInPart: crossesParts || scalar != "/"
    case .set(let ranges, let isNegated):
      (crossesParts || scalar != "/") && ranges.contains { $0.contains(scalar) } != isNegated
    case .split, .jump, .accept: false
    }
  }
}
