import Expressions
import Model
import StructuredData
import Testing

/// Evaluates expressions over YAML.
enum Bench {
  static let document = """
    name: orders
    encrypted: true
    retention: 35
    ratio: 0.5
    owner: null
    labels: { team: billing, "app/tier": web }
    containers:
      - { name: app, image: "app@sha256:0a", memory: 512Mi }
      - { name: proxy, image: "proxy:latest", memory: 3Gi }
    cidr: 10.1.0.0/16
    empty: []
    """

  static func node(_ yaml: String) throws -> Node {
    try #require(StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "d.yaml").first)
  }

  /// The document with the value at a top-level key unknown.
  static func node(_ yaml: String, unknown key: String) throws -> Node {
    let node = try node(yaml)
    let entries = (node.entries ?? []).map { entry in
      entry.key == key
        ? Node.Entry(
          key: key, keySpan: entry.keySpan,
          value: Node(.unknown(reason: "known after apply"), at: entry.value.span)) : entry
    }
    return Node(.mapping(entries), at: node.span)
  }

  static func environment(
    _ type: ExpressionType = .dynamic, definitions: [(String, String)] = [],
    limits: ExpressionLimits = .standard
  ) -> ExpressionEnvironment {
    ExpressionEnvironment(
      [.init("resource", type)], definitions: definitions.map { .init($0.0, $0.1) },
      limits: limits)
  }

  static func value(
    _ text: String, over node: Node? = nil, definitions: [(String, String)] = []
  ) throws -> ExpressionValue {
    let node = try node ?? self.node(document)
    let expression = try CompiledExpression(text, in: environment(definitions: definitions))
    let value = expression.evaluate([ExpressionValue(node)])
    // What is explained is what is judged.
    let explained = expression.explain([ExpressionValue(node)]).value
    #expect(DisplayText.literal(explained) == DisplayText.literal(value))
    return value
  }

  static func shown(
    _ text: String, over node: Node? = nil, definitions: [(String, String)] = []
  ) throws -> String {
    DisplayText.literal(try value(text, over: node, definitions: definitions))
  }

  /// `offset: message; suggestion` of everything wrong with an expression.
  static func problems(_ text: String, _ type: ExpressionType = .dynamic) -> [String] {
    do throws(ExpressionProblems) {
      _ = try CompiledExpression(text, in: environment(type))
      return []
    } catch {
      return error.list.map {
        "\($0.offset): \($0.message)" + ($0.suggestion.map { "; \($0)" } ?? "")
      }
    }
  }
}
