import Assessor
import Model
import Reports

/// Puts together what a scan of a folder's configuration read.
struct ConfigurationScanSummary {
  let posture: Posture

  private var things: [String: [String: Int]] = [:]
  private var files: Set<String> = []
  private var gaps: Set<ReadingGap> = []
  private var otherKinds: [String: Int] = [:]

  init(posture: Posture) { self.posture = posture }

  mutating func scan(_ observations: Observations, _ assessment: Assessment) -> ConfigurationScan {
    let context = PlanContext(posture: posture)
    let plan = Plan(controls: posture.controls, context: context)
    for planned in plan.requests { add(planned.request, observations) }
    let rows = things.map { ConfigurationScan.Row(thing: $0.key, kinds: $0.value) }
    return ConfigurationScan(
      rows: rows.sorted { $0.thing < $1.thing }, files: files, gaps: gaps.sorted(),
      otherKinds: otherKinds, assessment: assessment)
  }

  private mutating func add(_ request: any ObservationRequest, _ observations: Observations) {
    switch request {
    case let request as InfrastructureRequest:
      guard let facts = try? observations[request].outcome.get() else { return }
      for object in facts.objects { count(object.role.words, object.kind) }
      otherKinds.merge(facts.otherKinds) { first, _ in first }
      add(facts.digests, facts.gaps.map(\.gap))
    case let request as ContainerSpecificationsRequest:
      guard let facts = try? observations[request].outcome.get() else { return }
      for container in facts.containers { count("container", container.dialect.rawValue) }
      add(facts.digests, facts.gaps)
    case let request as PipelinesRequest:
      guard let facts = try? observations[request].outcome.get() else { return }
      for graph in facts.graphs { count("pipeline", graph.system.rawValue) }
      add(facts.digests, facts.gaps)
    default: break
    }
  }

  private mutating func count(_ thing: String, _ kind: String) {
    things[thing, default: [:]][kind, default: 0] += 1
  }

  private mutating func add(_ digests: [String: String], _ gaps: [ReadingGap]) {
    files.formUnion(digests.keys)
    self.gaps.formUnion(gaps)
  }
}
