import Checks
import Collectors
import CommandLineInterface
import Model
import Policy
import Reports

/// `avouch schema`: the JSON Schema of the files that people write and of the JSON that comes out.
enum SchemaCommand: Subcommand {
  private static let kinds =
    SchemaKind.named
    + [("secret-rules", .other(title: "Avouch secret rules", fields: SecretRuleDefinitions.file))]
  private static let results = [
    (name: "assessment", schema: AssessmentSchema.schema), (name: "map", schema: MapSchema.schema),
    (name: "document", schema: PostureSchema.schema),
    (name: "endpoint-scan", schema: EndpointScanSchema.schema),
  ]
  private static let names = kinds.map(\.name) + results.map(\.name)

  static let definition = Command(
    name: "schema",
    summary: "print the JSON Schema of the posture and control files",
    discussion:
      "Generated from the same definitions that decode, so an editor completes and checks "
      + "as one types.",
    operands: [
      .init("KIND", choices: names, help: "\(names.joined(separator: ", ")); posture by default.")
    ],
    examples: [
      .init("avouch schema > avouch.schema.json", "The schema of avouch.yaml."),
      .init("avouch schema controls", "The schema of the files under controls/."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let name = arguments.operand(0) ?? "posture"
    if let result = results.first(where: { $0.name == name }) {
      try surroundings.console.result(result.schema.serialized())
      return .holds
    }
    guard let kind = kinds.first(where: { $0.name == name })?.kind else {
      let nearest = NearestName.find(name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
      throw UsageError("unknown schema \"\(name)\"\(nearest)", command: definition.name)
    }
    try surroundings.console.result(
      SchemaGenerator.schema(for: kind, checks: CheckCatalog.all).serialized())
    return .holds
  }
}
