import Checks
import Infrastructure
import Model
import StructuredData
import Testing

/// Judges hand-made resources and texts as a posture would.
enum CloudBench {
  static let now = Instant(seconds: 1_790_000_000)

  private struct NoPatterns: PatternMatching {
    func firstMatch(of pattern: String, in text: String) -> PatternOutcome { .noMatch }
    func problem(with pattern: String) -> PatternProblem? { nil }
  }

  /// Resources from YAML: `kind.name: {attributes}`; `!unknown reason` is a value that is not known.
  static func resources(
    _ yaml: String, layer: ConfiguredResource.Layer = .code, file: String = "main.tf",
    dialect: ConfiguredResource.Dialect = .terraform
  ) throws -> ConfiguredResources {
    let root = try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: file, keepsTags: true).first)
    let resources = (root.entries ?? []).map { entry in
      let parts = entry.key.split(separator: ".").map(String.init)
      let kind = parts.count > 2 && parts[0] == "module" ? parts[2] : parts[0]
      return ConfiguredResource(
        layer: layer, dialect: dialect,
        kind: kind == "provider" ? parts.prefix(2).joined(separator: ".") : kind,
        address: entry.key,
        file: file, span: entry.keySpan, attributes: unknowns(in: entry.value))
    }
    return ConfiguredResources(resources: resources, digests: [file: "d1"])
  }

  private static func unknowns(in node: Node) -> Node {
    switch node.content {
    case .mapping(let entries):
      if let reason = node["!unknown"]?.string {
        return Node(.unknown(reason: reason), at: node.span)
      }
      return Node(
        .mapping(
          entries.map {
            Node.Entry(key: $0.key, keySpan: $0.keySpan, value: unknowns(in: $0.value))
          }),
        at: node.span)
    case .sequence(let elements): return Node(.sequence(elements.map(unknowns)), at: node.span)
    default: return node
    }
  }

  static func template(_ text: String, file: String = "stack.yaml") -> ConfiguredResources {
    CloudFormationSource().read(TextTree([file: text]))
  }

  static func export(_ texts: [String: String]) -> ConfiguredResources {
    ExportSource().read(TextTree(texts))
  }

  static func check<Kind: Check>(_ kind: Kind.Type, _ yaml: String = "{}") throws -> Kind {
    let node = try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "controls.yaml").first)
    return try decode(kind, node)
  }

  @discardableResult
  static func decode<Kind: Check>(_ kind: Kind.Type, _ node: Node) throws -> Kind {
    var decoder = FieldDecoder(path: "controls.yaml", patterns: NoPatterns())
    let arguments = decoder.decode(node, fields: Kind.definition.fields, as: "the check")
    guard let arguments, decoder.diagnostics.isEmpty else {
      throw Diagnostics(decoder.diagnostics)
    }
    return try Kind(arguments, validation: ValidationContext(patterns: NoPatterns()))
  }

  static func result<Kind: Check>(
    _ kind: Kind.Type, _ yaml: String = "{}", over parts: ConfiguredResources...
  ) throws -> CheckResult {
    var all = ConfiguredResources()
    for part in parts { all.append(part) }
    let check = try check(kind, yaml)
    let posture = Posture(
      organization: Organization(name: "Example"), path: "avouch.yaml", root: "/project",
      targets: [])
    let context = EvaluationContext(
      plan: PlanContext(posture: posture),
      control: Control(id: "test.control", title: "Test", severity: .high), now: now,
      patterns: NoPatterns())
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? InfrastructureRequest else { continue }
      observations.set(
        Observation(.success(Normaliser.facts(of: all)), observedAt: now), for: request)
    }
    return check.evaluate(observations, in: context)
  }
}

extension CheckResult {
  /// `file:line rule` of each finding.
  var marks: [String] {
    findings.map { "\($0.location.path ?? ""):\($0.location.span?.line ?? 0) \($0.rule)" }
  }
}
