import Collectors
import Model
import Systems

/// Keeps what a run observes in a new folder, without its secrets.
///
/// The run is judged by what was kept, so that a replay cannot come to another verdict.
package final class RecordingWriter: ObservationTape {
  package let observedAt: Instant? = nil

  private let folder: PrivateFolder
  private let posture: Posture
  private let mask: RecordingMask
  private let now: Instant
  private let toolVersion: String
  private let isActive: Bool

  /// Makes the folder.
  ///
  /// - Throws: why it cannot be made or must not be used.
  package init(
    path: String, posture: Posture, mask: RecordingMask, now: Instant, toolVersion: String,
    isActive: Bool
  ) throws(Unavailable) {
    do throws(SystemError) {
      folder = try PrivateFolder(making: path)
    } catch {
      throw Unavailable("cannot record in \(path): it \(error.words)")
    }
    self.posture = posture
    self.mask = mask
    self.now = now
    self.toolVersion = toolVersion
    self.isActive = isActive
  }

  /// Takes the folder away again when nothing was kept in it.
  package func discard() { folder.discard() }

  package func pending(_ requests: [AnyHashableRequest]) -> [AnyHashableRequest] { requests }

  package func finished(
    _ collected: Observations, of requests: [AnyHashableRequest]
  ) throws(Unavailable) -> Observations {
    var observations = collected
    var entries: [RecordingIndex.Entry] = []
    var keys = RecordingKeys(root: posture.root)
    for request in requests.map(\.request) {
      guard let recordable = request as? any RecordableRequest else { continue }
      var entry = RecordingIndex.Entry(
        subject: RecordingMask.address(request.subject), request: keys.key(of: recordable))
      if let kept = request as? any KeptRequest {
        try keep(kept, in: &entry, of: &observations)
      } else if let pinned = request as? any PinnedRequest {
        pin(pinned, in: &entry, of: observations)
      }
      entries.append(entry)
    }
    // Last, so that what has no index is no recording.
    try write(
      RecordingIndex(
        schema: RecordingIndex.currentSchema, toolVersion: toolVersion, recordedAt: now,
        isActive: isActive, targets: posture.targets.compactMap(Self.target), entries: entries),
      to: RecordingIndex.name)
    return observations
  }

  private func keep<Request: KeptRequest>(
    _ request: Request, in entry: inout RecordingIndex.Entry, of observations: inout Observations
  ) throws(Unavailable) {
    let observation = observations[request]
    let outcome = observation.outcome.map { request.masked($0, by: mask) }
      .mapError { Unavailable(mask.text($0.reason), isAbsent: $0.isAbsent, cause: $0.cause) }
    let name =
      "\(Request.recordedKind)-\(Digest.sha256(Array(entry.request.utf8)).prefix(16)).json"
    entry.file = name
    entry.sha256 = try write(
      RecordedObservation(
        observedAt: observation.observedAt, outcome: RecordedOutcome(outcome)), to: name)
    observations.set(
      Observation(outcome.map(request.restored), observedAt: observation.observedAt), for: request)
  }

  private func pin<Request: PinnedRequest>(
    _ request: Request, in entry: inout RecordingIndex.Entry, of observations: Observations
  ) {
    switch observations[request].outcome {
    case .success(let facts): entry.pins = request.pins(of: facts)
    case .failure(let reason): entry.unavailable = reason
    }
  }

  /// Writes a file and gives its digest.
  @discardableResult
  private func write(_ value: some Encodable, to name: String) throws(Unavailable) -> String {
    let bytes: [UInt8]
    do {
      bytes = try RecordingFormat.encoded(value)
    } catch {
      throw Unavailable("cannot record \(name): \(error)")
    }
    do throws(SystemError) {
      try folder.write(bytes, to: name)
    } catch {
      throw Unavailable("cannot write \(folder.path)/\(name): \(error.writingReason)")
    }
    return Digest.sha256(bytes)
  }

  private static func target(_ target: Target) -> RecordingIndex.Target? {
    guard case .success(.endpoint(let endpoint)) = target.kind else { return nil }
    return RecordingIndex.Target(
      name: target.name, origin: endpoint.origin, proxy: endpoint.proxy)
  }
}
