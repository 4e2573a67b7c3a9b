import Collectors
import Dispatch
import Model
import Synchronization
import Testing

@testable import Assessor

/// Which requests are asked when.
struct CollectionRunTests {
  private struct PlaceRequest: ObservationRequest {
    typealias Facts = String

    let place: String
    let number: Int

    var subject: String { "\(place)\(number)" }
  }

  private final class PlaceCollector: Collector {
    typealias Request = PlaceRequest

    let asked = Mutex<[String]>([])
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void = {}) { self.work = work }

    func collect(
      _ request: PlaceRequest, in context: CollectionContext
    ) throws(Unavailable) -> String {
      asked.withLock { $0.append(request.subject) }
      work()
      return request.subject
    }
  }

  private func run(_ collector: PlaceCollector, waits: Bool, lanes: Int, waitingLanes: Int) {
    let requests = ["a", "b", "c"].flatMap { place in
      (1...3).map { AnyHashableRequest(PlaceRequest(place: place, number: $0)) }
    }
    let run = CollectionRun(
      requests: requests,
      collectors: CollectorCatalog([AnyCollector(collector, waits: waits)]),
      context: CollectionContext(now: Instant(seconds: 0), deadline: .now + .seconds(30)),
      progress: { _, _, _ in })
    let observations = run.observations(lanes: lanes, waitingLanes: waitingLanes)
    for request in requests.compactMap({ $0.request as? PlaceRequest }) {
      #expect((try? observations[request].outcome.get()) == request.subject)
    }
  }

  @Test func `requests of one place are spread over the run`() {
    let collector = PlaceCollector()
    run(collector, waits: true, lanes: 0, waitingLanes: 1)
    #expect(
      collector.asked.withLock { $0 } == ["a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3"])
  }

  @Test func `those that wait for others have lanes of their own`() {
    // Every one of them waits until all of them are asked.
    let together = DispatchSemaphore(value: 0)
    let count = Mutex(0)
    let collector = PlaceCollector {
      let isLast = count.withLock { count in
        count += 1
        return count == 9
      }
      if isLast { for _ in 0..<9 { together.signal() } }
      together.wait()
    }
    run(collector, waits: true, lanes: 1, waitingLanes: 9)
    #expect(collector.asked.withLock { $0.count } == 9)
  }
}
