import Model

/// The JSON Schema of a field's type.
struct TypeSchema {
  /// Whether a text with `{name}` in it may stand for any value, as in the arguments of checks.
  let allowingParameters: Bool

  private static let parameter: JSONValue = .object([
    "type": .string("string"), "pattern": .string("\\{[a-z][a-z0-9-]*\\}"),
    "description": .string("A parameter of the control, as {name}."),
  ])

  func schema(of type: FieldType) -> [String: JSONValue] {
    let plain = plainSchema(of: type)
    guard allowingParameters, !acceptsAnyText(type) else { return plain }
    // Alternatives stay flat, which is what editors show best.
    if case .array(let alternatives) = plain["anyOf"], plain.count == 1 {
      let known = alternatives.contains(Self.parameter)
      return ["anyOf": .array(known ? alternatives : alternatives + [Self.parameter])]
    }
    return ["anyOf": .array([.object(plain), Self.parameter])]
  }

  private func plainSchema(of type: FieldType) -> [String: JSONValue] {
    switch type {
    case .text: return ["type": .strings(["string", "number", "boolean"])]
    case .boolean: return ["type": .string("boolean")]
    case .integer(let range): return integer(range)
    case .severity: return choice(Severity.allCases.map(\.rawValue))
    case .choice(let words): return choice(words)
    case .list(let element):
      return ["type": .string("array"), "items": .object(schema(of: element))]
    case .oneOrMany(let element): return anyOf([element, .list(of: element)])
    case .mapping(let value):
      return ["type": .string("object"), "additionalProperties": .object(schema(of: value))]
    case .object(let fields):
      return SchemaGenerator.object(fields, allowingParameters: allowingParameters)
    case .either(let types): return anyOf(types)
    case .anything: return [:]
    case .size: return ["type": .strings(["string", "integer"]), "pattern": .string(Self.size)]
    default: return text(of: type)
    }
  }

  private func acceptsAnyText(_ type: FieldType) -> Bool {
    switch type {
    case .text, .anything, .pattern: true
    default: false
    }
  }

  private func anyOf(_ types: [FieldType]) -> [String: JSONValue] {
    ["anyOf": .array(types.map { .object(schema(of: $0)) })]
  }

  private func choice(_ words: [String]) -> [String: JSONValue] { ["enum": .strings(words)] }

  private func integer(_ range: ClosedRange<Int>) -> [String: JSONValue] {
    var schema: [String: JSONValue] = ["type": .string("integer")]
    if range.lowerBound != Int.min { schema["minimum"] = .integer(range.lowerBound) }
    if range.upperBound != Int.max { schema["maximum"] = .integer(range.upperBound) }
    return schema
  }

  // MARK: Texts of a certain form

  private static let size = "^[0-9]{1,9}( *[A-Za-z]{0,3}|\\.[0-9]{1,3} *[A-Za-z]{1,3})$"
  private static let duration = "^[0-9]{1,9}[ -]*[A-Za-z]+([ -][A-Za-z]+)?$"
  private static let date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
  private static let identifier = "^[a-z0-9]+([-.][a-z0-9]+)*$"
  private static let identifierGlob = "^[a-z0-9*]+([-.][a-z0-9*]+)*$"

  private func text(of type: FieldType) -> [String: JSONValue] {
    var schema: [String: JSONValue] = ["type": .string("string")]
    switch type {
    case .duration: schema["pattern"] = .string(Self.duration)
    case .date: schema["pattern"] = .string(Self.date)
    case .identifier: schema["pattern"] = .string(Self.identifier)
    case .control: schema["pattern"] = .string(Self.identifierGlob)
    case .glob, .dataPath: schema["minLength"] = .integer(1)
    default: break
    }
    return schema
  }
}
