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
    var states = closure(of: [0])
    for scalar in text.unicodeScalars {
      var next: [Int] = []
      for state in states where takes(program[state], scalar) { next.append(state + 1) }
      if next.isEmpty { return (false, false) }
      states = closure(of: next)
    }
    let accepts = states.contains {
      if case .accept = program[$0] { true } else { false }
    }
    return (states.count > (accepts ? 1 : 0), accepts)
  }

  /// The states reached without reading a character, each once.
  private func closure(of states: [Int]) -> [Int] {
    var pending = states
    var isSeen = [Bool](repeating: false, count: program.count)
    var reached: [Int] = []
    while let state = pending.popLast() {
      if isSeen[state] { continue }
      isSeen[state] = true
      switch program[state] {
      case .split(let first, let second): pending += [first, second]
      case .jump(let target): pending.append(target)
      default: reached.append(state)
      }
    }
    return reached
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
