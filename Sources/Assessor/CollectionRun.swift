import Collectors
import Dispatch
import Model
import Synchronization

/// Asks every request side by side and gives up on each at its own deadline.
///
/// A collector that never returns keeps its thread, and nothing else: its request is answered with
/// the reason, and another lane takes its place.
final class CollectionRun: Sendable {
  /// Called with the number of answered requests and what was answered last.
  typealias Progress = @Sendable (_ done: Int, _ total: Int, _ subject: String) -> Void

  /// What the time of a request is spent on, which says how many are worth being asked at once.
  private enum Kind: CaseIterable {
    case work
    case waiting
  }

  private struct State {
    /// Indices of the requests that nobody has taken yet, the next one last, by kind.
    var waiting: [Kind: [Int]]
    var deadlines: [Int: ContinuousClock.Instant] = [:]
    var answers: [Int: CollectedObservation] = [:]

    init(waiting: [Kind: [Int]]) { self.waiting = waiting }
  }

  private let requests: [AnyHashableRequest]
  private let collectors: CollectorCatalog
  private let context: CollectionContext
  private let progress: Progress
  private let kinds: [Kind]
  private let state: Mutex<State>
  private let wake = DispatchSemaphore(value: 0)

  init(
    requests: [AnyHashableRequest], collectors: CollectorCatalog, context: CollectionContext,
    progress: @escaping Progress
  ) {
    self.requests = requests
    self.collectors = collectors
    self.context = context
    self.progress = progress
    let kinds = requests.map { collectors.waits($0.request) ? Kind.waiting : .work }
    self.kinds = kinds
    let order = Self.spread(requests)
    state = Mutex(State(waiting: Dictionary(grouping: order.reversed()) { kinds[$0] }))
  }

  /// The first request of every place, then the second of each, and so on.
  private static func spread(_ requests: [AnyHashableRequest]) -> [Int] {
    var counts: [String: Int] = [:]
    let rounds = requests.map { request in
      let place = request.request.place
      defer { counts[place, default: 0] += 1 }
      return counts[place, default: 0]
    }
    return requests.indices.sorted { (rounds[$0], $0) < (rounds[$1], $1) }
  }

  /// Blocks until every request is answered or given up, or the run is cancelled.
  ///
  /// - Parameters:
  ///   - lanes: How many requests are worked on at once.
  ///   - waitingLanes: How many more that wait for others.
  /// - Returns: What was answered.
  func observations(lanes: Int, waitingLanes: Int) -> Observations {
    for (kind, most) in [(Kind.work, lanes), (.waiting, waitingLanes)] {
      for _ in 0..<min(most, kinds.count { $0 == kind }) { openLane(kind) }
    }
    while !isFinished, !context.cancellation.isCancelled {
      _ = wake.wait(timeout: .now() + .milliseconds(100))
      giveUpLateRequests()
    }
    let answers = state.withLock { $0.answers }
    var observations = Observations()
    for index in requests.indices {
      answers[index]?.store(in: &observations)
    }
    return observations
  }

  private var isFinished: Bool { state.withLock { $0.answers.count == requests.count } }

  /// Starts a thread that answers requests until none are left.
  ///
  /// Each lane is a serial queue of its own, because the shared concurrent queues hold back blocked
  /// work when there are few cores.
  private func openLane(_ kind: Kind) {
    DispatchQueue(label: "avouch.collect").async { [self] in
      while let index = takeNext(kind) {
        let request = requests[index].request
        let answer = collectors.collect(
          request, in: context.limited(to: collectors.timeLimit(for: request)))
        guard finish(index, with: answer) else { return }
        progress(state.withLock { $0.answers.count }, requests.count, request.subject)
        wake.signal()
      }
    }
  }

  private func takeNext(_ kind: Kind) -> Int? {
    state.withLock { state in
      guard !context.cancellation.isCancelled, let index = state.waiting[kind]?.popLast() else {
        return nil
      }
      let limit = collectors.timeLimit(for: requests[index].request)
      // A collector that minds the run's deadline says so itself, in the moment that is left to it.
      state.deadlines[index] = min(.now + limit, context.deadline + .milliseconds(200))
      return index
    }
  }

  /// Keeps the answer; false when the request had been given up and the lane replaced.
  private func finish(_ index: Int, with answer: CollectedObservation) -> Bool {
    state.withLock { state in
      state.deadlines[index] = nil
      guard state.answers[index] == nil else { return false }
      state.answers[index] = answer
      return true
    }
  }

  private func giveUpLateRequests() {
    let late = state.withLock { state in
      let late = state.deadlines.filter { $0.value < .now }.map(\.key)
      for index in late {
        state.deadlines[index] = nil
        let request = requests[index].request
        let limit = collectors.timeLimit(for: request).components.seconds
        let reason =
          context.deadline < .now
          ? "was not finished in time" : "took longer than \(limit) seconds"
        state.answers[index] = CollectedObservation(
          unavailable: Unavailable("\(request.subject) \(reason)"),
          for: request, at: context.now)
      }
      return late
    }
    for index in late { openLane(kinds[index]) }
  }
}
