import Model

/// An answer on its way to the table of observations, which knows its type.
package struct CollectedObservation: Sendable {
  private let put: @Sendable (inout Observations) -> Void

  package init<Request: ObservationRequest>(
    _ facts: Request.Facts, for request: Request, at time: Instant
  ) {
    put = { $0.set(Observation(.success(facts), observedAt: time), for: request) }
  }

  package init<Request: ObservationRequest>(
    unavailable reason: Unavailable, for request: Request, at time: Instant
  ) {
    put = { $0.set(Observation(.failure(reason), observedAt: time), for: request) }
  }

  package func store(in observations: inout Observations) { put(&observations) }
}
