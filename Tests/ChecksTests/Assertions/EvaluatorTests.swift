import Checks
import Model
import Testing

struct EvaluatorTests {
  static let pod = """
    spec:
      replicas: 3
      empty: []
      containers:
        - name: app
          image: app@sha256:0a
          securityContext:
            runAsNonroot: true
          ports: [{ number: 80 }, { number: 443 }]
        - name: sidecar
          image: sidecar:latest
          privileged: false
          ports: []
    services:
      web: { restart: always }
      jobs: { restart: "no" }
    """

  static func evaluation(_ row: String, over yaml: String = pod) throws -> Evaluation {
    var reader = AssertionReader(file: "controls.yaml", patterns: CheckBench.patterns)
    let rows = reader.rows([try CheckBench.node(row)])
    #expect(reader.diagnostics.isEmpty)
    return Evaluator(file: "data.yaml", patterns: CheckBench.patterns)
      .evaluate(
        try #require(rows.first).assertion, on: Subject(document: try CheckBench.node(yaml)))
  }

  @Test(
    "quantifiers",
    arguments: [
      ("path: 'spec.containers[*].image', matches: ':', for: all", "true"),
      ("path: 'spec.containers[*].image', matches: '@sha256:', for: all", "false"),
      ("path: 'spec.containers[*].image', matches: '@sha256:', for: any", "true"),
      ("path: 'spec.containers[*].image', matches: '@sha256:', for: none", "false"),
      ("path: 'spec.containers[*].image', matches: '@sha512:', for: none", "true"),
      // The first container says nothing of it: a misspelt key must not pass.
      ("path: 'spec.containers[*].privileged', is: true, for: none", "unknown"),
      ("path: 'spec.containers[*].privileged', is: true, for: any", "false"),
      ("path: 'spec.containers[*].privileged', is: true, for: all", "false"),
      ("path: 'spec.containers[*].privileged', is-not: true, for: all", "unknown"),
      ("path: 'spec.containers[*].secrets', absent: true, for: all", "true"),
      ("path: 'spec.containers[*].ports[*].number', at-least: 80, for: all", "true"),
      ("path: 'spec.containers[*].ports[*].number', is: 443, for: any", "true"),
      ("path: 'spec.containers[*].ports[*].number', is: 443, for: none", "false"),
      ("path: 'spec.containers[*].ports[*].number', is: 22, for: none", "true"),
      ("path: 'spec.empty[*]', is: 1, for: all", "true"),
      ("path: 'spec.empty[*]', is: 1, for: none", "true"),
      ("path: 'spec.empty[*]', is: 1, for: any", "false"),
      ("path: 'spec.missing[*]', is: 1, for: all", "false"),
      ("path: 'spec.missing[*]', is: 1, for: any", "false"),
      ("path: 'spec.missing[*]', is: 1, for: none", "unknown"),
      ("path: 'spec.missing[*].x', absent: true, for: all", "true"),
      ("path: 'spec.replicas[*]', is: 1, for: all", "unknown"),
      ("path: 'services[*].restart', type: text, for: all", "true"),
      ("path: 'services[*].restart', is: always, for: any", "true"),
      ("path: 'services[*].restart', is: always, for: all", "false"),
      ("path: 'spec.containers.image', is: a", "unknown"),
      ("path: 'spec.containers[1].name', is: sidecar", "true"),
      ("path: 'spec.containers[2].name', is: sidecar", "false"),
      ("path: 'spec[0]', is: a", "unknown"),
    ])
  func quantified(row: String, expected: String) throws {
    let evaluation = try Self.evaluation("{ \(row) }")
    #expect(OperatorTests.word(evaluation.truth) == expected, "\(evaluation.truth)")
  }

  @Test(
    "compositions",
    arguments: [
      ("{ any-of: [{ path: spec.replicas, is: 3 }, { path: spec.x, is: 1 }] }", "true"),
      ("{ any-of: [{ path: spec.replicas, is: 4 }, { path: spec.x, is: 1 }] }", "false"),
      ("{ any-of: [{ path: spec.replicas, is: 4 }, { path: spec.x, is-not: 1 }] }", "unknown"),
      ("{ all-of: [{ path: spec.replicas, is: 3 }, { path: spec.x, absent: true }] }", "true"),
      ("{ all-of: [{ path: spec.replicas, is: 3 }, { path: spec.x, is-not: 1 }] }", "unknown"),
      ("{ all-of: [{ path: spec.replicas, is: 4 }, { path: spec.x, is-not: 1 }] }", "false"),
      ("{ not: { path: spec.replicas, is: 4 } }", "true"),
      ("{ not: { path: spec.replicas, is: 3 } }", "false"),
      ("{ not: { path: spec.x, is: 3 } }", "unknown"),
      ("{ not: { path: spec.x, is-not: 3 } }", "false"),
      ("{ not: { path: spec.x, present: true } }", "true"),
      ("{ not: { not: { path: spec.replicas, is: 3 } } }", "true"),
      (
        "{ not: { any-of: [{ path: spec.replicas, is: 4 }, { path: spec.replicas, is: 5 }] } }",
        "true"
      ),
      (
        "{ not: { all-of: [{ path: spec.replicas, is: 3 }, { path: spec.replicas, is: 4 }] } }",
        "true"
      ),
      ("{ not: { path: 'spec.empty[*]', is: 1, for: all } }", "false"),
      ("{ not: { path: 'spec.containers[*].image', matches: sha256, for: all } }", "true"),
      ("{ not: { path: 'spec.containers[*].image', matches: sha256, for: none } }", "true"),
    ])
  func composed(row: String, expected: String) throws {
    let evaluation = try Self.evaluation(row)
    #expect(OperatorTests.word(evaluation.truth) == expected, "\(evaluation.truth)")
  }

  @Test func `a failing value is pointed at`() throws {
    let evaluation = try Self.evaluation(
      "{ path: 'spec.containers[*].image', matches: '@sha256:', for: all }")
    #expect(
      evaluation.message
        == "expected `spec.containers[1].image` to match \"@sha256:\", saw \"sidecar:latest\"")
    #expect(evaluation.deciding.map(\.span.line) == [11])
  }

