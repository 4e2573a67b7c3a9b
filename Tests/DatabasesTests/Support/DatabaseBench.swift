import Checks
import Model
import StructuredData
import Systems
import Testing

@testable import Databases

/// Judges schemas by checks that are written as a control file would have them.
enum DatabaseBench {
  static let patterns = PatternMatcher()
  static let now = Instant(seconds: 1_790_000_000)
  static let database = DatabaseTarget(connection: "host=nowhere", label: "$DATABASE_URL")

  static func check<Kind: Check>(_ kind: Kind.Type, _ yaml: String) throws -> Kind {
    var decoder = FieldDecoder(path: "controls.yaml", patterns: patterns)
    let node = try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "controls.yaml").first)
    let arguments = decoder.decode(
      node, fields: Kind.definition.fields, as: "the check \(Kind.definition.name)")
    guard decoder.diagnostics.isEmpty, let arguments else {
      throw Diagnostics(decoder.diagnostics)
    }
    return try Kind(arguments, validation: ValidationContext(patterns: patterns))
  }

  static var context: EvaluationContext {
    let target = Target(
      name: "db", kind: .success(.database(connection: database.connection)),
      label: database.label, location: Location())
    let posture = Posture(
      organization: Organization(name: "Example"), path: "avouch.yaml", root: "/project",
      targets: [target])
    return EvaluationContext(
      plan: PlanContext(posture: posture),
      control: Control(id: "test.control", title: "Test", severity: .high), now: now,
      patterns: patterns)
  }

  /// The result over what files leave behind, a live schema, or both, as far as the check asks.
  static func result(
    _ check: any Check, files: DatabaseSchema? = nil, live: DatabaseSchema? = nil
  ) -> CheckResult {
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      if let request = request as? MigrationsRequest, var files {
        if files.digests.isEmpty { files.digests = ["m.sql": "d1"] }
        observations.set(Observation(.success(files), observedAt: now), for: request)
      }
      if let request = request as? LiveSchemaRequest, let live {
        observations.set(Observation(.success(live), observedAt: now), for: request)
      }
    }
    return check.evaluate(observations, in: context)
  }

  static func schema(of text: String, role: String? = "super") -> DatabaseSchema {
    var reader = MigrationReader(options: ReplayOptions(migrationRole: role))
    reader.read(Array(text.utf8), path: "m.sql")
    return reader.schema
  }

  /// `rule identity` of every finding, sorted.
  static func faults(_ result: CheckResult) -> [String] {
    result.findings.map { "\($0.rule) \($0.identity)" }.sorted()
  }
}
