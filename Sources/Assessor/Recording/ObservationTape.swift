import Model

/// Keeps what a run observes, or gives what an earlier one observed.
package protocol ObservationTape {
  /// When everything was observed; nil for a run that looks now.
  var observedAt: Instant? { get }

  /// Which of the run's requests are to be looked at.
  func pending(_ requests: [AnyHashableRequest]) -> [AnyHashableRequest]

  /// Ends the observing.
  ///
  /// - Parameters:
  ///   - collected: What was found out about the pending requests.
  ///   - requests: All of them, in the order of the plan.
  /// - Returns: What the run is judged by.
  /// - Throws: why it could not be kept or given.
  func finished(
    _ collected: Observations, of requests: [AnyHashableRequest]
  ) throws(Unavailable) -> Observations
}
