import Checks
import Model
import Testing

struct ExpressionRowTests {
  static let database = """
    name: orders
    encrypted: true
    retention: 35
    url: postgres://app:hunter2@db.example/orders
    admin_password: correct horse
    replicas:
      - { zone: eu-1, tier: gold }
      - { zone: us-1, tier: gold }
    """

  static func evaluation(
    _ row: String, over node: Node? = nil, definitions: String? = nil
  ) throws -> Evaluation {
    var reader = AssertionReader(file: "controls.yaml", patterns: CheckBench.patterns)
    reader.define(try definitions.map { try CheckBench.node($0) })
    let rows = reader.rows([try CheckBench.node(row)])
    #expect(reader.diagnostics.map(\.description) == [])
    let document = try node ?? CheckBench.node(database)
    return Evaluator(file: "data.yaml", patterns: CheckBench.patterns)
      .evaluate(try #require(rows.first).assertion, on: Subject(document: document))
  }

  @Test(
    "an expression is a row like others",
    arguments: [
      ("cel: resource.encrypted && resource.retention >= 30", "true"),
      ("cel: resource.encrypted && resource.retention >= 36", "false"),
      ("cel: resource == document", "true"), ("not: { cel: resource.retention >= 36 }", "true"),
      ("not: { cel: resource.encrypted }", "false"), ("cel: resource.encrypted == false", "false"),
      ("any-of: [{ path: retention, at-least: 99 }, { cel: resource.encrypted }]", "true"),
      ("all-of: [{ path: retention, at-least: 9 }, { cel: '!resource.encrypted' }]", "false"),
      // An error is never a pass, nor is its negation.
      ("cel: resource.encripted", "unknown"), ("cel: '!resource.encripted'", "unknown"),
      ("not: { cel: resource.encripted }", "unknown"), ("cel: resource.encripted || true", "true"),
      ("cel: has(resource.encripted)", "false"),
      ("cel: resource.?encripted.orValue(false)", "false"),
      ("cel: resource.name", "unknown"), ("cel: 1 / (resource.retention - 35) > 0", "unknown"),
    ])
  func truths(row: String, expected: String) throws {
    #expect(OperatorTests.word(try Self.evaluation("{ \(row) }").truth) == expected)
  }

  @Test func `a failure names the values that decided, with their places`() throws {
    let evaluation = try Self.evaluation(
      "cel: resource.encrypted && resource.replicas.all(r, r.zone.startsWith('eu'))")
    #expect(evaluation.truth == .false)
    #expect(evaluation.deciding.map(\.path) == ["replicas[1].zone"])
    #expect(evaluation.deciding.first?.span.line == 8)
    #expect(
      evaluation.message
        == "expected `resource.encrypted && resource.replicas.all(r, r.zone.startsWith('eu'))` "
        + "to be true, `replicas[1].zone`: saw \"us-1\"")
  }

  @Test func `a pass rests on all that was looked at`() throws {
    let evaluation = try Self.evaluation("cel: resource.encrypted && resource.retention >= 30")
    #expect(evaluation.deciding.map(\.path) == ["encrypted", "retention"])
    #expect(evaluation.deciding.map(\.seen) == ["saw true", "saw 35"])
  }

