import Checks
import Infrastructure
import Model
import StructuredData
import Testing

/// Judges a tree of texts with the check `containers`, as a posture would.
enum ContainersBench {
  /// No field of the check is a pattern.
  private struct NoPatterns: PatternMatching {
    func firstMatch(of pattern: String, in text: String) -> PatternOutcome { .noMatch }
    func problem(with pattern: String) -> PatternProblem? { nil }
  }

  static func check(_ yaml: String) throws -> ContainersCheck {
    var decoder = FieldDecoder(path: "controls.yaml", patterns: NoPatterns())
    let node = try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "c.yaml").first)
    let arguments = decoder.decode(
      node, fields: ContainersCheck.definition.fields, as: "the check containers")
    guard let arguments else { throw Diagnostics(decoder.diagnostics) }
    return try ContainersCheck(arguments, validation: ValidationContext(patterns: NoPatterns()))
  }

  static func containers(in texts: [String: String]) throws -> ContainerSpecifications {
    let request = ConfiguredResourcesRequest(folder: "/project")
    return ContainerNormalForm.specifications(
      of: try ConfigurationSources.read(TextTree(texts), for: request))
  }

  static func result(_ yaml: String = "{}", _ texts: [String: String]) throws -> CheckResult {
    let check = try check(yaml)
    let posture = Posture(
      organization: Organization(name: "Example"), path: "avouch.yaml", root: "/project",
      targets: [])
    let context = EvaluationContext(
      plan: PlanContext(posture: posture),
      control: Control(id: "test.control", title: "Test", severity: .high),
      now: Instant(seconds: 1_790_000_000), patterns: NoPatterns())
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? ContainerSpecificationsRequest else { continue }
      observations.set(
        Observation(.success(try containers(in: texts)), observedAt: context.now), for: request)
    }
    return check.evaluate(observations, in: context)
  }

  /// `rule file:line` of each finding.
  static func faults(_ yaml: String = "{}", _ texts: [String: String]) throws -> [String] {
    try result(yaml, texts).findings.map {
      "\($0.rule) \($0.location.path ?? ""):\($0.location.span?.line ?? 0)"
    }
  }
}
