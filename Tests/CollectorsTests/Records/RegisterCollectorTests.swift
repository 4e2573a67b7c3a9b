import Collectors
import Model
import Systems
import TestSupport
import Testing

struct RegisterCollectorTests {
  let fixture = CollectionFixture()

  private func collect(_ name: String = "incidents") -> Result<Register, Unavailable> {
    fixture.collect(
      RegisterCollector(), RegisterRequest(folder: fixture.folder.path, name: name))
  }

  @Test(
    "a list, a mapping that holds one, and a table give the same records",
    arguments: [
      ("incidents.yaml", "- {id: a, at: x}\n- {id: b, by: y}\n"),
      ("incidents.yml", "version: 1\nincidents:\n  - {id: a, at: x}\n  - {id: b, by: y}\n"),
      ("incidents.csv", "id,at,by\na,x,\nb,,y\n"),
    ])
  func shapes(file: String, text: String) throws {
    try fixture.folder.write(file, text)
    let register = try collect().get()
    #expect(register.path == file)
    #expect(register.digest == Digest.sha256(text))
    #expect(register.records.map(\.name) == ["a", "b"])
    #expect(register.fields == ["at", "by", "id"])
    #expect(register.records[1].node["by"]?.string == "y")
  }

  @Test("an empty list is a register without records")
  func empty() throws {
    try fixture.folder.write("incidents.yaml", "[]\n")
    #expect(try collect().get().records.isEmpty)
  }

  @Test(
    "what is no list of mappings is refused",
    arguments: [
      ("", "incidents.yaml holds no document; expected one list of records"),
      ("a: 1\n", "incidents.yaml holds a mapping with 0 lists; expected one list of records"),
      (
        "a: []\nb: []\n",
        "incidents.yaml holds a mapping with 2 lists; expected one list of records"
      ),
      ("text\n", "incidents.yaml holds text; expected one list of records"),
      ("[]\n---\n[]\n", "incidents.yaml holds 2 documents; expected one list of records"),
      ("- {id: a}\n- b\n", "incidents.yaml:2:3: a record is text; expected a mapping"),
    ])
  func wrongShapes(text: String, reason: String) throws {
    try fixture.folder.write("incidents.yaml", text)
    #expect(collect().whyUnavailable == reason)
  }

  @Test("two files of one name are ambiguous")
  func ambiguous() throws {
    try fixture.folder.write("incidents.yaml", "[]\n")
    try fixture.folder.write("incidents.csv", "id\n")
    #expect(
      collect().whyUnavailable
        == "the register incidents is ambiguous: incidents.yaml and incidents.csv")
  }

  @Test("a register that is missing offers the nearest name")
  func missing() throws {
    try fixture.folder.write("incidents.yaml", "[]\n")
    #expect(
      collect("incident").whyUnavailable
        == "there is no register incident (expected incident.yaml, .yml or .csv); "
        + "did you mean incidents?")
    #expect(collect("../x").whyUnavailable == "../x.yaml is not a path inside its folder")
  }

  @Test("a syntax error keeps its place")
  func syntax() throws {
    try fixture.folder.write("incidents.csv", "id,at\na,b,c\n")
    #expect(collect().whyUnavailable?.hasPrefix("incidents.csv:2:") == true)
  }
}
