import Checks
import Testing

struct TruthTests {
  static let unknown = Truth.unknown(reason: "why")

  @Test(
    "and",
    arguments: [
      (Truth.true, Truth.true, Truth.true), (.true, .false, .false), (.false, .true, .false),
      (.false, .false, .false), (.true, unknown, unknown), (unknown, .true, unknown),
      (.false, unknown, .false), (unknown, .false, .false), (unknown, unknown, unknown),
    ])
  func conjunction(left: Truth, right: Truth, expected: Truth) {
    #expect(Truth.conjunction([left, right]) == expected)
  }

  @Test(
    "or",
    arguments: [
      (Truth.true, Truth.true, Truth.true), (.true, .false, .true), (.false, .true, .true),
      (.false, .false, .false), (.true, unknown, .true), (unknown, .true, .true),
      (.false, unknown, unknown), (unknown, .false, unknown), (unknown, unknown, unknown),
    ])
  func disjunction(left: Truth, right: Truth, expected: Truth) {
    #expect(Truth.disjunction([left, right]) == expected)
  }

  @Test("not", arguments: [(Truth.true, Truth.false), (.false, .true), (unknown, unknown)])
  func negation(truth: Truth, expected: Truth) { #expect(truth.negated == expected) }

  @Test func `nothing is true together and not true apart`() {
    #expect(Truth.conjunction([]) == .true)
    #expect(Truth.disjunction([]) == .false)
  }

  @Test func `the first reason is kept`() {
    let parts: [Truth] = [.true, .unknown(reason: "first"), .unknown(reason: "second")]
    #expect(Truth.conjunction(parts).reason == "first")
  }
}
