import Checks
import Model
import StructuredData
import Systems
import Testing

/// Builds checks from YAML as a control file would have it, and what they are judged in.
enum CheckBench {
  static let patterns = PatternMatcher()
  static let now = Instant(seconds: 1_790_000_000)
  static let seenAt = Instant(seconds: 1_789_999_000)

  static func node(_ yaml: String) throws -> Node {
    try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "data.yaml").first)
  }

  static func check<Kind: Check>(_ kind: Kind.Type, _ yaml: String) throws -> Kind {
    var decoder = FieldDecoder(path: "controls.yaml", patterns: patterns)
    let arguments = decoder.decode(
      try node(yaml), fields: Kind.definition.fields, as: "the check \(Kind.definition.name)")
    guard let arguments else { throw Diagnostics(decoder.diagnostics) }
    return try Kind(arguments, validation: ValidationContext(patterns: patterns))
  }

  /// The check that its own definition's example describes.
  static func example<Kind: Check>(of kind: Kind.Type) throws -> Kind {
    let entry = try #require(try node(Kind.definition.example).entries?.first)
    #expect(entry.key == Kind.definition.name)
    var decoder = FieldDecoder(path: "controls.yaml", patterns: patterns)
    let arguments = decoder.decode(entry.value, fields: Kind.definition.fields, as: "the example")
    #expect(decoder.diagnostics.isEmpty)
    return try Kind(try #require(arguments), validation: ValidationContext(patterns: patterns))
  }

  static func context(targets: [Target] = [], now: Instant = now) -> EvaluationContext {
    let posture = Posture(
      organization: Organization(name: "Example"), path: "avouch.yaml", root: "/project",
      targets: targets)
    return EvaluationContext(
      plan: PlanContext(posture: posture),
      control: Control(id: "test.control", title: "Test", severity: .high), now: now,
      patterns: patterns)
  }

  static func target(_ name: String, _ kind: Target.Kind) -> Target {
    Target(name: name, kind: .success(kind), label: name, location: Location())
  }

  /// The messages of the diagnostics that an action ends in.
  static func diagnostics(_ action: () throws -> some Any) -> [String] {
    do {
      _ = try action()
      return []
    } catch let error as Diagnostics {
      return error.list.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }
}
