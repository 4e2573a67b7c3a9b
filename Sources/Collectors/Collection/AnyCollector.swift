import Model

/// A collector without its type, so that collectors of several kinds fit one list.
package struct AnyCollector: Sendable {
  package let timeLimit: Duration
  /// Whether it spends its time waiting for others, so that many can be at it at once.
  package let waits: Bool
  private let matches: @Sendable (any ObservationRequest) -> Bool
  private let run: @Sendable (any ObservationRequest, CollectionContext) -> CollectedObservation?

  /// Wraps a collector with the time that one of its requests may take.
  package init<Wrapped: Collector>(
    _ collector: Wrapped, within timeLimit: Duration = .seconds(30), waits: Bool = false
  ) {
    self.timeLimit = timeLimit
    self.waits = waits
    matches = { $0 is Wrapped.Request }
    run = { request, context in
      guard let request = request as? Wrapped.Request else { return nil }
      do throws(Unavailable) {
        let facts = try collector.collect(request, in: context)
        return CollectedObservation(facts, for: request, at: context.now)
      } catch {
        return CollectedObservation(unavailable: error, for: request, at: context.now)
      }
    }
  }

  package func answers(_ request: any ObservationRequest) -> Bool { matches(request) }

  /// The answer, or nil when the request is of another kind.
  package func collect(
    _ request: any ObservationRequest, in context: CollectionContext
  ) -> CollectedObservation? {
    run(request, context)
  }
}
