import Dispatch
import Glibc

/// Turns SIGINT and SIGTERM into a call, and ends the process if that call was not enough.
package final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Starts listening.
  ///
  /// - Parameters:
  ///   - grace: How long the process may take to end by itself.
  ///   - onSignal: Called once for every signal, on a queue of its own.
  package init(grace: DispatchTimeInterval, onSignal: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "avouch.signals")
    sources = [SIGINT, SIGTERM].map { number in
      // The source sees the signal only when its default action is off.
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        onSignal()
        queue.asyncAfter(deadline: .now() + grace) { _exit(128 + number) }
      }
      source.resume()
      return source
    }
  }

  deinit {
    sources.forEach { $0.cancel() }
    // What follows, such as writing into a pipe that nobody reads, must end on a signal as well.
    for number in [SIGINT, SIGTERM] { _ = signal(number, SIG_DFL) }
  }
}
