extension AffectedRange {
  /// The stretches that the events of the range describe, by the evaluation of the OSV schema: sorted
  /// events turn the hole on and off, and a version must lie below one of the limits, if there are any.
  ///
  /// - Returns: nil when the range cannot be evaluated: commits, an ecosystem without an order, or an
  ///   event that is no version there.
  package func intervals(in ecosystem: String) -> [VersionInterval]? {
    guard let order = order(in: ecosystem), let events = sortedEvents(order) else { return nil }
    var builder = IntervalBuilder()
    for event in events { builder.add(event) }
    let intervals = builder.finished
    // Below any limit is below the highest one; `*` stands for none, as an absent limit does.
    let limits = self.events.filter { $0.kind == .limit }
    guard !limits.isEmpty, !limits.contains(where: { $0.version == "*" }) else { return intervals }
    let parsed = limits.compactMap { EcosystemVersion($0.version, order: order) }
    guard parsed.count == limits.count, let limit = parsed.max() else { return nil }
    return intervals.compactMap { $0.clipped(below: limit) }
  }

  /// `SEMVER` means Semantic Versioning, whatever the ecosystem has.
  private func order(in ecosystem: String) -> VersionOrder? {
    let own = VersionOrder(ecosystem: ecosystem)
    return switch kind {
    case .git: nil
    case .ecosystem: own
    case .semantic: own?.isSemantic == true ? own : .semantic
    }
  }

  /// The events but the limits, in the order of their versions and, where these are equal, as written.
  ///
  /// Nil when one is no version. `0` comes before every version, prereleases of zero included.
  private func sortedEvents(_ order: VersionOrder) -> [IntervalBuilder.Event]? {
    var sorted: [IntervalBuilder.Event] = []
    for event in events where event.kind != .limit {
      var version: EcosystemVersion?
      if event.kind != .introduced || event.version != "0" {
        version = EcosystemVersion(event.version, order: order)
        guard version != nil else { return nil }
      }
      sorted.append(IntervalBuilder.Event(kind: event.kind, version: version, text: event.version))
    }
    let indices = sorted.indices.sorted { left, right in
      switch (sorted[left].version, sorted[right].version) {
      case (nil, nil): left < right
      case (nil, _): true
      case (_, nil): false
      case (let one?, let other?): one == other ? left < right : one < other
      }
    }
    return indices.map { sorted[$0] }
  }
}

/// Follows sorted events and gathers the stretches between them.
private struct IntervalBuilder {
  struct Event {
    let kind: AffectedRange.EventKind
    /// Nil before every version.
    let version: EcosystemVersion?
    let text: String
  }

  private enum State {
    case off
    /// On from a version, or from before every version.
    case on(EcosystemVersion?)
  }

  private var state = State.off
  private var intervals: [VersionInterval] = []

  mutating func add(_ event: Event) {
    switch (event.kind, state) {
    case (.introduced, .off): state = .on(event.version)
    case (.fixed, .on(let lower)):
      close(from: lower, at: event, includesUpper: false)
    case (.lastAffected, .on(let lower)):
      close(from: lower, at: event, includesUpper: true)
    case (.fixed, .off):
      // What was affected last is also what mends it: the fix has the last word.
      guard let last = intervals.last, last.includesUpper, last.upper == event.version else {
        return
      }
      intervals.removeLast()
      close(from: last.lower, at: event, includesUpper: false)
    default: break
    }
  }

  private mutating func close(
    from lower: EcosystemVersion?, at event: Event, includesUpper: Bool
  ) {
    state = .off
    let interval = VersionInterval(
      lower: lower, upper: event.version, includesUpper: includesUpper,
      fixed: event.kind == .fixed ? event.text : nil)
    if let lower, let upper = event.version, lower == upper, !includesUpper { return }
    intervals.append(interval)
  }

  var finished: [VersionInterval] {
    guard case .on(let lower) = state else { return intervals }
    return intervals + [VersionInterval(lower: lower, upper: nil)]
  }
}

extension VersionInterval {
  /// The part of the stretch below a limit; nil when there is none.
  fileprivate func clipped(below limit: EcosystemVersion) -> VersionInterval? {
    if let lower, !(lower < limit) { return nil }
    if let upper, upper < limit { return self }
    if let upper, upper == limit, !includesUpper { return self }
    return VersionInterval(lower: lower, upper: limit)
  }
}
