import Glibc

/// Work on a thread of its own, whose stack is deep enough for parsers that recurse over their input.
package enum DeepStack {
  /// Bytes of address space; memory is used only as deep as the work goes.
  private static let size = 512 << 20

  /// What the thread does and gives back, held while it runs.
  private final class Box<Result> {
    let work: () -> Result
    var result: Result?

    init(_ work: @escaping () -> Result) { self.work = work }

    func run() { result = work() }
  }

  private class AnyBox {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
  }

  /// Runs the work and waits for it.
  ///
  /// - Returns: What it gives; nil when no thread could be made.
  package static func run<Result>(_ work: () -> Result) -> Result? {
    // The thread has ended when this function returns, so that the work does not outlive its scope.
    withoutActuallyEscaping(work) { work in
      let box = Box(work)
      let runner = AnyBox { box.run() }
      return spawn(runner) ? box.result : nil
    }
  }

  private static func spawn(_ runner: AnyBox) -> Bool {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, size) == 0 else { return false }
    var thread = pthread_t()
    // The box is retained for the thread, which takes that reference over.
    let argument = unsafe Unmanaged.passRetained(runner).toOpaque()
    let code = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        if let argument = unsafe argument {
          let runner = unsafe Unmanaged<AnyBox>.fromOpaque(argument).takeRetainedValue()
          runner.run()
        }
        return nil
      }, argument)
    guard code == 0 else {
      unsafe Unmanaged<AnyBox>.fromOpaque(argument).release()
      return false
    }
    return pthread_join(thread, nil) == 0
  }
}
