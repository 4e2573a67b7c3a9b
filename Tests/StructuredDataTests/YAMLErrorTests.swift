import Model
import StructuredData
import Testing

struct `Faulty YAML` {
  @Test(arguments: [
    (
      "a: 1\nb: 2\na: 3\nc: {d: 1, d: 2, d: 3}\n",
      [
        "file:3:1: error: the key `a` is written twice; first at 1:1",
        "file:4:11: error: the key `d` is written twice; first at 4:5",
        "file:4:17: error: the key `d` is written twice; first at 4:5",
      ]
    ),
    ("1: a\n'1': b", ["file:2:1: error: the key `1` is written twice; first at 1:1"]),
    (
      "{[a]: 1, {b: c}: 2}",
      [
        "file:1:2: error: a key must be text, not a list or a mapping",
        "file:1:10: error: a key must be text, not a list or a mapping",
      ]
    ),
    (
      "a:\n\tb: 1", ["file:2:1: error: a tab is used for indentation where YAML allows only spaces"]
    ),
    ("é: 'b\u{7}c'", ["file:1:6: error: control characters are not allowed"]),
    (
      "a: \"x\u{2028}y\"",
      [
        "file:1:6: error: the line separator U+2028 is read differently by YAML 1.1 and YAML 1.2;"
          + " write it as \"\\u2028\" in a double-quoted text"
      ]
    ),
    (
      "é\u{85}: 1",
      [
        "file:1:2: error: the line separator U+0085 is read differently by YAML 1.1 and YAML 1.2;"
          + " write it as \"\\u0085\" in a double-quoted text"
      ]
    ),
    (
      "a: b: c",
      [
        "file:1:5: error: mapping values are not allowed in this context;"
          + " a text that holds `: ` must stand in quotes"
      ]
    ),
    (
      "a: [1, 2\nb: 3",
      ["file:2:2: error: did not find expected ',' or ']' while parsing a flow sequence (from 1:4)"]
    ),
    (
      "a: 1\na: 2\nb: 'x",
      [
        "file:2:1: error: the key `a` is written twice; first at 1:1",
        "file:3:6: error: found unexpected end of stream while scanning a quoted scalar (from 3:4)",
      ]
    ),
  ])
  func `each fault is told with its place`(text: String, messages: [String]) {
    #expect(problems(text) == messages)
  }

  @Test func `many keys are compared too`() {
    let text = (0..<100).map { "k\($0): 1\n" }.joined() + "k3: 1\nk99: 1\n"
    #expect(
      problems(text) == [
        "file:101:1: error: the key `k3` is written twice; first at 4:1",
        "file:102:1: error: the key `k99` is written twice; first at 100:1",
      ])
  }

  @Test func `the list of errors is bounded`() {
    let list = problems(Array(String(repeating: "a: 1\n", count: 50_000).utf8))
    #expect(list.count == 1001)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `deep nesting is refused`(opening: String) {
    let list = problems(String(repeating: opening, count: 100_000))
    #expect(
      list.last?.hasSuffix("error: lists and mappings are nested deeper than 200 levels") == true)
  }

  @Test func `many tag directives are refused`() {
    let text = (0..<200_000).map { "%TAG !e\($0)! x\n" }.joined() + "--- a\n"
    #expect(problems(text) == ["file:101:1: error: the file has more than 100 %TAG lines"])
  }

  @Test func `deep indentation is refused`() {
    let list = problems((0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined())
    #expect(
      list == ["file:201:201: error: lists and mappings are nested deeper than 200 levels"])
  }

  @Test func `nesting up to the limit is read`() throws {
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(try document(text).elements?.count == 1)
  }
}

struct `Files that are no text` {
  @Test(arguments: Format.allCases)
  func `each is one error with its place`(format: Format) {
    #expect(
      problems(Array("a\né".utf8) + [0, 1, 2], format).map(\.description)
        == ["file:2:2: error: this is not a text file: it holds a NUL byte"])
    #expect(
      problems(Array("a\r\né".utf8) + [0x80, 0xFF], format).map(\.description)
        == ["file:2:2: error: this is not UTF-8 text: the byte sequence is invalid"])
    #expect(
      problems(
        Array("a: 1234567".utf8), format, limits: ParseLimits(maximumBytes: 9)
      ).map(\.description) == ["file: error: the file has 10 bytes; at most 9 are read"])
  }

  @Test(arguments: Format.allCases)
  func `an empty file has no document`(format: Format) throws {
    #expect(try StructuredParser.parse([], as: format, path: "file").isEmpty)
  }
}
