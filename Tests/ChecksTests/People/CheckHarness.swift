import Model
import StructuredData
import Systems
import Testing

@testable import Checks

/// Runs one check on YAML arguments, with given observations and a fixed clock.
struct CheckHarness {
  /// 2026-11-21T12:00:00Z, a Saturday.
  static let now = Instant(seconds: 1_795_262_400)

  var control = Control(
    id: "people.test", title: "A test", severity: .high, location: Location(path: "controls.yaml"))
  var controls: [Control] = []
  var now = CheckHarness.now
  var holidays: Set<CalendarDate> = []
  var records: String? = "/posture/records"
  var assessed: [String: ControlAssessment] = [:]
  var observations = Observations()

  var posture: Posture {
    Posture(
      organization: Organization(name: "Example"), path: "avouch.yaml", root: "/posture",
      controls: controls + [control], records: records, holidays: holidays)
  }

  /// The check that the arguments describe, read as the posture reader reads them.
  static func make<Kind: Check>(_ kind: Kind.Type, _ yaml: String) throws -> Kind {
    let patterns = PatternMatcher()
    let node = try StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "controls.yaml").first
    var decoder = FieldDecoder(path: "controls.yaml", patterns: patterns)
    let decoded = decoder.decode(
      try #require(node), fields: Kind.definition.fields, as: Kind.definition.name)
    guard let decoded else { throw Diagnostics(decoder.diagnostics) }
    return try Kind(decoded, validation: ValidationContext(patterns: patterns))
  }

  /// What is wrong with the arguments, one line each.
  static func errors<Kind: Check>(_ kind: Kind.Type, _ yaml: String) -> [String] {
    do {
      _ = try make(kind, yaml)
      return []
    } catch let problems as Diagnostics {
      return problems.list.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  func evaluate<Kind: Check>(_ kind: Kind.Type, _ yaml: String) throws -> CheckResult {
    try Self.make(kind, yaml).evaluate(observations, in: context)
  }

  var context: EvaluationContext {
    EvaluationContext(
      plan: PlanContext(posture: posture), control: control, now: now, patterns: PatternMatcher(),
      assessed: assessed)
  }

  /// Answers the request for a register with rows of YAML.
  func with(register name: String, _ yaml: String) throws -> CheckHarness {
    let path = "\(name).yaml"
    let document = try StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: path).first
    let rows = document?.elements ?? []
    var fields: [String] = []
    for key in rows.flatMap({ $0.entries ?? [] }).map(\.key) where !fields.contains(key) {
      fields.append(key)
    }
    let register = Register(
      path: path, digest: String(repeating: "a", count: 64),
      records: rows.map { Record(node: $0) }, fields: fields)
    return answering(
      .success(register), to: RegisterRequest(folder: "/posture/records", name: name))
  }

  func answering<Request: ObservationRequest>(
    _ outcome: Result<Request.Facts, Unavailable>, to request: Request
  ) -> CheckHarness {
    var copy = self
    copy.observations.set(Observation(outcome, observedAt: now), for: request)
    return copy
  }

  func with(document path: String, digest: String, size: Int = 100) -> CheckHarness {
    answering(
      .success(DocumentFile(path: path, size: size, digest: digest)),
      to: DocumentRequest(folder: "/posture", path: path))
  }
}