  @Test func `an absent value is pointed at above, with the nearest key`() throws {
    let evaluation = try Self.evaluation(
      "{ path: 'spec.containers[0].securityContext.runAsNonRoot', is: true }")
    #expect(
      evaluation.message
        == "expected `spec.containers[0].securityContext.runAsNonRoot` to be true, but it is "
        + "absent; there is `runAsNonroot`")
    #expect(evaluation.deciding.first?.span.line == 7)
  }

  @Test func `what is absent higher up is named`() throws {
    let evaluation = try Self.evaluation("{ path: spec.template.metadata.name, is: a }")
    #expect(
      evaluation.message
        == "expected `spec.template.metadata.name` to be \"a\", but `spec.template` is absent")
    #expect(
      evaluation.deciding.first?.span == TextSpan(line: 1, column: 1, endLine: 1, endColumn: 5))
  }

  @Test func `a text that reads like the value is told apart`() throws {
    let evaluation = try Self.evaluation("{ path: a, is: true }", over: "a: 'true'")
    #expect(evaluation.truth == .false)
    #expect(evaluation.message.hasPrefix("expected `a` to be true, saw \"true\""))
    #expect(evaluation.message.contains("the text \"true\" is not true"))
  }

  @Test func `alternatives that all fail are named`() throws {
    let evaluation = try Self.evaluation(
      "{ any-of: [{ path: a, is: 1 }, { path: b, absent: true }] }", over: "{ a: 2, b: 3 }")
    #expect(
      evaluation.message
        == "none of 2 alternatives holds: expected `a` to be 1, saw 2 / "
        + "expected `b` to be absent, saw 3")
  }

  @Test func `a thousand failing elements stay one short message`() throws {
    let list = Node(
      .sequence((0..<1_000).map { Node(.integer($0), at: .start) }), at: .start)
    var reader = AssertionReader(file: "c", patterns: CheckBench.patterns)
    let rows = reader.rows([try CheckBench.node("{ path: '[*]', is: -1, for: all }")])
    let evaluation = Evaluator(file: "d", patterns: CheckBench.patterns)
      .evaluate(try #require(rows.first).assertion, on: Subject(document: list))
    #expect(evaluation.message.hasSuffix("and 997 more"))
    #expect(evaluation.message.utf8.count < 300)
    #expect(evaluation.omitted == 950)
  }

  @Test func `how absence can be said is offered`() throws {
    let truth = try Self.evaluation("{ path: spec.x, is-not: 1 }").truth
    #expect(
      truth.reason
        == "`spec.x` at data.yaml:1:1: it is absent; say `absent: true` where absence is meant")
  }

  @Test func `values that cannot be compared are named`() throws {
    let truth = try Self.evaluation("{ path: a, at-least: 30 }", over: "a: abc").truth
    #expect(truth.reason == "`a` at data.yaml:1:4 is \"abc\": text cannot be compared with 30")
  }
}