  @Test func `an error says where, and what is there`() throws {
    let evaluation = try Self.evaluation("cel: resource.encripted == true")
    #expect(
      evaluation.truth.reason
        == "`resource.encripted == true` over data.yaml:1:1 ends in an error: no such key: "
        + "`encripted`; there is `encrypted`; ask with has() or .? where absence is meant")
  }

  @Test func `an unknown value keeps its reason and place`() throws {
    let span = TextSpan(line: 4, column: 2, endLine: 4, endColumn: 9)
    let node = Node(
      .mapping([
        Node.Entry(
          key: "kms", keySpan: span, value: Node(.unknown(reason: "known after apply"), at: span))
      ]), at: span)
    let evaluation = try Self.evaluation("cel: resource.kms != ''", over: node)
    #expect(
      evaluation.truth.reason
        == "`resource.kms != ''` is unknown: known after apply at data.yaml:4:2")
    #expect(try Self.evaluation("cel: resource.kms != '' && false", over: node).truth == .false)
  }

  @Test(
    "nothing that is made of a secret is shown",
    arguments: [
      "resource.admin_password == 'x'", "resource.admin_password + '!' == 'x'",
      "cel.bind(p, resource.admin_password, p + p) == 'x'",
      "resource.admin_password.split(' ') == ['x']",
      "[resource.admin_password].map(x, x + '1') == ['x']", "resource.url.startsWith('mysql')",
      "resource.url + '/' == 'x'",
      "{resource.admin_password: 1}[resource.admin_password + 'a'] == 1",
      "ip(resource.admin_password).isLoopback()",
      "('password=' + resource.name + ';hunter2') == 'x'",
      "resource.transformList(k, v, v) == []", "resource.map(k, resource[k]) == []",
      "size(resource.admin_password) == 3", "int(resource.admin_password) == 3",
    ])
  func secrets(text: String) throws {
    let evaluation = try Self.evaluation("{ cel: \"\(text)\" }")
    let shown =
      evaluation.steps(in: "data.yaml").map {
        "\($0.outcome) \($0.text.contains(" = ") ? $0.text : "")"
      }
      + [evaluation.truth.reason ?? ""] + evaluation.deciding.map(\.seen)
    for part in ["hunter2", "correct", "horse"] {
      let leaks = shown.filter { $0.contains(part) && !$0.contains("hunter2') ==") }
      #expect(leaks == [])
    }
  }

  @Test func `every step is told for a pass as for a failure`() throws {
    func steps(_ row: String) throws -> [String] {
      try Self.evaluation(row).steps(in: "data.yaml").map {
        String(repeating: "  ", count: $0.depth) + "\($0.text): \($0.outcome)"
          + ($0.location.map { " (\($0.description))" } ?? "")
      }
    }
    #expect(
      try steps("cel: resource.encrypted && resource.retention >= 30") == [
        "resource.encrypted && resource.retention >= 30: true",
        "  resource.encrypted: true (data.yaml:2:12)", "  resource.retention >= 30: true",
        "    resource.retention: 35 (data.yaml:3:12)",
      ])
    #expect(
      try steps("cel: resource.replicas.all(r, r.tier == 'gold' && r.zone != 'us-1')").contains(
        "  r = a mapping with 2 keys, first \"zone\": false (data.yaml:8:5)"))
    #expect(
      try steps("{ any-of: [{ path: retention, at-least: 99 }, { cel: resource.encrypted }] }")
        == [
          "any of: true", "  resource.encrypted: true (data.yaml:2:12)",
          "  `retention` to be at least 99: false: saw 35 (data.yaml:3:12)",
        ])
  }

  @Test(
    "what is wrong with an expression is said at its place",
    arguments: [
      ("{ cel: resource.a ++ 1 }", "c.yaml:1:20: error: `cel`: expected a value, found `+`"),
      (
        "{ cel: resorce.a == 1 }",
        "c.yaml:1:8: error: `cel`: unknown name `resorce`; did you mean `resource`?"
      ),
      ("{ cel: 'a.b' }", "c.yaml:1:9: error: `cel`: unknown name `a`"),
      ("{ cel: \"1 + 1\" }", "expected true or false, found an expression of type int"),
      (
        "{ cel: parameters.x == 1 }", "write {name}: the control's parameters are put into the text"
      ),
      ("{ cel: true, path: a }", "`path` has no meaning beside `cel`"),
      ("{ cel: [a] }", "expected an expression, found a list"),
      ("{ cel: true, is: 1 }", "the row has 2 operators (cel, is)"),
      ("{ cal: true }", "did you mean `cel`?"),
    ])
  func problem(row: String, expected: String) throws {
    var reader = AssertionReader(file: "c.yaml", patterns: CheckBench.patterns)
    #expect(reader.rows([try CheckBench.node(row)]).isEmpty)
    let problems = reader.diagnostics.map(\.description)
    #expect(problems.count == 1 && problems[0].contains(expected), "\(problems)")
  }

  @Test func `definitions are used by rows, and checked by themselves`() throws {
    let definitions =
      "{ zones: 'resource.replicas.map(r, r.zone)', european: \"zones.filter(z, z.startsWith('eu'))\" }"
    #expect(
      try Self.evaluation("cel: size(european) == 1", definitions: definitions).truth == .true)
    var reader = AssertionReader(file: "c.yaml", patterns: CheckBench.patterns)
    reader.define(
      try CheckBench.node(
        "{ a: later, later: 'true', b-c: 'true', resource: 'true', for: 'true', d: [1] }"))
    #expect(reader.diagnostics.count == 5, "\(reader.diagnostics.map(\.description))")
  }
}
