import Model
import Synchronization

/// Tells how many bytes were gone through, and how many a second.
final class ByteProgress: Sendable {
  private let subject: String
  private let context: CollectionContext
  private let started = ContinuousClock.now

  init(_ subject: String, in context: CollectionContext) {
    self.subject = subject
    self.context = context
  }

  /// Takes news from any thread.
  @Sendable func update(done: Int, total: Int) {
    let taken = ContinuousClock.now - started
    let seconds =
      Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    let rate = seconds > 0.05 ? ", \(Self.megabytes(Int(Double(done) / seconds)))/s" : ""
    context.progress(
      "\(subject) \(Self.megabytes(done)) of \(Self.megabytes(total))\(rate)", done, nil)
  }

  private static func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }
}
