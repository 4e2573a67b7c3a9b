import Model
import Policy
import Testing

/// A thousand controls are read at once; the time is measured in `Benchmarks`, here only its order.
@Suite struct LargePostureTests {
  private static func controls(_ range: Range<Int>) -> String {
    "controls:\n"
      + range.map { number in
        """
          - id: generated.control-\(number)
            title: Control \(number)
            statement: Number \(number) holds within {within}.
            severity: high
            audience: public
            owner: platform
            parameters: { within: \(number + 1)h }
            maps-to: { soc2: [CC6.7], mvsp: ["2.2"] }
            checks:
              - records: { register: incidents, from: a, to: b, within: "{within}" }
              - headers: { target: web, expect: { strict-transport-security: { minimum: "{within}" } } }

        """
      }.joined()
  }

  @Test func `a thousand controls in one file or in many`() throws {
    let one = try Workspace(["controls/all.yaml": Self.controls(0..<1_000)])
    let files = (0..<1_000).map { ("controls/\($0).yaml", Self.controls($0..<($0 + 1))) }
    let many = try Workspace(
      Dictionary(uniqueKeysWithValues: files + [("controls/all.yaml", "controls: []")]))
    let start = ContinuousClock.now
    let controls = try one.read().controls
    let middle = ContinuousClock.now
    #expect(try many.read().controls.count == 1_000)
    let end = ContinuousClock.now
    #expect(controls.count == 1_000)
    #expect(controls[999].statement == "Number 999 holds within 1000 hours.")
    print("1,000 controls: one file \(middle - start), many files \(end - middle)")
    // Debug builds on a busy machine are many times slower than what is promised.
    #expect(end - start < .seconds(10))
  }

  @Test func `more controls than any posture has`() throws {
    let text =
      "controls:\n"
      + (0..<20_002).map { "  - { id: c\($0), kind: limitation, statement: S }\n" }.joined()
    let workspace = try Workspace(["controls/all.yaml": text])
    #expect(
      workspace.problems().first?.hasSuffix("the posture has more than 20000 controls") == true)
  }
}
