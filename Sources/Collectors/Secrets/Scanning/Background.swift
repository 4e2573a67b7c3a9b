import Dispatch
import Model
import Synchronization

/// Work on a thread of its own whose result is waited for.
final class Background<Output: Sendable>: Sendable {
  private let result = Mutex<Result<Output, Unavailable>?>(nil)
  private let done = DispatchGroup()
  private let isAbandoned = Atomic<Bool>(false)

  /// Begins at once.
  ///
  /// - Parameter work: Asks now and then whether anybody still waits.
  init(
    _ work:
      @escaping @Sendable (_ isAbandoned: @escaping @Sendable () -> Bool) throws(Unavailable) ->
      Output
  ) {
    done.enter()
    DispatchQueue.global().async { [self] in
      let output = Result { () throws(Unavailable) in
        try work { [self] in isAbandoned.load(ordering: .relaxed) }
      }
      result.withLock { $0 = output }
      done.leave()
    }
  }

  /// What the work came to.
  func wait() throws(Unavailable) -> Output {
    done.wait()
    guard let output = result.withLock({ $0 }) else { throw Unavailable("the work was given up") }
    return try output.get()
  }

  /// Lets the work end early and waits until it has.
  func abandon() {
    isAbandoned.store(true, ordering: .relaxed)
    done.wait()
  }
}
