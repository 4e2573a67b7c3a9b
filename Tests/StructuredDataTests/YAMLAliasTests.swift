import Model
import StructuredData
import Testing

struct `YAML anchors and merges` {
  @Test(arguments: [
    ("[&a 1, *a]", "[1,1]"),
    ("a: &x {k: v}\nb: *x", #"{"a":{"k":"v"},"b":{"k":"v"}}"#),
    ("&k key: 1\nother: *k", #"{"key":1,"other":"key"}"#),
    ("- &k key\n- {*k : 1}", #"["key",{"key":1}]"#),
    ("- &a {x: 1, y: 2}\n- {<<: *a, y: 3}", #"[{"x":1,"y":2},{"y":3,"x":1}]"#),
    ("- &a {x: 1}\n- &b {x: 2, z: 3}\n- {<<: [*a, *b]}", #"[{"x":1},{"x":2,"z":3},{"x":1,"z":3}]"#),
    ("{<<: {x: 1}, x: 2}", #"{"x":2}"#),
    ("{'<<': {x: 1}}", #"{"\u003c\u003c":{"x":1}}"#),
    ("{!!merge '<<': {x: 1}}", #"{"x":1}"#),
    ("- &a {x: 1}\n- &b {<<: *a, y: 2}\n- {<<: *b}", #"[{"x":1},{"y":2,"x":1},{"y":2,"x":1}]"#),
    ("- &a 1\n- &a 2\n- *a", "[1,2,2]"),
  ])
  func `an alias stands for its value`(text: String, value: String) throws {
    #expect(try Value(document(text)).description == value)
  }

  @Test func `an alias takes its own place and its content keeps its place`() throws {
    let node = try document("a: &x {k: v}\nb: *x\n")
    #expect(node["b"].map { places($0) } == [" = 2:4-2:6", ".k at 1:8-1:9", ".k = 1:11-1:12"])
  }

  @Test(arguments: [
    ("a: *b", ["file:1:4: error: no anchor &b is set before this alias"]),
    (
      "a: &timeout 1\nb: *timeuot",
      [
        "file:2:4: error: no anchor &timeuot is set before this alias; did you mean *timeout?"
      ]
    ),
    ("a: &a [*a]", ["file:1:8: error: the alias *a stands inside its own value"]),
    ("&a {b: {c: *a}}", ["file:1:12: error: the alias *a stands inside its own value"]),
    ("- &a 1\n---\n- *a", ["file:3:3: error: no anchor &a is set before this alias"]),
    (
      "{<<: 1}", ["file:1:6: error: `<<` takes a mapping or a list of mappings, not a whole number"]
    ),
    (
      "{<<: [{a: 1}, b]}",
      ["file:1:15: error: `<<` takes a mapping or a list of mappings, not text"]
    ),
    ("{<<: *a}", ["file:1:6: error: no anchor &a is set before this alias"]),
    (
      "<<: {a: 1}\n<<: {b: 1}",
      ["file:2:1: error: the key `<<` is written twice; first at 1:1"]
    ),
  ])
  func `a wrong alias or merge is an error`(text: String, messages: [String]) {
    #expect(problems(text) == messages)
  }

  @Test func `an alias bomb is refused at once`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...40 {
      let aliases = repeatElement("*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let started = ContinuousClock.now
    let messages = problems(text)
    #expect(ContinuousClock.now - started < .seconds(1))
    #expect(
      messages == [
        "file:6:45: error: the file holds more than 1000000 keys and values, aliases expanded"
      ])
  }

  @Test func `a bomb of merges is refused`() {
    var text = "- &a0 {k: 1}\n"
    for level in 1...30 {
      let previous = "*a\(level - 1)"
      text += "- &a\(level) {<<: [\(previous), \(previous)], k\(level): 1}\n"
    }
    let messages = problems(text)
    #expect(messages.count == 1)
    #expect(
      messages.first?.hasSuffix("more than 1000000 keys and values, aliases expanded") == true)
  }

  @Test func `a long text behind an alias counts for its length`() {
    let text =
      "- &a \(String(repeating: "x", count: 1 << 20))\n" + String(repeating: "- *a\n", count: 100)
    #expect(
      problems(text) == [
        "file:62:3: error: the file holds more than 1000000 keys and values, aliases expanded"
      ])
  }

  @Test func `depth reached through aliases counts`() {
    let text = "- &a0 x\n" + (1...300).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
    #expect(
      problems(text) == ["file:201:10: error: lists and mappings are nested deeper than 200 levels"]
    )
  }
}
