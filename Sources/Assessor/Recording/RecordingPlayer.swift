import Model

/// Answers a run's requests from a recording; nothing outside of the posture's own folders is looked at.
package struct RecordingPlayer: ObservationTape {
  private let recording: Recording
  private let root: String

  package var observedAt: Instant? { recording.recordedAt }

  /// Takes the recording and the absolute path of the posture's folder.
  package init(_ recording: Recording, root: String) {
    self.recording = recording
    self.root = root
  }

  package func pending(_ requests: [AnyHashableRequest]) -> [AnyHashableRequest] {
    keyed(requests).compactMap { request, entry in
      request.request is any PinnedRequest && entry?.pins != nil ? request : nil
    }
  }

  package func finished(
    _ collected: Observations, of requests: [AnyHashableRequest]
  ) throws(Unavailable) -> Observations {
    var observations = Observations()
    for (request, entry) in keyed(requests) {
      if let kept = request.request as? any KeptRequest {
        try play(kept, entry, into: &observations)
      } else if let pinned = request.request as? any PinnedRequest {
        compare(pinned, entry, collected, into: &observations)
      } else {
        let subject = request.request.subject
        refuse(request.request, "recordings do not keep \(subject)", into: &observations)
      }
    }
    return observations
  }

  private func keyed(
    _ requests: [AnyHashableRequest]
  ) -> [(AnyHashableRequest, RecordingIndex.Entry?)] {
    var keys = RecordingKeys(root: root)
    return requests.map { request in
      let recordable = request.request as? any RecordableRequest
      return (request, recordable.flatMap { recording.entries[keys.key(of: $0)] })
    }
  }

  private func play<Request: KeptRequest>(
    _ request: Request, _ entry: RecordingIndex.Entry?, into observations: inout Observations
  ) throws(Unavailable) {
    guard let name = entry?.file, let bytes = recording.files[name] else {
      refuse(request, "it is not in the recording", into: &observations)
      return
    }
    let kept = try Recording.decoded(RecordedObservation<Request.Facts>.self, from: bytes, name)
    observations.set(
      Observation(kept.outcome.result.map(request.restored), observedAt: kept.observedAt),
      for: request)
  }

  /// Takes what the files say today, when they are those of the recording.
  private func compare<Request: PinnedRequest>(
    _ request: Request, _ entry: RecordingIndex.Entry?, _ collected: Observations,
    into observations: inout Observations
  ) {
    guard let pins = entry?.pins else {
      let reason = entry?.unavailable ?? Unavailable("\(request.subject) is not in the recording")
      observations.set(
        Observation(.failure(reason), observedAt: recording.recordedAt), for: request)
      return
    }
    let outcome = collected[request].outcome.flatMap { facts in
      let changed = Set(pins).symmetricDifference(request.pins(of: facts)).map(\.path).min()
      return changed.map { .failure(Unavailable("\($0) is not as it was recorded")) }
        ?? .success(facts)
    }
    observations.set(Observation(outcome, observedAt: recording.recordedAt), for: request)
  }

  private func refuse<Request: ObservationRequest>(
    _ request: Request, _ reason: String, into observations: inout Observations
  ) {
    observations.set(
      Observation(
        .failure(Unavailable(reason)), observedAt: recording.recordedAt), for: request)
  }
}
