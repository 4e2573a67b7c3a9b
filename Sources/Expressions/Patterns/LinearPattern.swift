/// A pattern in the syntax of RE2, matched in time linear in the text.
///
/// All ways through the pattern are followed side by side, so there is nothing to go back to:
/// `(a+)+$` is as harmless as `a$`.
package struct LinearPattern: Sendable {
  private let program: PatternProgram

  /// Reads a pattern.
  ///
  /// - Throws: `PatternFault` for what RE2 does not have, and for patterns that are too large.
  package init(_ pattern: String) throws(PatternFault) {
    var parser = try PatternParser(pattern)
    program = try PatternProgram(try parser.parse())
  }

  /// Steps that a search costs at most.
  func cost(of text: String) -> Int { cost(ofLength: text.utf8.count) }

  func cost(ofLength length: Int) -> Int {
    let (cost, overflow) = (length + 1).multipliedReportingOverflow(
      by: 1 + program.instructions.count / 16)
    return overflow ? Int.max / 2 : cost
  }

  /// Whether the pattern occurs anywhere in the text.
  package func matches(_ text: String) -> Bool {
    var search = PatternSearch(program)
    var previous: Unicode.Scalar?
    var iterator = text.unicodeScalars.makeIterator()
    var next = iterator.next()
    var position = 0
    repeat {
      if search.step(from: previous, over: next, at: position, injects: true) != nil { return true }
      previous = next
      next = next == nil ? nil : iterator.next()
      position += 1
    } while previous != nil
    return false
  }

  /// The leftmost match at or after a place, as Perl would prefer it.
  package func firstMatch(in scalars: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    var search = PatternSearch(program)
    var found: Range<Int>?
    var position = max(start, 0)
    while position <= scalars.count {
      let previous = position > 0 ? scalars[position - 1] : nil
      let next = position < scalars.count ? scalars[position] : nil
      if let begin = search.step(from: previous, over: next, at: position, injects: found == nil) {
        found = begin..<position
      }
      guard found == nil || search.isAlive else { break }
      position += 1
    }
    return found
  }
}

/// The ways through a program that are open at one place of the text.
private struct PatternSearch {
  private struct Thread {
    let instruction: Int
    let start: Int
  }

  private let instructions: [PatternProgram.Instruction]
  /// Threads that wait for the next code point, the preferred ones first.
  private var waiting: [Thread] = []
  /// The place at which an instruction was last reached, so that none is followed twice.
  private var reached: [Int]

  init(_ program: PatternProgram) {
    instructions = program.instructions
    reached = Array(repeating: -1, count: program.instructions.count)
  }

  var isAlive: Bool { !waiting.isEmpty }

  /// Follows everything at one place, then takes the next code point.
  ///
  /// - Returns: The start of the preferred match that ends at this place, if there is one.
  mutating func step(
    from previous: Unicode.Scalar?, over next: Unicode.Scalar?, at position: Int, injects: Bool
  ) -> Int? {
    var following: [Thread] = []
    var stack: [Thread] = []
    let starts = injects ? [Thread(instruction: 0, start: position)] : []
    for thread in waiting + starts {
      stack.append(thread)
      while let open = stack.popLast() {
        guard reached[open.instruction] != position else { continue }
        reached[open.instruction] = position
        switch instructions[open.instruction] {
        case .jump(let target): stack.append(Thread(instruction: target, start: open.start))
        case .split(let first, let second):
          stack.append(Thread(instruction: second, start: open.start))
          stack.append(Thread(instruction: first, start: open.start))
        case .assertion(let assertion):
          if assertion.holds(between: previous, and: next) {
            stack.append(Thread(instruction: open.instruction + 1, start: open.start))
          }
        case .match:
          // What is less preferred than a match is of no interest any more.
          waiting = following
          return open.start
        case .scalar(let scalar):
          if next == scalar { following.append(advanced(open)) }
        case .any(let includingNewline):
          if let next, includingNewline || next != "\n" { following.append(advanced(open)) }
        case .set(let set):
          if let next, set.contains(next) { following.append(advanced(open)) }
        }
      }
    }
    waiting = following
    return nil
  }

  private func advanced(_ thread: Thread) -> Thread {
    Thread(instruction: thread.instruction + 1, start: thread.start)
  }
}
