import Model
import Testing

/// Parameters keep their type in checks and read as words in sentences.
@Suite struct ParameterTests {
  private func read(_ control: String) throws -> Control {
    let workspace = try Workspace(["controls/all.yaml": control])
    return try #require(try workspace.read().controls.first)
  }

  @Test func `types are kept and escapes taken away`() throws {
    let control = try read(
      """
      controls:
        - id: a.b
          statement: "{count} of {list} within {clock}, not {{braces}}."
          parameters: { count: 3, list: [x, y], clock: 72h, flag: true, part: inner }
          checks:
            - records: { register: "r-{part}", within: "{clock}", minimum-subjects: "{count}" }
            - file: { path: ["{part}/*.{md,txt}"], contains: ["a{2,3}{part}{{x}}"], sections: "{list}" }
            - packages: { pinned: "{flag}" }
      """)
    #expect(control.statement == "3 of x, y within 72 hours, not {braces}.")
    #expect(
      control.parameters.map { "\($0.name)=\($0.value)" } == [
        "clock=72 hours", "count=3", "flag=true", "list=x, y", "part=inner",
      ])
    let records = try #require(control.checks[0].check as? StubRecords).arguments
    #expect(records.text("register") == "r-inner")
    #expect(records.duration("within") == .seconds(259_200))
    #expect(records.node("minimum-subjects")?.content == .integer(3))
    #expect(records.node("minimum-subjects")?.span == TextSpan(line: 6, column: 79))
    let file = try #require(control.checks[1].check as? StubFile).arguments
    #expect(file.texts("path") == ["inner/*.{md,txt}"])
    #expect(file.texts("contains") == ["a{2,3}inner{x}"])
    #expect(file.texts("sections") == ["x", "y"])
  }

  @Test func `a parameter of the wrong type is told at its place of use`() throws {
    let workspace = try Workspace([
      "controls/all.yaml": """
      controls:
        - id: a.b
          statement: "{count} and {map}"
          parameters: { count: three, map: { a: b } }
          checks:
            - records: { register: r, minimum-subjects: "{count}" }
            - file: { path: "{map}", sections: ["x{map}"] }
      """
    ])
    #expect(
      workspace.problems() == [
        "controls/all.yaml:3:29: the parameter \"map\" is a mapping and cannot stand inside a text",
        "controls/all.yaml:6:51: \"minimum-subjects\": expected a whole number from 0 to 1000000, "
          + "found text \"three\"",
        "controls/all.yaml:7:23: \"path\": expected a path or glob, or a list of them, found a mapping",
        "controls/all.yaml:7:45: the parameter \"map\" is a mapping and cannot stand inside a text",
      ])
  }

  @Test func `a parameter of one control is unknown to another and to itself`() throws {
    let workspace = try Workspace([
      "controls/all.yaml": """
      controls:
        - id: a.b
          statement: "{one} {two}"
          parameters: { one: 1, two: "{one}" }
          checks: [{ secrets: { target: code } }]
        - id: a.c
          statement: "{one}"
          checks: [{ headers: { target: web, expect: {} } }]
      """
    ])
    #expect(
      workspace.problems() == [
        "controls/all.yaml:4:33: undefined parameter \"one\"; no parameters are defined here; "
          + "write {{ for a brace",
        "controls/all.yaml:7:17: undefined parameter \"one\"; no parameters are defined here; "
          + "write {{ for a brace",
      ])
  }
}
