import Model
import Systems
import Testing

struct LiteralScannerTests {
  private func hits(
    _ literals: [Literal], in text: String, joiningWithin gap: Int = 0
  ) throws -> [LiteralHit] {
    try LiteralScanner(try LiteralDatabase(literals))
      .hits(in: Array(text.utf8), joiningWithin: gap)
  }

  @Test func `literals are found at their places`() throws {
    let found = try hits([Literal("abc"), Literal("bcd")], in: "xabcd abc")
    #expect(
      found == [
        LiteralHit(literal: 0, range: 1..<4), LiteralHit(literal: 1, range: 2..<5),
        LiteralHit(literal: 0, range: 6..<9),
      ])
  }

  @Test func `case matters only where asked`() throws {
    let literals = [Literal("Key"), Literal("key", caseSensitive: false)]
    #expect(try hits(literals, in: "KEY").map(\.literal) == [1])
    #expect(Set(try hits(literals, in: "Key").map(\.literal)) == [0, 1])
  }

  @Test func `special characters stand for themselves`() throws {
    #expect(try hits([Literal("a.*[(")], in: "axx a.*[( ").map(\.range) == [4..<9])
    #expect(try hits([Literal("a\u{0}b")], in: "xa\u{0}b").map(\.range) == [1..<4])
  }

  @Test func `occurrences near each other are one hit`() throws {
    let text = "ab..ab....ab"
    #expect(try hits([Literal("ab")], in: text, joiningWithin: 2).map(\.range) == [0..<6, 10..<12])
  }

  @Test(arguments: [
    ("id_12345", true), ("id_1234", false), ("x id_1 2345", false), ("id_12345678 id", true),
  ])
  func `a token must be long enough`(_ text: String, _ expected: Bool) throws {
    let literal = Literal("id_", condition: .token(length: 8))
    #expect(try hits([literal], in: text).isEmpty != expected)
  }

  @Test(arguments: [
    ("password = 'x'", true), ("\"password_hash\": 1", true), ("password'] => 2", true),
    ("password is", false), ("password", false), ("password (", false), ("password   \t  =", true),
  ])
  func `an assignment must follow`(_ text: String, _ expected: Bool) throws {
    let literal = Literal("password", condition: .assignment)
    #expect(try hits([literal], in: text).isEmpty != expected)
  }

  @Test(arguments: [
    ("://a:b@c", true), ("://host/path@x", false), ("://host x@y", false), ("://", false),
  ])
  func `user information must follow`(_ text: String, _ expected: Bool) throws {
    let literal = Literal("://", condition: .userInformation)
    #expect(try hits([literal], in: text).isEmpty != expected)
  }

  @Test func `an empty literal and an empty text`() throws {
    #expect(throws: Unavailable.self) { _ = try LiteralDatabase([Literal("")]) }
    #expect(throws: Unavailable.self) { _ = try LiteralDatabase([]) }
    #expect(try hits([Literal("a")], in: "") == [])
  }

  @Test func `a hundred literals compile quickly`() throws {
    let literals = (0..<100).map {
      Literal("prefix\($0 * 7919)_", caseSensitive: $0 % 2 == 0)
    }
    let time = try ContinuousClock().measure { _ = try LiteralDatabase(literals) }
    print("100 literals compiled in \(time)")
    #expect(time < .milliseconds(500))
  }

  @Test func `threads share a database`() async throws {
    let database = try LiteralDatabase([Literal("needle")])
    try await withThrowingTaskGroup(of: Int.self) { group in
      for count in 1...8 {
        group.addTask {
          let text = Array(String(repeating: "hay needle ", count: count * 100).utf8)
          return try LiteralScanner(database).hits(in: text).count - count * 100
        }
      }
      for try await difference in group { #expect(difference == 0) }
    }
  }
}
