import Model
import StructuredData
import Testing

struct `CSV files` {
  private func rows(_ text: String) throws -> [Node] {
    try CSVParser.parse(Array(text.utf8), path: "file")
  }

  private func problems(_ text: String, limits: ParseLimits = .standard) -> [String] {
    do throws(Diagnostics) {
      _ = try CSVParser.parse(Array(text.utf8), path: "file", limits: limits)
      return []
    } catch {
      return error.list.map(\.description)
    }
  }

  @Test(arguments: [
    ("a,b\n1,x y\n", [#"{"a":"1","b":"x y"}"#]),
    ("\u{FEFF}a,b\r\n1,\r\n,2", [#"{"a":"1","b":null}"#, #"{"a":null,"b":"2"}"#]),
    ("a;b,c;d\n1;2;3\n", [#"{"a":"1","b,c":"2","d":"3"}"#]),
    ("a\tb\n1\t2,3\n", [#"{"a":"1","b":"2,3"}"#]),
    ("\"x,y,z\";b\n1;2", [#"{"x,y,z":"1","b":"2"}"#]),
    (
      "a,b\n\"say \"\"hi\"\"\",\"two\r\nlines\"\n",
      [#"{"a":"say \"hi\"","b":"two\r\nlines"}"#]
    ),
    ("a\n\nx\n\n\ny\n\n", [#"{"a":"x"}"#, #"{"a":"y"}"#]), ("a\n\"\"\n", [#"{"a":null}"#]),
    ("a,b\n true , no\n", [#"{"a":" true ","b":" no"}"#]), ("a,b\n", []), ("", []), ("\n\n", []),
  ])
  func `each form is read`(text: String, values: [String]) throws {
    #expect(try rows(text).map { Value($0).description } == values)
  }

  @Test func `every cell has its place`() throws {
    let rows = try rows("né,\"b\"\n\"x\ny\",🔒z\n1,\n")
    #expect(
      rows.map { places($0) } == [
        [" = 2:1-3:6", ".né at 1:1-1:3", ".né = 2:1-3:3", ".b at 1:4-1:7", ".b = 3:4-3:6"],
        [" = 4:1-4:3", ".né at 1:1-1:3", ".né = 4:1-4:2", ".b at 1:4-1:7", ".b = 4:3-4:3"],
      ])
  }

  @Test(arguments: [
    (
      "a,b\n1\n1,2\n1,2,3\n",
      [
        "2:1: error: the row has 1 cell, but the header has 2",
        "4:1: error: the row has 3 cells, but the header has 2",
      ]
    ),
    (
      "a,,a\n",
      [
        "1:3: error: the column has no name",
        "1:4: error: the column `a` is named twice; first at 1:1",
      ]
    ),
    ("a\n\"x", ["2:1: error: the cell has no closing quote"]),
    ("a\nx\"y\"", ["2:2: error: a quote stands inside a cell that does not begin with one"]),
    (
      "a,b\n\"x\"y,1",
      ["2:4: error: expected the end of the cell behind its closing quote, but found `y`"]
    ),
    ("a\n\u{0}", ["2:1: error: this is not a text file: it holds a NUL byte"]),
  ])
  func `each fault is told with its place`(text: String, messages: [String]) {
    #expect(problems(text) == messages.map { "file:" + $0 })
  }

  @Test func `the number of cells is bounded`() {
    #expect(
      problems("a,b\n1,2\n3,4\n", limits: ParseLimits(maximumNodes: 5))
        == ["file:3:3: error: the file holds more than 5 values"])
  }
}
