import Model
import StructuredData
import Testing

struct `TOML values` {
  @Test(arguments: [
    ("v = true", "true"), ("v = false # no", "false"), ("v = +99", "99"), ("v = 0", "0"),
    ("v = -17", "-17"), ("v = 1_000_000", "1000000"), ("v = 0xDEAD_beef", "3735928559"),
    ("v = 0o755", "493"), ("v = 0b1101_0110", "214"),
    ("v = 9223372036854775807", "9223372036854775807"),
    ("v = +1.5", "1.5"), ("v = -0.01", "-0.01"), ("v = 5e+22", "5e+22"), ("v = 1e06", "1000000.0"),
    ("v = 6.6e-3", "0.0066"), ("v = 1_2.3_4", "12.34"), ("v = inf", "inf"), ("v = -inf", "-inf"),
    ("v = nan", "nan"),
    ("v = 1987-07-05T17:45:00Z", #""1987-07-05T17:45:00Z""#),
    ("v = 1987-07-05 17:45:00.123+01:30", #""1987-07-05 17:45:00.123+01:30""#),
    ("v = 1987-07-05t17:45:00", #""1987-07-05t17:45:00""#),
    ("v = 2024-02-29", #""2024-02-29""#), ("v = 17:45:59.5", #""17:45:59.5""#),
    ("v = 2024-02-29 # leap", #""2024-02-29""#),
    (#"v = "a \"b\"\t\\ \u00E9 \U0001F512""#, #""a \"b\"\t\\ é 🔒""#),
    (#"v = 'C:\temp\'"#, #""C:\\temp\\""#), ("v = ''", #""""#), (#"v = """#, #""""#),
    ("v = \"\"\"\none\ntwo\"\"\"", #""one\ntwo""#),
    ("v = \"\"\"\r\none\r\ntwo\"\"\"", #""one\ntwo""#),
    ("v = \"\"\"\\\n   the cat \\  \n\n   sat\\\n \"\"\"", #""the cat sat""#),
    ("v = \"\"\"a \"\"quoted\"\" b\"\"\"\"\"", #""a \"\"quoted\"\" b\"\"""#),
    ("v = '''\n\\d ''x'' '''''", #""\\d ''x'' ''""#),
    ("v = [1, 'a', [true,],\n  # why\n  2, # last\n]", #"[1,"a",[true],2]"#), ("v = []", "[]"),
    ("v = {}", "{}"),
    ("v = { a = 1, b.c = 2, b.d = {e = []} }", #"{"a":1,"b":{"c":2,"d":{"e":[]}}}"#),
  ])
  func `each kind is read`(text: String, value: String) throws {
    #expect(try document(text, .toml)["v"].map { Value($0).description } == value)
  }

  @Test(arguments: [
    ("", nil), ("\n# nothing\n", "{}"),
    (
      "a.b.c = 1\na.d = 2\n\"x.y\".'z' = 3\n1.2 = 4",
      #"{"a":{"b":{"c":1},"d":2},"x.y":{"z":3},"1":{"2":4}}"#
    ),
    ("[a]\nx = 1\n[a.b]\ny = 2\n[c . 'd e']\n", #"{"a":{"x":1,"b":{"y":2}},"c":{"d e":{}}}"#),
    ("[a.b.c]\nz = 1\n[a]\nx = 2", #"{"a":{"b":{"c":{"z":1}},"x":2}}"#),
    (
      "[[p]]\nn = 1\n[p.q]\nr = 2\n[[p.s]]\n[[p.s]]\n[[p]]\n",
      #"{"p":[{"n":1,"q":{"r":2},"s":[{},{}]},{}]}"#
    ),
    (
      "[fruit]\napple.colour = 1\n[fruit.apple.taste]\nsweet = true",
      #"{"fruit":{"apple":{"colour":1,"taste":{"sweet":true}}}}"#
    ),
    ("[a.b]\n[a]\nb2.x = 1\nb2.y = 2", #"{"a":{"b":{},"b2":{"x":1,"y":2}}}"#),
  ])
  func `tables are put together`(text: String, value: String?) throws {
    let documents = try StructuredParser.parse(Array(text.utf8), as: .toml, path: "file")
    #expect(documents.first.map { Value($0).description } == value)
  }

  @Test func `every key and value has its place`() throws {
    let text = """
      "tïtle" = "é" # x
      [owner.home]
      'a b'.c = [ 1,
        { d = 2 } ]

      [[rule]]
      id = 'x'
      [[rule]]
      id = 'y'
      """
    #expect(
      try places(document(text, .toml)) == [
        " = 1:1-9:9", ".tïtle at 1:1-1:8", ".tïtle = 1:11-1:14",
        ".owner at 2:2-2:7", ".owner = 2:2-4:14", ".owner.home at 2:8-2:12",
        ".owner.home = 2:1-4:14", ".owner.home.a b at 3:1-3:6", ".owner.home.a b = 3:1-4:14",
        ".owner.home.a b.c at 3:7-3:8", ".owner.home.a b.c = 3:11-4:14",
        ".owner.home.a b.c[0] = 3:13-3:14", ".owner.home.a b.c[1] = 4:3-4:12",
        ".owner.home.a b.c[1].d at 4:5-4:6", ".owner.home.a b.c[1].d = 4:9-4:10",
        ".rule at 6:3-6:7", ".rule = 6:1-9:9", ".rule[0] = 6:1-7:9",
        ".rule[0].id at 7:1-7:3", ".rule[0].id = 7:6-7:9", ".rule[1] = 8:1-9:9",
        ".rule[1].id at 9:1-9:3", ".rule[1].id = 9:6-9:9",
      ])
  }
}

struct `Faulty TOML` {
  @Test(arguments: [
    ("a", "1:2: error: expected `=` after the key, but found the end of the file"),
    ("a =", "1:4: error: expected a value, but found the end of the file"),
    ("= 1", "1:1: error: expected a key, but found `=`"),
    ("a.  = 1", "1:5: error: expected a key, but found `=`"),
    ("é = 1", "1:1: error: expected a key, but found `é`"),
    ("a = 1 b = 2", "1:7: error: expected the end of the line, but found `b`"),
    ("a = 1 # \u{7}", "1:9: error: a comment may not hold the control character U+0007"),
    ("a = 1\rb = 2", "1:6: error: a carriage return without a line feed is no line break in TOML"),
    ("a = 'x\ny'", "1:5: error: the string has no closing quote"),
    ("a = '''x", "1:5: error: the string has no closing quote"),
    ("a = '''x''''''", "1:14: error: expected the end of the line, but found `'`"),
    ("\"\"\"a\"\"\" = 1", "1:1: error: a key must stand on one line"),
    (
      #"a = "\q""#,
      #"1:6: error: TOML has no such escape; after `\` stands one of b t n f r " \ u U"#
    ),
    (#"a = "\uD800""#, "1:6: error: the escape stands for no Unicode character"),
    (#"a = "\u12""#, "1:10: error: expected 4 hexadecimal digits, but found `\"`"),
    ("a = \"\u{1}\"", "1:6: error: a string may not hold the control character U+0001"),
    ("a = '''\r'''", "1:8: error: a string may not hold a lone carriage return"),
    ("a = 012", "1:5: error: `012` is no number, boolean, date or time"),
    ("a = 1__0", "1:5: error: `1__0` is no number, boolean, date or time"),
    ("a = _1", "1:5: error: `_1` is no number, boolean, date or time"),
    ("a = 1_", "1:5: error: `1_` is no number, boolean, date or time"),
    ("a = +0x1", "1:5: error: `+0x1` is no number, boolean, date or time"),
    ("a = 0b12", "1:5: error: `0b12` is no number, boolean, date or time"),
    ("a = 1.", "1:5: error: `1.` is no number, boolean, date or time"),
    ("a = .5", "1:5: error: `.5` is no number, boolean, date or time"),
    ("a = 1.e5", "1:5: error: `1.e5` is no number, boolean, date or time"),
    ("a = True", "1:5: error: `True` is no number, boolean, date or time"),
    ("a = 9223372036854775808", "1:5: error: the number does not fit into 64 bits"),
    ("a = 1e999", "1:5: error: the number is too large"),
    ("a = 2023-02-29", "1:5: error: `2023-02-29` is no number, boolean, date or time"),
    ("a = 24:00:00", "1:5: error: `24:00:00` is no number, boolean, date or time"),
    (
      "a = 2024-01-01T10:00:00+25:00",
      "1:5: error: `2024-01-01T10:00:00+25:00` is no number, boolean, date or time"
    ),
    ("a = [1 2]", "1:8: error: expected `,` or `]`, but found `2`"),
    ("a = [1,", "1:8: error: expected a value, but found the end of the file"),
    ("a = {b = 1,}", "1:12: error: expected a key, but found `}`"),
    (
      "a = {b = 1\n}",
      "1:11: error: expected `,` or `}` on the same line, but found the end of the line"
    ),
    ("[a", "1:3: error: expected `]` after the table's name, but found the end of the file"),
    ("[[a]", "1:5: error: expected `]]` after the table's name, but found the end of the file"),
    ("[]", "1:2: error: expected a key, but found `]`"),
    ("[a] b = 1", "1:5: error: expected the end of the line, but found `b`"),
    ("a = 1\na = 2", "2:1: error: the key `a` is written twice; first at 1:1"),
    ("a = {b = 1, b = 2}", "1:13: error: the key `b` is written twice; first at 1:6"),
    ("[a]\n[a]", "2:2: error: the key `a` is written twice; first at 1:2"),
    ("[a]\n[[a]]", "2:3: error: the key `a` is written twice; first at 1:2"),
    ("a = []\n[[a]]", "2:3: error: the key `a` is written twice; first at 1:1"),
    ("[[a]]\n[a]", "2:2: error: the key `a` is written twice; first at 1:3"),
    ("[f]\na.c = 1\n[f.a]", "3:4: error: the key `a` is written twice; first at 2:1"),
    ("a = 1\na.b = 2", "2:1: error: `a` is no table to add to; see 1:1"),
    ("a = {}\n[a.b]", "2:2: error: `a` is no table to add to; see 1:1"),
    ("a = {b = 1}\na.c = 2", "2:1: error: `a` is no table to add to; see 1:1"),
    (
      "[a.b.c]\n[a]\nb.c.t = 1",
      "3:3: error: the table `c` is defined at 1:6 and cannot be added to here"
    ),
  ])
  func `each fault is told with its place`(text: String, message: String) {
    #expect(problems(text, .toml) == ["file:" + message])
  }

  @Test func `every repeated key is told`() {
    #expect(
      problems("a = 1\na = 2\n[t]\nb = 1\n[t]\nb = 1\nb = 2\n", .toml) == [
        "file:2:1: error: the key `a` is written twice; first at 1:1",
        "file:5:2: error: the key `t` is written twice; first at 3:2",
        "file:7:1: error: the key `b` is written twice; first at 6:1",
      ])
  }

  @Test(
    arguments: [
      "a = " + String(repeating: "[", count: 100_000),
      "a = " + String(repeating: "{b = ", count: 100_000),
      "a" + String(repeating: ".a", count: 100_000) + " = 1",
      "[a" + String(repeating: ".a", count: 100_000) + "]",
    ].enumerated().map { Fault(name: $0.offset, text: $0.element) })
  func `deep nesting is refused`(fault: Fault) {
    let messages = problems(fault.text, .toml)
    #expect(messages.count == 1)
    #expect(
      messages.first?.hasSuffix("tables and arrays are nested deeper than 200 levels") == true)
  }

  struct Fault: CustomTestStringConvertible {
    let name: Int
    let text: String

    var testDescription: String { "\(name)" }
  }
}
