import Checks
import Model
import Testing

struct AssertionReaderTests {
  private func problems(_ row: String) throws -> [String] {
    var reader = AssertionReader(file: "c.yaml", patterns: CheckBench.patterns)
    let rows = reader.rows([try CheckBench.node(row)])
    #expect(rows.isEmpty != reader.diagnostics.isEmpty)
    return reader.diagnostics.map(\.description)
  }

  @Test(
    "each fault has its place and a way out",
    arguments: [
      (
        "{ path: a, matchs: b }",
        "c.yaml:1:12: error: unknown operator \"matchs\"; did you mean `matches`?"
      ),
      ("{ path: a }", "the row has no operator"),
      ("{ path: a, is: 1, is-not: 2 }", "the row has 2 operators (is, is-not): expected one"),
      ("{ path: 'a[*]', is: 1 }", "the path has [*]: say for how many elements"),
      ("{ path: a, is: 1, for: all }", "c.yaml:1:19: error: `for` without [*] in the path"),
      ("{ path: 'a[*]', is: 1, for: each }", "`for`: expected one of all, any, none"),
      ("{ path: 'a[', is: 1 }", "bad data path"),
      ("{ path: [a], is: 1 }", "expected a data path, found a list"),
      ("{ path: a, matches: '(' }", "bad pattern"),
      ("{ path: a, present: false }", "for the opposite write `absent: true`"),
      ("{ path: a, absent: false }", "for the opposite write `present: true`"),
      ("{ path: a, empty: 1 }", "`empty`: expected true or false, found a whole number"),
      ("{ path: a, one-of: b }", "expected a list of values, found text"),
      ("{ path: a, one-of: [] }", "expected a list of values"),
      ("{ path: a, at-least: abc }", "expected a number, size, duration, date or version"),
      ("{ path: a, type: bool }", "`type`: expected one of text, boolean"),
      ("{ path: a, length-at-least: -1 }", "expected a whole number of at least 0"),
      ("{ path: a, starts-with: '' }", "`starts-with`: expected text"),
      ("{ any-of: [] }", "`any-of`: expected a list of rows"),
      ("{ any-of: [{ path: a }] }", "the row has no operator"),
      ("{ path: a, not: { is: 1 } }", "`path` has no meaning beside `not`"),
      ("{ not: 1 }", "expected a row such as { path: a.b, is: true }, found a whole number"),
      ("a", "expected a row such as"),
    ])
  func fault(row: String, expected: String) throws {
    let problems = try problems(row)
    #expect(problems.count == 1)
    #expect(problems.first?.contains(expected) == true, "\(problems)")
  }

  @Test func `all faults of all rows come out of one run`() throws {
    var reader = AssertionReader(file: "c.yaml", patterns: CheckBench.patterns)
    let rows = reader.rows(
      [
        try CheckBench.node("{ path: a, is: 1 }"), try CheckBench.node("{ path: a, iss: 1 }"),
        try CheckBench.node("{ any-of: [{ patth: a, is: 1 }, { is: 1 }, { for: any, is: 1 }] }"),
      ])
    #expect(rows.count == 1)
    #expect(reader.diagnostics.count == 3)
  }

  @Test func `nesting is bounded`() throws {
    let deep =
      String(repeating: "{ not: ", count: 30) + "{ is: 1 }" + String(repeating: " }", count: 30)
    #expect(try problems(deep) == ["c.yaml:1:141: error: rows are nested more than 20 deep"])
  }
}
