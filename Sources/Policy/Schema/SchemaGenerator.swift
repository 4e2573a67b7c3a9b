import Model
import StructuredData

/// Writes JSON Schemas (2020-12) from the definitions that files are decoded with.
///
/// A schema accepts everything that decodes; what it cannot express, such as a target's name, is left
/// to `avouch lint`.
package enum SchemaGenerator {
  static func reference(_ name: String) -> JSONValue {
    .object(["$ref": .string("#/$defs/\(name)")])
  }

  package static func schema(for kind: SchemaKind, checks: [any Check.Type]) -> JSONValue {
    var schema = object(kind.fields, allowingParameters: false)
    schema["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
    schema["title"] = .string(kind.title)
    if kind.hasControls {
      schema["properties"] = withControls(schema["properties"])
      schema["$defs"] = .object([
        "control": control(), "checks": checkList(checks),
      ])
    }
    return .object(schema)
  }

  // MARK: Controls and checks

  /// Puts references where controls stand, so that their schema is written once.
  private static func withControls(_ properties: JSONValue?) -> JSONValue? {
    guard case .object(var members) = properties, case .object(var list) = members["controls"]
    else { return properties }
    list["items"] = reference("control")
    members["controls"] = .object(list)
    return .object(members)
  }

  private static func control() -> JSONValue {
    var schema = object(PostureDefinitions.control, allowingParameters: false)
    if case .object(var members) = schema["properties"] {
      members["checks"] = reference("checks")
      schema["properties"] = .object(members)
    }
    schema["allOf"] = .array([
      rule(whenKindIs: ["planned"], then: ["required": .strings(["due"])]),
      rule(
        whenKindIs: Control.Kind.allCases.map(\.rawValue).filter { $0 != "planned" },
        then: [
          "required": .strings(["statement"]), "not": .object(["required": .strings(["due"])]),
        ],
        orMissing: true),
    ])
    return .object(schema)
  }

  private static func rule(
    whenKindIs kinds: [String], then consequence: [String: JSONValue], orMissing: Bool = false
  ) -> JSONValue {
    var condition: [String: JSONValue] = [
      "properties": .object(["kind": .object(["enum": .strings(kinds)])])
    ]
    if !orMissing { condition["required"] = .strings(["kind"]) }
    return .object(["if": .object(condition), "then": .object(consequence)])
  }

  private static func checkList(_ checks: [any Check.Type]) -> JSONValue {
    let definitions = checks.map { $0.definition }
    let byName = definitions.map { ($0.name, arguments(of: $0)) }
    return .object([
      "type": .string("array"),
      "items": .object([
        "type": .string("object"), "minProperties": .integer(1), "maxProperties": .integer(1),
        "properties": .object(Dictionary(byName, uniquingKeysWith: { first, _ in first })),
        "additionalProperties": .boolean(false),
      ]),
    ])
  }

  private static func arguments(of definition: CheckDefinition) -> JSONValue {
    var schema = object(definition.fields, allowingParameters: true)
    schema["description"] = .string(definition.summary)
    // A check whose keys are all optional may stand as its bare name.
    if !definition.fields.contains(where: \.isRequired) {
      schema["type"] = .strings(["object", "null"])
    }
    return .object(schema)
  }

  // MARK: Fields

  static func object(_ fields: [Field], allowingParameters: Bool) -> [String: JSONValue] {
    let properties = fields.map { field in
      (field.name, property(field, allowingParameters: allowingParameters))
    }
    var schema: [String: JSONValue] = [
      "type": .string("object"), "additionalProperties": .boolean(false),
      "properties": .object(Dictionary(properties, uniquingKeysWith: { first, _ in first })),
    ]
    let required = fields.filter(\.isRequired).map(\.name).sorted()
    if !required.isEmpty { schema["required"] = .strings(required) }
    return schema
  }

  private static func property(_ field: Field, allowingParameters: Bool) -> JSONValue {
    let described: [String: JSONValue] = ["description": .string(field.summary)]
    var schema = TypeSchema(allowingParameters: allowingParameters).schema(of: field.type)
    if field.isRequired, case .text = field.type { schema["minLength"] = .integer(1) }
    schema.merge(described) { _, new in new }
    if let text = field.defaultText {
      schema["default"] = json(DefaultValue.node(text, of: field.type, at: .start))
    }
    return .object(schema)
  }

  private static func json(_ node: Node) -> JSONValue {
    switch node.content {
    case .null, .unknown: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .string(String(value))
    case .string(let value): .string(value)
    case .sequence(let elements): .array(elements.map(json))
    case .mapping(let entries):
      .object(
        Dictionary(
          entries.map { ($0.key, json($0.value)) }, uniquingKeysWith: { first, _ in first }))
    }
  }
}
