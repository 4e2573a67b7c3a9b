import Model
import Synchronization

/// Matches people's patterns in text, each compiled once.
package final class PatternMatcher: PatternMatching {
  private static let mostRemembered = 2_000

  private let compiled = Mutex<[String: Result<CompiledPattern, PatternProblem>]>([:])

  package init() {}

  package func firstMatch(of pattern: String, in text: String) -> PatternOutcome {
    switch compile(pattern) {
    case .failure(let problem): return .invalid(problem)
    case .success(let compiled):
      do {
        var text = text
        text.makeContiguousUTF8()
        let match = try compiled.firstMatch(in: text.utf8Span.span)
        return match.map { .match($0.range) } ?? .noMatch
      } catch {
        return .exceededLimit
      }
    }
  }

  package func problem(with pattern: String) -> PatternProblem? {
    guard case .failure(let problem) = compile(pattern) else { return nil }
    return problem
  }

  private func compile(_ pattern: String) -> Result<CompiledPattern, PatternProblem> {
    if let known = compiled.withLock({ $0[pattern] }) { return known }
    let result = Result { () throws(PatternProblem) in try CompiledPattern(pattern, for: .text) }
    compiled.withLock {
      // Patterns come from files of a bounded size; this only keeps a long-lived process small.
      if $0.count >= Self.mostRemembered { $0.removeAll() }
      $0[pattern] = result
    }
    return result
  }
}
