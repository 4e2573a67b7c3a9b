import Model
import StructuredData
import Testing

typealias Format = StructuredFilesRequest.Format

/// The single document of a text.
func document(_ text: String, _ format: Format = .yaml) throws -> Node {
  let documents = try StructuredParser.parse(Array(text.utf8), as: format, path: "file")
  try #require(documents.count == 1)
  return try #require(documents.first)
}

/// What is wrong with a text, each as `file:line:column: error: message`.
func problems(
  _ bytes: [UInt8], _ format: Format = .yaml, limits: ParseLimits = .standard
) -> [Diagnostic] {
  do throws(Diagnostics) {
    _ = try StructuredParser.parse(bytes, as: format, path: "file", limits: limits)
    return []
  } catch {
    return error.list
  }
}

func problems(_ text: String, _ format: Format = .yaml) -> [String] {
  problems(Array(text.utf8), format).map(\.description)
}

/// A value without its places, so that values can be compared.
indirect enum Value: Hashable, CustomStringConvertible {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list([Value])
  case mapping([Pair])
  case unknown(String)

  struct Pair: Hashable {
    let key: String
    let value: Value
  }

  init(_ node: Node) {
    switch node.content {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .string(let value): self = .string(value)
    case .unknown(let reason): self = .unknown(reason)
    case .sequence(let elements): self = .list(elements.map(Value.init))
    case .mapping(let entries):
      self = .mapping(entries.map { Pair(key: $0.key, value: Value($0.value)) })
    }
  }

  /// JSON, with `unknown` as `?(reason)`.
  var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): JSONValue.string(value).serialized(pretty: false)
    case .list(let values): "[" + values.map(\.description).joined(separator: ",") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { "\(Value.string($0.key)):\($0.value)" }.joined(separator: ",") + "}"
    case .unknown(let reason): "?(\(reason))"
    }
  }
}

/// `line:column-endLine:endColumn`.
func place(_ span: TextSpan) -> String {
  "\(span.line):\(span.column)-\(span.endLine):\(span.endColumn)"
}

/// Every key and value with its place and text, one per line, in file order.
func places(_ node: Node, _ name: String = "") -> [String] {
  let own = ["\(name) = \(place(node.span))"]
  if let entries = node.entries {
    return own
      + entries.flatMap { entry in
        ["\(name).\(entry.key) at \(place(entry.keySpan))"]
          + places(entry.value, "\(name).\(entry.key)")
      }
  }
  return own
    + (node.elements ?? []).enumerated().flatMap { places($0.element, "\(name)[\($0.offset)]") }
}
