import Synchronization

/// Remembers what a walk said about its progress.
final class ProgressLog: Sendable {
  private let log = Mutex<[(done: Int, total: Int)]>([])

  var entries: [(done: Int, total: Int)] { log.withLock { $0 } }

  func add(_ done: Int, _ total: Int) { log.withLock { $0.append((done, total)) } }
}
