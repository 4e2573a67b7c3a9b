import Model

/// The pieces that the schemas of all JSON results are made of.
protocol SchemaParts {}

extension SchemaParts {
  static var text: JSONValue { .object(["type": .string("string")]) }
  static var texts: JSONValue { .object(["type": .string("array"), "items": text]) }
  static var boolean: JSONValue { .object(["type": .string("boolean")]) }
  static var count: JSONValue { integer(from: 0) }
  static var ordinal: JSONValue { integer(from: 1) }

  /// An object with these members and no others, all of them required unless said otherwise.
  static func object(
    _ properties: [String: JSONValue], required: [String]? = nil
  ) -> JSONValue {
    .object([
      "type": .string("object"), "properties": .object(properties),
      "required": .strings((required ?? Array(properties.keys)).sorted()),
      "additionalProperties": .boolean(false),
    ])
  }

  static func text(pattern: String) -> JSONValue {
    .object(["type": .string("string"), "pattern": .string(pattern)])
  }

  static func integer(from minimum: Int) -> JSONValue {
    .object(["type": .string("integer"), "minimum": .integer(minimum)])
  }

  static func choice(_ words: [String]) -> JSONValue {
    .object(["enum": .strings(words)])
  }

  static func reference(_ name: String) -> JSONValue {
    .object(["$ref": .string("#/$defs/\(name)")])
  }

  static func list(_ name: String) -> JSONValue {
    .object(["type": .string("array"), "items": reference(name)])
  }

  static func nullable(_ schema: JSONValue) -> JSONValue {
    .object(["anyOf": .array([schema, .object(["type": .string("null")])])])
  }
}
