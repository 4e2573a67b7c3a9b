import Model
import Synchronization
import Systems

/// One line on standard error that shows how far a run has come; drawn on a terminal only.
final class ProgressBar: Sendable {
  private struct State {
    var done = 0
    var total = 0
    var subject = ""
    var drawn = ContinuousClock.Instant.now
    var isOnScreen = false
  }

  private let isShown: Bool
  private let state = Mutex(State())

  init(isShown: Bool) { self.isShown = isShown }

  /// Notes that one more target was looked at.
  func update(done: Int, total: Int, subject: String) {
    draw { state in
      state.done = done
      state.total = total
      state.subject = subject
    }
  }

  /// Notes how far one long piece of work has come.
  func detail(_ label: String, done: Int, total: Int?) {
    draw { $0.subject = "\(label) \(done)" + (total.map { "/\($0)" } ?? "") }
  }

  func clear() {
    guard isShown else { return }
    state.withLock { state in
      if state.isOnScreen { StandardStream.error.write("\r\u{1B}[K") }
      state.isOnScreen = false
    }
  }

  private func draw(_ change: (inout State) -> Void) {
    guard isShown else { return }
    state.withLock { state in
      change(&state)
      // Ten pictures a second are enough, and a short run shows none.
      guard .now - state.drawn > .milliseconds(100) else { return }
      state.drawn = .now
      state.isOnScreen = true
      StandardStream.error.write("\r\u{1B}[K" + Self.line(state))
    }
  }

  private static func line(_ state: State) -> String {
    let width = 24
    let filled = state.total > 0 ? width * min(state.done, state.total) / state.total : 0
    let bar =
      String(repeating: "━", count: filled) + String(repeating: "╌", count: width - filled)
    let printable = state.subject.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    let subject = String(String.UnicodeScalarView(printable))
    return "\(bar) \(state.done)/\(state.total) \(subject.prefix(44))"
  }
}
