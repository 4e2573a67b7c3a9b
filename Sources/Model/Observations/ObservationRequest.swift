/// A question to the outside world, with the type of its answer.
///
/// Equal requests are asked once.
package protocol ObservationRequest: Hashable, Sendable {
  associatedtype Facts: Sendable

  /// What is looked at, for progress and messages; without credentials.
  var subject: String { get }

  /// What is kept busy by it: requests of one place are spread over a run, so that they do not wait for
  /// each other while other places are idle.
  var place: String { get }
}

extension ObservationRequest {
  package var place: String { subject }
}

/// The answer to a request, or why there is none.
package struct Observation<Facts: Sendable>: Sendable {
  package let outcome: Result<Facts, Unavailable>
  package let observedAt: Instant

  package init(_ outcome: Result<Facts, Unavailable>, observedAt: Instant) {
    self.outcome = outcome
    self.observedAt = observedAt
  }
}

/// Everything that was observed in one run, by request.
package struct Observations: Sendable {
  private var stored: [AnyHashableRequest: any Sendable] = [:]

  package init() {}

  package mutating func set<Request: ObservationRequest>(
    _ observation: Observation<Request.Facts>, for request: Request
  ) {
    stored[AnyHashableRequest(request)] = observation
  }

  /// The answer to a request; a request that nothing collected is answered with that reason.
  package subscript<Request: ObservationRequest>(request: Request) -> Observation<Request.Facts> {
    if let found = stored[AnyHashableRequest(request)] as? Observation<Request.Facts> {
      return found
    }
    return Observation(
      .failure(Unavailable("\(request.subject) was not collected")), observedAt: Instant(seconds: 0)
    )
  }
}

/// Wraps a request so that requests of several types can key one table.
package struct AnyHashableRequest: Hashable, Sendable {
  package let request: any ObservationRequest

  package init(_ request: any ObservationRequest) { self.request = request }

  package static func == (left: Self, right: Self) -> Bool {
    func equal<Request: ObservationRequest>(_ request: Request) -> Bool {
      (right.request as? Request) == request
    }
    return equal(left.request)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(type(of: request)))
    request.hash(into: &hasher)
  }
}
