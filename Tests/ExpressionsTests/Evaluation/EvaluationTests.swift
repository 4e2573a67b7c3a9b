import Expressions
import Testing

struct EvaluationTests {
  @Test(
    "values of a document",
    arguments: [
      ("resource.encrypted == true && resource.retention >= 30", "true"),
      ("resource.name", "\"orders\""), ("resource['name']", "\"orders\""),
      ("resource.labels['app/tier']", "\"web\""), ("resource.labels.`app/tier`", "\"web\""),
      ("resource.containers[1].name", "\"proxy\""), ("resource.owner == null", "true"),
      ("has(resource.owner)", "true"), ("has(resource.nothing)", "false"),
      ("resource.?nothing.orValue(7)", "7"), ("resource.?labels.?team.orValue('')", "\"billing\""),
      ("resource.containers[?5].hasValue()", "false"), ("'team' in resource.labels", "true"),
      ("'x' in resource.labels", "false"), ("size(resource.containers)", "2"),
      ("resource.containers.all(c, c.image.contains('@sha256:'))", "false"),
      ("resource.containers.exists(c, c.image.contains('@sha256:'))", "true"),
      ("resource.containers.exists_one(c, c.name == 'app')", "true"),
      ("resource.containers.map(c, c.name)", "[\"app\", \"proxy\"]"),
      ("resource.containers.map(c, c.name == 'app', c.image)", "[\"app@sha256:0a\"]"),
      ("resource.containers.filter(c, c.memory <= quantity('2Gi')).size()", "1"),
      ("resource.empty.all(c, false)", "true"), ("resource.empty.exists(c, true)", "false"),
      ("resource.labels.all(k, k != '')", "true"),
      ("resource.labels.exists(k, v, k == 'team' && v == 'billing')", "true"),
      ("resource.labels.transformMap(k, v, v + '!')['team']", "\"billing!\""),
      ("cidr(resource.cidr).containsIP('10.1.2.3')", "true"),
      ("resource.ratio * 2.0", "1"), ("resource.retention > 34.5", "true"),
      ("resource.retention / 2", "17"),
      ("resource.labels == {'team': 'billing', 'app/tier': 'web'}", "true"),
      ("resource.encrypted ? 'yes' : 'no'", "\"yes\""),
      ("cel.bind(n, resource.name, n + n)", "\"ordersorders\""),
      ("duration('90m') > duration('1h')", "true"),
      ("timestamp('2026-11-28T01:00:00Z') + duration('1h')", "2026-11-28T02:00:00Z"),
      ("timestamp('2026-11-28T23:30:00Z').getDate('+01:00')", "29"),
    ])
  func document(text: String, expected: String) throws {
    #expect(try Bench.shown(text) == expected)
  }

  @Test(
    "errors are values that only logic absorbs",
    arguments: [
      ("resource.nam", "error: no such key: `nam`; there is `name`"),
      ("resource.nam == 'x' || true", "true"), ("true || resource.nam == 'x'", "true"),
      ("resource.nam == 'x' && false", "false"),
      ("resource.nam == 'x' || false", "error: no such key: `nam`; there is `name`"),
      ("resource.name.first", "error: no such field: `first` of a value of type string"),
      ("resource.containers[9]", "error: index out of range: 9 of 2"),
      ("1 / 0", "error: divide by zero"),
      (
        "9223372036854775807 + 1",
        "error: return error for overflow: the result does not fit in 64 bits"
      ),
      ("resource.name > 3", "error: no such overload: string > int"),
      ("resource.containers.all(c, c.port == 1)", "error: no such key: `port`"),
      ("resource.containers.all(c, c.name == 'x' && c.port == 1)", "false"),
      ("resource.containers[0].memory.matches('[')", nil),
      ("timestamp('2026-11-28T23:30:00Z').getDate('Europe/Berlin')", nil),
      ("resource.name <= quantity('1')", "error: the text beside a quantity is none"),
    ])
  func errors(text: String, expected: String?) throws {
    guard let expected else {
      let problems = Bench.problems(text)
      return #expect(try !problems.isEmpty || Bench.shown(text).hasPrefix("error: "))
    }
    #expect(try Bench.shown(text) == expected)
  }

