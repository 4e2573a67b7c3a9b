import Collectors
import Model
import Testing

@Suite struct VersionRangeTests {
  struct Row: Sendable, CustomStringConvertible {
    let range: String
    let holds: String
    let fails: String

    init(_ range: String, _ holds: String, not fails: String) {
      self.range = range
      self.holds = holds
      self.fails = fails
    }

    var description: String { range.isEmpty ? "(empty)" : range }
  }

  @Test(arguments: [
    Row("1.2.3", "1.2.3 1.2.3+build", not: "1.2.4 1.2.2 1.2.3-a"),
    Row("=1.2.3", "1.2.3", not: "1.2.4"),
    Row("= v1.2.3", "1.2.3", not: "1.2.4"),
    Row("", "0.0.0 1.2.3", not: "1.0.0-a"),
    Row("*", "0.0.0 9.9.9", not: "1.0.0-a"),
    Row("1", "1.0.0 1.9.9", not: "0.9.9 2.0.0 2.0.0-a 1.5.0-a"),
    Row("1.x.3", "1.0.0 1.9.9", not: "2.0.0"),
    Row("1.2.X", "1.2.0 1.2.9", not: "1.3.0 1.3.0-a"),
    Row("^1.2.3", "1.2.3 1.9.0", not: "1.2.2 2.0.0 2.0.0-a 1.2.3-a"),
    Row(
      "^1.2.3-beta.2", "1.2.3-beta.2 1.2.3-beta.10 1.2.3 1.3.0", not: "1.2.3-beta.1 1.2.4-beta.2"),
    Row("^0.2.3", "0.2.3 0.2.9", not: "0.3.0 0.2.2"),
    Row("^0.0.3", "0.0.3", not: "0.0.4 0.0.2"),
    Row("^0.0", "0.0.0 0.0.9", not: "0.1.0"),
    Row("^0.x", "0.0.0 0.9.9", not: "1.0.0"),
    Row("^1.x", "1.0.0 1.9.9", not: "2.0.0"),
    Row("^0.0.x", "0.0.5", not: "0.1.0"),
    Row("~1.2.3", "1.2.3 1.2.9", not: "1.3.0 1.2.2"),
    Row("~1.2", "1.2.0 1.2.9", not: "1.3.0 1.1.9"),
    Row("~1", "1.0.0 1.9.9", not: "2.0.0"),
    Row("~> 1.2.3", "1.2.9", not: "1.3.0"),
    Row("~1.2.3-beta.2", "1.2.3-beta.4 1.2.4", not: "1.2.4-beta.2 1.3.0"),
    Row(">1.2.3", "1.2.4 2.0.0", not: "1.2.3"),
    Row(">1.2", "1.3.0", not: "1.2.9"),
    Row(">1", "2.0.0", not: "1.9.9"),
    Row(">=1.2", "1.2.0 2.0.0", not: "1.1.9"),
    Row("<1.2", "1.1.9", not: "1.2.0 1.2.0-a"),
    Row("<=1.2", "1.2.9 0.0.1", not: "1.3.0"),
    Row("<=1.2.3", "1.2.3", not: "1.2.4"),
    Row(">*", "", not: "1.0.0 0.0.0"),
    Row(">=*", "1.0.0", not: "1.0.0-a"),
    Row(">=1 <3 ", "1.0.0 2.9.9", not: "3.0.0 0.9.9"),
    Row(">= 1.2.3 < 2", "1.9.9", not: "2.0.0 1.2.2"),
    Row("1.2.3 - 2.3.4", "1.2.3 2.3.4", not: "2.3.5 1.2.2"),
    Row("1.2 - 2.3", "1.2.0 2.3.9", not: "2.4.0 2.4.0-a 1.1.9"),
    Row("1.2.3 - 2", "2.9.9", not: "3.0.0"),
    Row("* - 2", "0.0.0 2.9.9", not: "3.0.0"),
    Row("^1.2 || ^2.3.1", "1.5.0 2.3.1", not: "2.3.0 3.0.0"),
    Row("1.0.0||2.0.0", "1.0.0 2.0.0", not: "1.5.0"),
    Row("||", "1.0.0", not: "1.0.0-a"),
    Row(">1.2.3-alpha.3", "1.2.3-alpha.7 3.4.5", not: "3.4.5-alpha.9"),
  ])
  func `npm ranges hold what npm lets in`(_ row: Row) throws {
    try expect(row, of: try #require(VersionRange(node: row.range)))
  }

  @Test(arguments: [
    "latest", "next-11", "1.2.3.4", "^", "^^1", "1.2.3-", ">=a", "01.2.3", "1 - ", "- 2",
    "1 - 2 - 3",
    "https://example.org/a.tgz", "1.2.3 foo", "=>1", "<>1", "||a",
    String(repeating: "1 || ", count: 2_000), String(repeating: "9", count: 10_000),
  ])
  func `what is no npm range is refused`(_ text: String) {
    #expect(VersionRange(node: text) == nil)
  }

  @Test(arguments: [
    Row("1.2.3", "1.2.3 1.9.9", not: "2.0.0 1.2.2 1.3.0-a"),
    Row("1.2", "1.2.0 1.9.9", not: "2.0.0 1.1.9"),
    Row("1", "1.0.0 1.9.9", not: "2.0.0 0.9.9"),
    Row("0.2.3", "0.2.3 0.2.9", not: "0.3.0"),
    Row("0.2", "0.2.0", not: "0.3.0"),
    Row("0.0.3", "0.0.3", not: "0.0.4"),
    Row("0.0", "0.0.9", not: "0.1.0"),
    Row("0", "0.9.9", not: "1.0.0"),
    Row("^1.2.3", "1.9.9", not: "2.0.0"),
    Row("~1.2.3", "1.2.9", not: "1.3.0"),
    Row("~1.2", "1.2.9", not: "1.3.0"),
    Row("~1", "1.9.9", not: "2.0.0"),
    Row("*", "0.0.1 9.0.0", not: "1.0.0-a"),
    Row("1.*", "1.9.9", not: "2.0.0"),
    Row("0.*", "0.9.9", not: "1.0.0"),
    Row("1.2.*", "1.2.9", not: "1.3.0"),
    Row("=1.2.3", "1.2.3", not: "1.2.4"),
    Row("=1.2", "1.2.0 1.2.9", not: "1.3.0"),
    Row("= 1", "1.9.9", not: "2.0.0"),
    Row(">1.2", "1.3.0 2.0.0", not: "1.2.9"),
    Row(">=1.2, <1.5", "1.2.0 1.4.9", not: "1.5.0 1.5.0-a 1.1.0"),
    Row("<=1.2", "1.2.9", not: "1.3.0"),
    Row("< 2.0.0", "1.9.9", not: "2.0.0 2.0.0-a"),
    Row("1.0.0-rc.1", "1.0.0-rc.1 1.0.0-rc.2 1.0.0 1.5.0", not: "1.0.0-alpha 1.1.0-rc.1"),
    Row("=1.0.0-rc.1", "1.0.0-rc.1", not: "1.0.0 1.0.0-rc.2"),
    Row("1.2.3+build", "1.2.3", not: "2.0.0"),
  ])
  func `Cargo requirements hold what Cargo lets in`(_ row: Row) throws {
    try expect(row, of: try #require(VersionRange(cargo: row.range)))
  }

  @Test(arguments: [
    "", "a", "1.2.3.4", "1 || 2", "v1.2.3", "1,", ",1", "*, 1", "=*", "1.2.3 2.0.0", "~>1",
    String(repeating: "1,", count: 40) + "1", String(repeating: "1", count: 10_000),
  ])
  func `what is no Cargo requirement is refused`(_ text: String) {
    #expect(VersionRange(cargo: text) == nil)
  }

  @Test(
    arguments: [
      ("1.2.3", "1.2.3"), ("=1.2.3", "1.2.3"), ("v1.2.3-a", "1.2.3-a"), ("^1.2.3", nil),
      ("1.2", nil), ("1.2.3 || 1.2.4", nil), (">=1.2.3", nil), ("*", nil),
    ] as [(String, String?)])
  func `only one npm version is exact`(_ text: String, _ version: String?) {
    #expect(VersionRange(node: text)?.exactVersion?.description == version)
  }

  @Test(arguments: [("=1.2.3", "1.2.3"), ("1.2.3", nil), ("=1.2", nil)] as [(String, String?)])
  func `only = is exact for Cargo`(_ text: String, _ version: String?) {
    #expect(VersionRange(cargo: text)?.exactVersion?.description == version)
  }

  private func expect(_ row: Row, of range: VersionRange) throws {
    for text in row.holds.split(separator: " ") {
      #expect(range.contains(try #require(SemanticVersion(String(text)))), "\(row) \(text)")
    }
    for text in row.fails.split(separator: " ") {
      #expect(!range.contains(try #require(SemanticVersion(String(text)))), "\(row) not \(text)")
    }
  }
}
