import Expressions
import Model
import Testing

struct TraceTests {
  /// `text = value @ path`, the parts indented.
  private func lines(_ trace: ExpressionTrace?, indent: String = "") -> [String] {
    guard let trace else { return [] }
    let origin = trace.origin ?? trace.element?.origin
    let path = origin.map { " @ " + Self.path($0) } ?? ""
    let name = trace.element.map { "[\($0.name)]" } ?? trace.text
    return ["\(indent)\(name) = \(DisplayText.literal(trace.value))\(path)"]
      + trace.parts.flatMap { lines($0, indent: indent + "  ") }
  }

  private static func path(_ origin: Origin) -> String {
    origin.steps.reduce(origin.variable) { path, step in
      switch step {
      case .key(let key): "\(path).\(key)"
      case .index(let index): "\(path)[\(index)]"
      case .every: "\(path)[*]"
      }
    }
  }

  private func explained(_ text: String) throws -> [String] {
    let expression = try CompiledExpression(text, in: Bench.environment())
    return lines(expression.explain([ExpressionValue(try Bench.node(Bench.document))]).trace)
  }

  @Test func `every part has its value and its place`() throws {
    #expect(
      try explained("resource.encrypted && resource.retention >= 30") == [
        "resource.encrypted && resource.retention >= 30 = true",
        "  resource.encrypted = true @ resource.encrypted",
        "    resource = a mapping with 9 keys, first \"name\" @ resource",
        "  resource.retention >= 30 = true",
        "    resource.retention = 35 @ resource.retention",
        "      resource = a mapping with 9 keys, first \"name\" @ resource",
      ])
  }

  @Test func `what was not reached is not there`() throws {
    let lines = try explained("resource.retention > 40 && resource.encrypted")
    #expect(lines.first == "resource.retention > 40 && resource.encrypted = false")
    #expect(!lines.contains { $0.hasPrefix("  resource.encrypted") })
  }

  @Test func `each turn of a comprehension is told, and elements keep their place`() throws {
    let lines = try explained("resource.containers.all(c, c.image.contains('@'))")
    #expect(lines.contains("  [c] = true @ resource.containers[0]"))
    #expect(lines.contains("  [c] = false @ resource.containers[1]"))
    #expect(
      lines.contains { $0.hasSuffix("c.image = \"proxy:latest\" @ resource.containers[1].image") })
  }

  @Test(
    "places go through what hands a value on",
    arguments: [
      ("(resource.?labels).value()", "resource.labels"),
      ("resource.?name.orValue('x')", "resource.name"),
      ("true ? resource.name : 'x'", "resource.name"),
      ("cel.bind(x, resource, x.name)", "resource.name"),
      ("resource.containers[0]['name']", "resource.containers[0].name"),
      ("dyn(resource.name)", "resource.name"),
      ("resource.labels['team']", "resource.labels.team"),
    ])
  func places(text: String, path: String) throws {
    #expect(try explained(text).first?.hasSuffix("@ \(path)") == true)
  }

  @Test(arguments: [
    "resource.name + ''", "size(resource.name)", "resource.?x.orValue('y')", "[resource.name][0]",
  ])
  func `what is computed has no place`(text: String) throws {
    #expect(try explained(text).first?.contains(" @ ") == false)
  }

  @Test func `a long list is cut, and its last turn kept`() throws {
    let expression = try CompiledExpression(
      "lists.range(5000).all(x, x < 4000)", in: Bench.environment())
    let explanation = expression.explain([.null])
    #expect(explanation.isTruncated)
    let turns = explanation.trace?.parts.filter { $0.element != nil } ?? []
    #expect(turns.count == 20)
    #expect(turns.last.map { DisplayText.literal($0.value) } == "false")
  }
}
