import Model
import Synchronization
import Systems

/// A pattern that is compiled when it is first tried.
///
/// Of hundreds of rules a repository's text calls for a few, and compiling costs more than reading.
final class LazyPattern: Sendable {
  let text: String
  private let compiled = Mutex<Result<CompiledPattern, PatternProblem>?>(nil)

  init(_ text: String) { self.text = text }

  /// The pattern, compiled once for all threads.
  func get() throws(PatternProblem) -> CompiledPattern {
    let result = compiled.withLock { known in
      if let known { return known }
      let result = Result { () throws(PatternProblem) in try CompiledPattern(text, for: .bytes) }
      known = result
      return result
    }
    return try result.get()
  }
}
