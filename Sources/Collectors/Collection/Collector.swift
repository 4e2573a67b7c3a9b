import Model

/// Answers one kind of request by looking at the outside world.
package protocol Collector: Sendable {
  associatedtype Request: ObservationRequest

  /// Looks, on a thread of its own; long work asks the context whether it should go on.
  func collect(_ request: Request, in context: CollectionContext) throws(Unavailable)
    -> Request.Facts
}
