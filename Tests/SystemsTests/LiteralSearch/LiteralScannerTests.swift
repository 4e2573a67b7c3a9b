import Model
import TestSupport
import Testing

@testable import Systems

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
    ("secret = 'abcdefgh'", true), ("secret = 'abcdefg'", false), ("secret: abcdefgh", true),
    ("secret_x\"] := rb\"abcdefgh\"", true), ("secret => u\\\"abcdefgh", true),
    ("secret=\n  abcdefgh", true), ("secret = 'abcd efgh'", false), ("secret abcdefgh", false),
    ("secret = '<abcdefgh>'", false), ("secret=:=:=:=:=:=:abc", true), ("secret = \"\"", false),
    ("secret = bubblerub", true), ("secret = ub'abcdefg'", false),
  ])
  func `a value must follow`(_ text: String, _ expected: Bool) throws {
    let literal = Literal("secret", condition: .value(length: 8))
    #expect(try hits([literal], in: text).isEmpty != expected)
  }

  @Test func `a long literal is compared to its end`() throws {
    let literals = [
      Literal("a literal of many words"), Literal("A LITERAL OF MANY WORDS", caseSensitive: false),
    ]
    let text = "a literal of many words"
    #expect(try hits(literals, in: text).map(\.range) == [0..<23, 0..<23])
    #expect(try hits(literals, in: "a literal of many WORDS").map(\.literal) == [1])
    #expect(try hits(literals, in: "a literal of many word").isEmpty)
    #expect(try hits(literals, in: "a literal of many wor:s").isEmpty)
  }

  /// Whatever is changed in a text, the occurrences that touch the change are found from it alone.
  @Test("what a change decides on is found from the change", arguments: 0..<3)
  func changes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let parts = [
      "secret", "_key", " = ", "\"", "'", "rb\"", "abcdefgh", "\n", " ", ":=", "=>", "\\", "://",
      "user:word@host", "tok_0123456789", "long literal of words", "]", "<", "x", "@", ",",
    ]
    let scanner = try LiteralScanner(
      LiteralDatabase([
        Literal("secret", condition: .value(length: 8)), Literal("secret", condition: .assignment),
        Literal("tok_", condition: .token(length: 12)), Literal("long literal of words"),
        Literal("://", condition: .userInformation), Literal("abc"),
      ]))
    for _ in 0..<2_000 {
      let before = (0..<random.next() % 9).map { _ in parts[Int(random.next() % 21)] }.joined()
      let old = (0..<random.next() % 3).map { _ in parts[Int(random.next() % 21)] }.joined()
      let new = (0..<random.next() % 3).map { _ in parts[Int(random.next() % 21)] }.joined()
      let after = (0..<random.next() % 9).map { _ in parts[Int(random.next() % 21)] }.joined()
      if old.isEmpty, new.isEmpty { continue }
      let base = Array((before + old + after).utf8)
      let text = Array((before + new + after).utf8)
      let start = before.utf8.count
      let end = start + new.utf8.count
      let copies = [
        CopiedRange(target: 0, source: 0, count: start),
        CopiedRange(target: end, source: start + old.utf8.count, count: text.count - end),
      ].filter { $0.count > 0 }
      let changes = ContentChanges(besides: copies, count: text.count, baseCount: base.count)
      let known = try scanner.occurrences(
        in: base.span, changes: ContentChanges(allOf: base.count))
      let all = try scanner.occurrences(in: text.span, changes: ContentChanges(allOf: text.count))
      var found = try scanner.occurrences(in: text.span, changes: changes)
      var sorted = known
      sorted.arrange()
      _ = found.carry(
        sorted, over: copies, count: text.count, baseCount: base.count, limit: 1_000)
      #expect(Set(found) == Set(all), "\(before)|\(old)|\(new)|\(after)")
    }
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