  @Test(
    "an unknown value survives where it matters, and only there",
    arguments: [
      ("resource.encrypted == true", "unknown"), ("resource.encrypted == true && false", "false"),
      ("false && resource.encrypted", "false"), ("true || resource.encrypted", "true"),
      ("resource.encrypted || false", "unknown"), ("!resource.encrypted", "unknown"),
      ("resource.encrypted ? 1 : 2", "unknown"), ("true ? 1 : resource.encrypted", "1"),
      ("has(resource.encrypted)", "true"), ("has(resource.encrypted.key)", "unknown"),
      ("resource.encrypted.key", "unknown"), ("[1, resource.encrypted]", "unknown"),
      ("size(resource.encrypted)", "unknown"), ("resource.encrypted == 1 / 0", "unknown"),
      ("resource.encrypted && 1 / 0 > 1", "unknown"),
      ("resource.?encrypted.orValue(true)", "unknown"),
      ("[false, true].exists(x, x || resource.encrypted)", "true"),
      ("[true, false].all(x, x && resource.encrypted)", "false"),
      ("[true, true].all(x, x && resource.encrypted)", "unknown"),
      ("resource.encrypted in [1, 2]", "unknown"), ("resource == resource", "unknown"),
      ("resource.labels == {'team': 'x', 'app/tier': 'web'}", "false"),
    ])
  func unknown(text: String, expected: String) throws {
    let node = try Bench.node(Bench.document, unknown: "encrypted")
    let shown = try Bench.shown(text, over: node)
    #expect(shown == expected || shown == expected + ": known after apply")
  }

  @Test func `unknown values merge with their reasons and places`() throws {
    let node = try Bench.node("a: 1\nb: 2", unknown: "a")
    guard case .unknown(let unknowns) = try Bench.value("resource.a + resource.a == 2", over: node)
    else { throw MissingValue() }
    #expect(unknowns.list.map(\.reason) == ["known after apply"])
    #expect(unknowns.list.first?.span?.line == 1)
  }

  private struct MissingValue: Error {}

  @Test func `definitions are found once, when they are asked for`() throws {
    let definitions = [
      ("images", "resource.containers.map(c, c.image)"),
      ("pinned", "images.filter(i, i.contains('@'))"),
      ("broken", "resource.nothing"),
    ]
    #expect(try Bench.shown("size(pinned) == 1", definitions: definitions) == "true")
    #expect(try Bench.shown("size(pinned) + size(pinned)", definitions: definitions) == "2")
    #expect(try Bench.shown("broken", definitions: definitions) == "error: no such key: `nothing`")
  }

  @Test func `text is compared by its bytes`() throws {
    #expect(try Bench.shown(#""\u00e9" == "e\u0301""#) == "false")
    #expect(try Bench.shown(#"{"\u00e9": 1}["e\u0301"]"#).hasPrefix("error: no such key"))
    #expect(try Bench.shown(#"size("e\u0301")"#) == "2")
  }

  @Test(
    "what would take too long is stopped",
    arguments: [
      "lists.range(3000).all(a, lists.range(3000).all(b, a + b >= 0))",
      "lists.range(100000000).size() > 0",
      "lists.range(500).map(x, lists.range(500)).flatten().map(x, lists.range(500)).size() > 0",
    ])
  func cost(text: String) throws {
    let environment = Bench.environment(limits: ExpressionLimits(cost: 50_000))
    // Nothing absorbs it.
    for text in [text, "(\(text)) || true"] {
      let value = try CompiledExpression(text, in: environment).evaluate([.null])
      #expect(DisplayText.literal(value).contains("more steps than are allowed"))
    }
  }
}
