import Model

/// What one run will look at: every request once, however many checks ask it.
package struct Plan: Sendable {
  package let requests: [AnyHashableRequest]

  /// Asks every check of the given controls what it needs, in the posture's order.
  package init(controls: [Control], context: PlanContext) {
    var seen: Set<AnyHashableRequest> = []
    var ordered: [AnyHashableRequest] = []
    for check in controls.flatMap(\.checks) {
      for request in check.check.requests(in: context) {
        let wrapped = AnyHashableRequest(request)
        if seen.insert(wrapped).inserted { ordered.append(wrapped) }
      }
    }
    requests = ordered
  }
}
