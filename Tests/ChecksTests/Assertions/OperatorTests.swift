import Checks
import Model
import Testing

/// Every operator against a match, a mismatch, an absent path, another type and an unknown value.
struct OperatorTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let row: String
    let value: String
    let truth: String

    init(_ row: String, _ value: String, _ truth: String) {
      self.row = row
      self.value = value
      self.truth = truth
    }

    var testDescription: String { "\(row) over \(value) is \(truth)" }
  }

  static func truth(_ row: String, document: Node) throws -> Truth {
    var reader = AssertionReader(file: "controls.yaml", patterns: CheckBench.patterns)
    let rows = reader.rows([try CheckBench.node(row)])
    #expect(reader.diagnostics.isEmpty)
    return Evaluator(file: "data.yaml", patterns: CheckBench.patterns)
      .evaluate(try #require(rows.first).assertion, on: Subject(document: document)).truth
  }

  static func word(_ truth: Truth) -> String {
    switch truth {
    case .true: "true"
    case .false: "false"
    case .unknown: "unknown"
    }
  }

  static let present: [Row] = [
    Row("is: true", "true", "true"), Row("is: true", "false", "false"),
    Row("is: true", "'true'", "false"), Row("is: true", "yes", "false"),
    Row("is: true", "null", "false"), Row("is: true", "[true]", "false"),
    Row("is: 1", "1", "true"), Row("is: 1", "1.0", "true"), Row("is: 1", "'1'", "false"),
    Row("is: 1.5", "1.5", "true"), Row("is: 9007199254740993", "9007199254740992.0", "false"),
    Row("is: abc", "abc", "true"), Row("is: abc", "ABC", "false"),
    Row("is: null", "null", "true"), Row("is: null", "0", "false"),
    Row("is: [1, 2]", "[1, 2]", "true"), Row("is: [1, 2]", "[2, 1]", "false"),
    Row("is: { a: 1, b: 2 }", "{ b: 2, a: 1 }", "true"),
    Row("is: { a: 1 }", "{ a: 1, b: 2 }", "false"),

    Row("is-not: true", "false", "true"), Row("is-not: true", "true", "false"),
    Row("is-not: true", "'true'", "unknown"), Row("is-not: true", "yes", "unknown"),
    Row("is-not: true", "On", "unknown"), Row("is-not: false", "'no'", "unknown"),
    Row("is-not: true", "null", "unknown"), Row("is-not: abc", "[abc]", "unknown"),
    Row("is-not: latest", "1.2", "true"), Row("is-not: 1", "'1'", "unknown"),
    Row("is-not: null", "1", "true"), Row("is-not: null", "null", "false"),

    Row("one-of: [a, b]", "b", "true"), Row("one-of: [a, b]", "c", "false"),
    Row("one-of: [1, 2]", "2", "true"), Row("one-of: ['1']", "1", "false"),
    Row("one-of: [a]", "null", "false"),
    Row("none-of: [a, b]", "c", "true"), Row("none-of: [a, b]", "a", "false"),
    Row("none-of: [a]", "null", "unknown"), Row("none-of: [1]", "'1'", "unknown"),

    Row("matches: '^a.c$'", "abc", "true"), Row("matches: '^a.c$'", "abd", "false"),
    Row("matches: '^1'", "1", "unknown"), Row("matches: a", "[a]", "unknown"),
    Row("matches: a", "null", "false"),
    Row("not-matches: '^a'", "b", "true"), Row("not-matches: '^a'", "a", "false"),
    Row("not-matches: '^a'", "1", "unknown"), Row("not-matches: a", "null", "unknown"),

    Row("contains: b", "abc", "true"), Row("contains: x", "abc", "false"),
    Row("contains: b", "[a, b]", "true"), Row("contains: b", "[a]", "false"),
    Row("contains: b", "{ b: 1 }", "true"), Row("contains: b", "{ a: 1 }", "false"),
    Row("contains: b", "1", "unknown"), Row("contains: b", "null", "false"),
    Row("contains: 80", "['80']", "false"),
    Row("not-contains: x", "[a]", "true"), Row("not-contains: a", "[a]", "false"),
    Row("not-contains: x", "[]", "true"), Row("not-contains: 80", "['80']", "unknown"),
    Row("not-contains: x", "true", "unknown"), Row("not-contains: x", "null", "unknown"),

    Row("starts-with: ab", "abc", "true"), Row("starts-with: b", "abc", "false"),
    Row("starts-with: 1", "12", "unknown"), Row("ends-with: bc", "abc", "true"),
    Row("ends-with: b", "abc", "false"), Row("ends-with: a", "null", "false"),

    Row("at-least: 30", "30", "true"), Row("at-least: 30", "29", "false"),
    Row("at-least: 30", "30.5", "true"), Row("at-least: 30", "'31'", "true"),
    Row("at-least: 30", "abc", "unknown"), Row("at-least: 30", "null", "false"),
    Row("at-least: 30", "[30]", "unknown"), Row("at-least: 30", "true", "unknown"),
    Row("at-least: 30d", "720h", "true"), Row("at-least: 30d", "29d", "false"),
    Row("at-least: 30d", "30", "unknown"), Row("at-least: 1d", "1 business day", "unknown"),
    Row("at-least: 2Gi", "2048Mi", "true"), Row("at-least: 2Gi", "2GB", "false"),
    Row("at-least: 2Gi", "2147483648", "true"), Row("at-least: 2Gi", "-1", "unknown"),
    Row("at-least: '1.2'", "'1.10'", "true"), Row("at-least: '1.2'", "'1.1.9'", "false"),
    Row("at-least: '1.2'", "v1.2.0", "true"), Row("at-least: '1.2'", "1.3", "unknown"),
    Row("at-least: 2026-01-01", "2026-01-02", "true"),
    Row("at-least: 2026-01-01", "2025-12-31T23:59:59Z", "false"),
    Row("at-most: 5", "5", "true"), Row("at-most: 5", "6", "false"),
    Row("at-most: 5", "9223372036854775808.0", "false"), Row("at-most: 5", ".nan", "unknown"),
    Row("at-most: 5M", "5m", "unknown"), Row("at-most: 90 days", "12w", "true"),
    Row("greater-than: 5", "6", "true"), Row("greater-than: 5", "5", "false"),
    Row("less-than: 5", "4", "true"), Row("less-than: 5", "5", "false"),
    Row("less-than: 5", "abc", "unknown"), Row("less-than: 5", "-.inf", "true"),

    Row("present: true", "0", "true"), Row("present: true", "''", "true"),
    Row("present: true", "null", "false"), Row("absent: true", "0", "false"),
    Row("absent: true", "null", "true"),
    Row("empty: true", "''", "true"), Row("empty: true", "[]", "true"),
    Row("empty: true", "{}", "true"), Row("empty: true", "null", "true"),
    Row("empty: true", "[1]", "false"), Row("empty: true", "0", "unknown"),
    Row("empty: false", "a", "true"), Row("empty: false", "''", "false"),
    Row("empty: false", "null", "false"), Row("empty: false", "true", "unknown"),

    Row("type: text", "a", "true"), Row("type: text", "1", "false"),
    Row("type: boolean", "true", "true"), Row("type: integer", "1", "true"),
    Row("type: integer", "1.5", "false"), Row("type: number", "1", "true"),
    Row("type: number", "1.5", "true"), Row("type: list", "[]", "true"),
    Row("type: mapping", "{}", "true"), Row("type: null", "null", "true"),
    Row("type: boolean", "'true'", "false"),

    Row("length-at-least: 3", "abc", "true"), Row("length-at-least: 3", "äö", "false"),
    Row("length-at-least: 1", "[1]", "true"), Row("length-at-least: 2", "{ a: 1 }", "false"),
    Row("length-at-least: 1", "12", "unknown"), Row("length-at-most: 2", "abc", "false"),
    Row("length-at-most: 2", "[1, 2]", "true"), Row("length-at-most: 2", "null", "false"),
  ]

  @Test("over a value", arguments: present)
  func overValue(row: Row) throws {
    let document = try CheckBench.node("v: \(row.value)")
    let truth = try Self.truth("{ path: v, \(row.row) }", document: document)
    #expect(Self.word(truth) == row.truth, "\(truth)")
  }

  static let absent: [(String, String)] = [
    ("is: true", "false"), ("is-not: true", "unknown"), ("one-of: [a]", "false"),
    ("none-of: [a]", "unknown"), ("matches: a", "false"), ("not-matches: a", "unknown"),
    ("contains: a", "false"), ("not-contains: a", "unknown"), ("starts-with: a", "false"),
    ("ends-with: a", "false"), ("at-least: 1", "false"), ("at-most: 1", "false"),
    ("greater-than: 1", "false"), ("less-than: 1", "false"), ("present: true", "false"),
    ("absent: true", "true"), ("empty: true", "false"), ("empty: false", "unknown"),
    ("type: text", "false"), ("length-at-least: 0", "false"), ("length-at-most: 9", "false"),
  ]

  @Test("over an absent path, and every operator is here", arguments: absent)
  func overAbsentPath(row: String, expected: String) throws {
    let document = try CheckBench.node("w: 1")
    #expect(Self.word(try Self.truth("{ path: v, \(row) }", document: document)) == expected)
    let covered = Set(Self.absent.compactMap { $0.0.split(separator: ":").first.map(String.init) })
    #expect(covered == Set(Operator.allCases.map(\.rawValue)))
  }

  @Test("over an unknown value", arguments: absent.map(\.0))
  func overUnknownValue(row: String) throws {
    let span = TextSpan(line: 3, column: 7)
    let document = Node(
      .mapping([
        Node.Entry(
          key: "v", keySpan: span, value: Node(.unknown(reason: "known after apply"), at: span))
      ]), at: .start)
    let truth = try Self.truth("{ path: v, \(row) }", document: document)
    #expect(truth.reason == "`v` at data.yaml:3:7: known after apply")
  }

  @Test("over a path that cannot exist", arguments: absent.map(\.0))
  func overImpossiblePath(row: String) throws {
    let document = try CheckBench.node("replicas: 3")
    let truth = try Self.truth("{ path: replicas.v, \(row) }", document: document)
    #expect(
      truth.reason
        == "`replicas.v` cannot exist: `replicas` is a whole number at data.yaml:1:11")
  }

  @Test func `an unknown element leaves open what a list lacks`() throws {
    let list = Node(
      .sequence([
        Node(.string("a"), at: .start), Node(.unknown(reason: "later"), at: .start),
      ]), at: .start)
    #expect(try Self.truth("{ contains: a }", document: list) == .true)
    #expect(try Self.truth("{ contains: b }", document: list).isUnknown)
    #expect(try Self.truth("{ not-contains: b }", document: list).isUnknown)
    #expect(try Self.truth("{ not-contains: a }", document: list) == .false)
  }

  @Test func `a pattern that would backtrack for ever is unknown`() throws {
    let text = String(repeating: "a", count: 50_000) + "!"
    let document = Node(.string(text), at: .start)
    let row = "{ matches: '^(a|a?)+$' }"
    let reason = try #require(try Self.truth(row, document: document).reason)
    #expect(reason.contains("needs more steps than are allowed"))
    #expect(try Self.truth("{ not-matches: '^(a|a?)+$' }", document: document).isUnknown)
  }
}
