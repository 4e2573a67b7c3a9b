import Collectors
import Model

/// Changes what a fixture says, and remembers which changes found something to change.
struct FixtureChanges {
  private let mutations: [ControlTest.Mutation]
  private var used: Set<Int> = []

  init(_ mutations: [ControlTest.Mutation]) { self.mutations = mutations }

  var unused: [ControlTest.Mutation] {
    mutations.enumerated().filter { !used.contains($0.offset) }.map(\.element)
  }

  /// Puts an answer among the observations, changed where it is of a kind that can be.
  mutating func apply(
    _ answer: CollectedObservation, to request: any ObservationRequest,
    in observations: inout Observations, _ now: Instant
  ) {
    answer.store(in: &observations)
    if let request = request as? StructuredFilesRequest {
      guard case .success(let facts) = observations[request].outcome else { return }
      let files = facts.files.map { changed($0) }
      observations.set(
        Observation(.success(StructuredFiles(files: files)), observedAt: now), for: request)
    } else if let request = request as? InfrastructureRequest {
      guard case .success(let facts) = observations[request].outcome else { return }
      let changed = InfrastructureFacts(
        objects: facts.objects.map { self.changed($0) }, gaps: facts.gaps, digests: facts.digests,
        otherKinds: facts.otherKinds)
      observations.set(Observation(.success(changed), observedAt: now), for: request)
    }
  }

  private mutating func changed(_ file: StructuredFile) -> StructuredFile {
    guard case .success(var documents) = file.documents else { return file }
    for (index, mutation) in mutations.enumerated() {
      let value: Node? = if case .set(let value) = mutation.change { value } else { nil }
      for place in documents.indices {
        guard let changed = documents[place].changing(mutation.path.steps[...], to: value) else {
          continue
        }
        documents[place] = changed
        used.insert(index)
      }
    }
    return StructuredFile(path: file.path, digest: file.digest, documents: .success(documents))
  }

  private mutating func changed(_ object: InfrastructureObject) -> InfrastructureObject {
    var settings = object.settings
    for (index, mutation) in mutations.enumerated() {
      guard let name = SettingName(rawValue: mutation.path.text), let old = settings[name],
        let state = Self.state(mutation.change)
      else { continue }
      settings[name] = Setting(state, attribute: old.attribute, at: old.location)
      used.insert(index)
    }
    return InfrastructureObject(
      role: object.role, provider: object.provider, layer: object.layer, kind: object.kind,
      type: object.type, address: object.address, names: object.names, location: object.location,
      settings: settings, waivers: object.waivers)
  }

  private static func state(_ change: ControlTest.Mutation.Change) -> Setting.State? {
    guard case .set(let node) = change else { return .absent }
    switch node.content {
    case .boolean(let value): return .known(.boolean(value))
    case .integer(let value): return .known(.integer(value))
    case .string(let text): return .known(.text(text))
    case .unknown(let reason): return .unknown(reason: reason)
    default: return nil
    }
  }
}
