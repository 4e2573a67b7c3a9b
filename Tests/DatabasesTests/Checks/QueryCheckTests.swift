import Checks
import Model
import Testing

@testable import Databases

struct QueryCheckTests {
  static func result(
    _ yaml: String, _ answers: [String: QueryAnswer]
  ) throws -> CheckResult {
    let check = try DatabaseBench.check(QueryCheck.self, "database: db\n" + yaml)
    var observations = Observations()
    for case let request as DatabaseQueryRequest in check.requests(in: DatabaseBench.context.plan) {
      guard let answer = answers[request.query] else { continue }
      observations.set(Observation(.success(answer), observedAt: DatabaseBench.now), for: request)
    }
    return check.evaluate(observations, in: DatabaseBench.context)
  }

  static let none = QueryAnswer(columns: ["resource", "reason"], rows: [], isCut: false)
  static let one = QueryAnswer(
    columns: ["resource", "reason", "secret"], rows: [["bucket a", "no retention", "hunter2"]],
    isCut: false)

  @Test func `each row is a fault, with its two columns and no other`() throws {
    #expect(try Self.result("sql: SELECT 1", ["SELECT 1": Self.none]).verdict == .pass)
    let result = try Self.result("sql: SELECT 1", ["SELECT 1": Self.one])
    #expect(result.findings.map(\.message) == ["bucket a: no retention"])
    #expect(result.findings.map(\.identity) == ["bucket a"])
  }

  @Test func `no rows over nothing is no pass`() throws {
    let zero = QueryAnswer(columns: ["count"], rows: [["0"]], isCut: false)
    let result = try Self.result(
      "sql: SELECT 1\ncounted-by: SELECT 2", ["SELECT 1": Self.none, "SELECT 2": zero])
    #expect(result.verdict.reason?.contains("nothing to judge") == true)
  }

  @Test func `a value is compared, and rows can be wanted`() throws {
    let on = QueryAnswer(columns: ["x"], rows: [["on"]], isCut: false)
    #expect(
      try Self.result("sql: SHOW\nexpect: value\nvalue: \"on\"", ["SHOW": on]).verdict == .pass)
    #expect(
      try Self.result("sql: SHOW\nexpect: value\nvalue: \"off\"", ["SHOW": on]).findings.map(\.rule)
        == ["value"])
    #expect(try Self.result("sql: S\nexpect: rows", ["S": on]).verdict == .pass)
    #expect(try Self.result("sql: S\nexpect: rows", ["S": Self.none]).findings.count == 1)
  }

  @Test func `an answer that was cut or is missing is not known`() throws {
    let cut = QueryAnswer(columns: ["x"], rows: [], isCut: true)
    #expect(try Self.result("sql: S", ["S": cut]).verdict.word == "unmeasured")
    #expect(try Self.result("sql: S", [:]).verdict.word == "unmeasured")
  }
}
