import Model
import StructuredData
import Testing

struct `JSON values` {
  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("false", "false"), ("0", "0"), ("-0", "0"),
    ("-12", "-12"), ("9223372036854775807", "9223372036854775807"),
    ("9223372036854775808", "9.223372036854776e+18"), ("1.0", "1.0"), ("1e2", "100.0"),
    ("-1.5E-1", "-0.15"), (#""""#, #""""#), (#""a\"\\\/b""#, #""a\"\\/b""#),
    (#""\b\f\n\r\t""#, #""\u0008\u000c\n\r\t""#), (#""\u00e9\uD83D\uDD12é🔒""#, #""é🔒é🔒""#),
    ("[]", "[]"), ("[ ]", "[]"), ("{}", "{}"), ("[1, [2,\n3]]", "[1,[2,3]]"),
    (#"{"a": {"b": [ {} ]}, "": 1}"#, #"{"a":{"b":[{}]},"":1}"#),
  ])
  func `each kind is read`(text: String, value: String) throws {
    #expect(try Value(document(text, .json)).description == value)
  }

  @Test func `every key and value has its place`() throws {
    let text = "\u{FEFF}{\r\n  \"né\": [\"🔒\", {\"k\": -1.5}],\n\t\"z\":null }\n"
    #expect(
      try places(document(text, .json)) == [
        " = 1:1-3:12", ".né at 2:3-2:7", ".né = 2:9-2:27", ".né[0] = 2:10-2:13",
        ".né[1] = 2:15-2:26", ".né[1].k at 2:16-2:19", ".né[1].k = 2:21-2:25",
        ".z at 3:2-3:5", ".z = 3:6-3:10",
      ])
  }

  @Test(arguments: [
    ("{", "1:2: error: expected a key in double quotes, but found the end of the file"),
    ("{a: 1}", "1:2: error: expected a key in double quotes, but found `a`"),
    ("{'a': 1}", "1:2: error: expected a key in double quotes, but found `'`"),
    (#"{"a" 1}"#, "1:6: error: expected `:` after the key, but found `1`"),
    (#"{"a": }"#, "1:7: error: expected a value, but found `}`"),
    (#"{"a": 1 "b": 2}"#, "1:9: error: expected `,` or `}`, but found `\"`"),
    (#"{"a": 1,}"#, "1:8: error: JSON allows no comma after the last entry"),
    ("[1,\n2,\n]", "2:2: error: JSON allows no comma after the last entry"),
    ("[1 2]", "1:4: error: expected `,` or `]`, but found `2`"),
    ("[1}", "1:3: error: expected `,` or `]`, but found `}`"),
    ("[,]", "1:2: error: expected a value, but found `,`"),
    ("1 2", "1:3: error: expected the end of the file, but found `2`"),
    ("// x\n1", "1:1: error: expected a value, but found `/`; JSON has no comments"),
    ("[1, /* x */ 2]", "1:5: error: expected a value, but found `/`; JSON has no comments"),
    ("01", "1:1: error: a JSON number has no leading zeros"),
    ("-", "1:2: error: expected a digit, but found the end of the file"),
    ("1.", "1:3: error: expected a digit, but found the end of the file"),
    ("1.e3", "1:3: error: expected a digit, but found `e`"),
    ("1e+", "1:4: error: expected a digit, but found the end of the file"),
    ("+1", "1:1: error: expected a value, but found `+`"),
    (".5", "1:1: error: expected a value, but found `.`"),
    ("NaN", "1:1: error: expected a value, but found `N`"),
    ("1e999", "1:1: error: the number is too large"),
    ("nul", "1:1: error: expected a value, but found `n`"),
    ("nulls", "1:5: error: expected the end of the file, but found `s`"),
    (#"["é", "abc"#, "1:7: error: the string has no closing quote"),
    (
      "\"é\n\"",
      "1:3: error: a string may not hold the end of the line; write it as an escape such as \\n"
    ),
    ("\"\t\"", "1:2: error: a string may not hold a tab; write it as an escape such as \\n"),
    (#""\x""#, #"1:2: error: JSON has no such escape; after `\` stands one of " \ / b f n r t u"#),
    (#""\u12g4""#, #"1:6: error: expected four hexadecimal digits after `\u`, but found `g`"#),
    (#""\uD83D""#, "1:2: error: this is half of a surrogate pair, which is no character"),
    (#""\uD83D\u0041""#, "1:2: error: this is half of a surrogate pair, which is no character"),
    (#""\uDD12\uD83D""#, "1:2: error: this is half of a surrogate pair, which is no character"),
    (#"{"a": 1, "\u0061": 2}"#, "1:10: error: the key `a` is written twice; first at 1:2"),
  ])
  func `each fault is told with its place`(text: String, message: String) {
    #expect(problems(text, .json) == ["file:" + message])
  }

  @Test func `every repeated key is told, and a later fault too`() {
    #expect(
      problems(#"{"a": {"b": 1, "b": 2}, "a": 3"#, .json) == [
        "file:1:16: error: the key `b` is written twice; first at 1:8",
        "file:1:25: error: the key `a` is written twice; first at 1:2",
        "file:1:31: error: expected `,` or `}`, but found the end of the file",
      ])
  }

  @Test(arguments: ["[", #"{"a":"#])
  func `deep nesting is refused`(opening: String) {
    let messages = problems(String(repeating: opening, count: 100_000), .json)
    #expect(messages.count == 1)
    #expect(
      messages.first?.hasSuffix("objects and arrays are nested deeper than 200 levels") == true)
  }

  @Test func `the number of values is bounded`() {
    let text = "[" + Array(repeating: "1", count: 100).joined(separator: ",") + "]"
    let list = problems(Array(text.utf8), .json, limits: ParseLimits(maximumNodes: 100))
    #expect(list.map(\.message) == ["the file holds more than 100 values"])
  }

  @Test(arguments: ["", " \n\t"])
  func `a file without content has no document`(text: String) throws {
    #expect(try StructuredParser.parse(Array(text.utf8), as: .json, path: "file").isEmpty)
  }
}
