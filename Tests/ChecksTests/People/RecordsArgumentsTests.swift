import Model
import Testing

@testable import Checks

@Suite struct RecordsArgumentsTests {
  static let wrong: [(yaml: String, message: String)] = [
    ("{ register: incidents }", "nothing to judge"),
    ("{ register: incidents, from: a, to: b }", "within is missing"),
    ("{ register: incidents, within: 3d }", "from and to are missing"),
    ("{ register: incidents, at: a }", "every is missing"),
    ("{ register: incidents, from: a, to: b, within: 3d, at: c, every: 3d }", "not both"),
    ("{ register: ../incidents, filled: a }", "the name of a file"),
    ("{ register: .hidden, filled: a }", "the name of a file"),
    ("{ register: a/b, filled: a }", "the name of a file"),
    ("{ register: incidents, filled: a, since: 2026-01-01 }", "\"since\" needs a clock"),
    ("{ register: incidents, require: { outcome: [] } }", "outcome lists no value"),
    ("{ register: incidents, filled: a, where: { kind: [] } }", "kind lists no value"),
    ("{ from: a, to: b, within: 3d }", "missing key \"register\""),
    ("{ register: incidents, from: a, to: b, within: soon }", "within"),
    ("{ register: incidents, filled: a, open-is: closed }", "open-is"),
    ("{ register: incidents, filled: a, minimum-subjects: -1 }", "minimum-subjects"),
  ]

  @Test(arguments: wrong)
  func `arguments that make no sense are one error each`(yaml: String, message: String) {
    let errors = CheckHarness.errors(RecordsCheck.self, yaml)
    #expect(errors.count == 1)
    #expect(errors.first?.hasPrefix("controls.yaml:1:") == true)
    #expect(errors.first?.contains(message) == true)
  }

  @Test func `values alone can be required of every row`() throws {
    let register =
      "[{ id: A, encrypted: true, tags: [x, y] }, { id: B, encrypted: false, tags: [z] }]"
    let harness = try CheckHarness().with(register: "laptops", register)
    let passing = try harness.evaluate(
      RecordsCheck.self, "{ register: laptops, filled: [encrypted, tags] }")
    #expect(passing.verdict == .pass && passing.subjects == 2)
    let failing = try harness.evaluate(
      RecordsCheck.self, "{ register: laptops, require: { encrypted: 'true', tags: [x, z] } }")
    #expect(failing.findings.map(\.identity) == ["encrypted of B"])
  }

  @Test func `equal registers are asked for once`() throws {
    let context = CheckHarness().context.plan
    let first = try CheckHarness.make(RecordsCheck.self, "{ register: laptops, filled: a }")
    let second = try CheckHarness.make(RecordsCheck.self, "{ register: laptops, filled: b }")
    let requests = (first.requests(in: context) + second.requests(in: context)).map(
      AnyHashableRequest.init)
    #expect(requests.count == 2 && Set(requests).count == 1)
  }
}
