import Model
import StructuredData
import Testing

struct `Places in YAML` {
  @Test func `every key and value has its place, in code points`() throws {
    let text = """
      # comment
      "näme": 'Zoë 🔒'   # trailing
      list:
        - one
        - {a: 1, b: [x, "y z"]}

      # about the next
      empty:
      after: >-
        folded
        text
      """
    #expect(
      try places(document(text)) == [
        " = 2:1-11:7",
        ".näme at 2:1-2:7", ".näme = 2:9-2:16",
        ".list at 3:1-3:5", ".list = 4:3-5:26",
        ".list[0] = 4:5-4:8", ".list[1] = 5:5-5:26",
        ".list[1].a at 5:6-5:7", ".list[1].a = 5:9-5:10",
        ".list[1].b at 5:12-5:13", ".list[1].b = 5:15-5:25",
        ".list[1].b[0] = 5:16-5:17", ".list[1].b[1] = 5:19-5:24",
        ".empty at 8:1-8:6", ".empty = 8:7-8:7",
        ".after at 9:1-9:6", ".after = 9:8-11:7",
      ])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `line breaks of every system count once`(lineBreak: String) throws {
    let text = ["a: 1", "", "b:", "  - c", "  - d"].joined(separator: lineBreak)
    let node = try document("\u{FEFF}" + text)
    #expect(
      places(node) == [
        " = 1:1-5:6", ".a at 1:1-1:2", ".a = 1:4-1:5", ".b at 3:1-3:2", ".b = 4:3-5:6",
        ".b[0] = 4:5-4:6", ".b[1] = 5:5-5:6",
      ])
  }

  @Test func `a stream gives several documents`() throws {
    let bytes = Array("a: 1\n---\nb: 2\n...\n---\n".utf8)
    let documents = try StructuredParser.parse(bytes, as: .yaml, path: "file")
    #expect(documents.map { Value($0).description } == [#"{"a":1}"#, #"{"b":2}"#, "null"])
    #expect(documents.map { place($0.span) } == ["1:1-1:5", "3:1-3:5", "6:1-6:1"])
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\n", "# only a comment\n"])
  func `a file without content has no document`(text: String) throws {
    #expect(try StructuredParser.parse(Array(text.utf8), as: .yaml, path: "file").isEmpty)
  }

  @Test func `UTF-16 with a byte order mark is read`() throws {
    let littleEndian: [UInt8] =
      [0xFF, 0xFE] + "a: 🔒é".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let bigEndian: [UInt8] =
      [0xFE, 0xFF] + "a: 🔒é".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [littleEndian, bigEndian] {
      let node = try #require(try StructuredParser.parse(bytes, as: .yaml, path: "file").first)
      #expect(Value(node).description == #"{"a":"🔒é"}"#)
      #expect(node["a"]?.span == TextSpan(line: 1, column: 4, endLine: 1, endColumn: 6))
    }
    #expect(
      problems([0xFF, 0xFE, 0x61, 0x00, 0x62]).map(\.description).first?.hasPrefix("file:1:2: ")
        == true)
    #expect(
      problems([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8]).map(\.description).first?.hasPrefix(
        "file:1:2: ") == true)
  }
}
