import Model
import Policy
import Testing

@Suite struct RollUpOrderTests {
  private func controls(_ rollUps: [(String, [String])]) throws -> [Control] {
    let list = rollUps.map { id, globs in
      globs.isEmpty
        ? "  - { id: \(id), statement: S. }"
        : "  - { id: \(id), statement: S., checks: [{ all-of: { controls: \(globs) } }] }"
    }
    let workspace = try Workspace([
      "controls/all.yaml": "controls:\n" + list.joined(separator: "\n") + "\n"
    ])
    return try workspace.read().controls
  }

  @Test func `a control comes after those it reads`() throws {
    let order = try RollUpOrder(
      controls([("a.all", ["b.all", "c.*"]), ("b.all", ["b.*"]), ("b.one", []), ("c.one", [])]))
    #expect(order.evaluation == [2, 3, 1, 0])
    #expect(order.circle == nil)
  }

  @Test func `a circle is named from its first control`() throws {
    let workspace = try Workspace([
      "controls/all.yaml": """
      controls:
        - { id: z.in, statement: S., checks: [{ all-of: { controls: a.one } }] }
        - { id: a.one, statement: S., checks: [{ all-of: { controls: b.two } }] }
        - { id: b.two, statement: S., checks: [{ all-of: { controls: [c.three, d.*] } }] }
        - { id: c.three, statement: S., checks: [{ all-of: { controls: a.one } }] }
        - { id: d.four, kind: limitation, statement: S. }
      """
    ])
    #expect(
      workspace.problems() == [
        "controls/all.yaml:3:5: circular roll-ups: a.one → b.two → c.three → a.one; "
          + "name the controls that it rests on more narrowly"
      ])
  }
}
