import TestSupport
import Testing

@testable import Checks

struct StructuredFieldTests {
  @Test(
    "items",
    arguments: [
      ("1", .integer(1)), ("-0", .integer(0)), (" 42 ", .integer(42)),
      ("999999999999999", .integer(999_999_999_999_999)), ("1.5", .decimal(thousandths: 1_500)),
      ("-1.005", .decimal(thousandths: -1_005)), ("\"a \\\"b\\\\\"", .string("a \"b\\")),
      ("token*/x:y", .token("token*/x:y")), ("?1", .boolean(true)), ("?0", .boolean(false)),
      (":aGk=:", .bytes([0x68, 0x69])), (":aGk:", .bytes([0x68, 0x69])), ("::", .bytes([])),
      ("@1659578233", .date(1_659_578_233)), ("@-1", .date(-1)),
      ("%\"f%c3%bc\"", .displayString("fü")),
    ] as [(String, StructuredField.BareItem)])
  func items(text: String, expected: StructuredField.BareItem) throws {
    #expect(try StructuredField.item([text]).value == expected)
  }

  @Test(
    "what is no item",
    arguments: [
      "", "a b", "1.", "1.2345", "1000000000000000", "1234567890123.1", "-", "--1", "?2", "?",
      "\"open", "\"\\n\"", "\"ü\"", "'a'", ":a:", ":a$==:", ":open", "@1.5", "%\"%FF\"",
      "%\"%C3%BC\"", "%x", "a;B", "a;b=", "a; =1", "(a)", "\u{1F600}", "a,", "1,2", "a\0",
    ])
  func malformedItems(text: String) {
    #expect(throws: StructuredField.Malformed.self) { try StructuredField.item([text]) }
  }

  @Test func `parameters keep the last value and the first place`() throws {
    let item = try StructuredField.item(["a;x=1;y;x=2; z=\"q\""])
    #expect(item.parameters.keys == ["x", "y", "z"])
    #expect(item.parameters["x"] == .integer(2))
    #expect(item.parameters["y"] == .boolean(true))
    #expect(item.parameters["z"] == .string("q"))
  }

  @Test func `lists and dictionaries over several lines`() throws {
    let list = try StructuredField.list(["a, (b c;x);y", "\"d\""])
    #expect(list.map { $0.items.count } == [1, 2, 1])
    #expect(list[1].parameters["y"] == .boolean(true))
    let dictionary = try StructuredField.dictionary(["a=1, b", "a=(x y), c=?0;p=2"])
    #expect(dictionary.keys == ["a", "b", "c"])
    #expect(dictionary["a"]?.items.count == 2)
    #expect(dictionary["b"]?.item?.value == .boolean(true))
    #expect(dictionary["c"]?.parameters["p"] == .integer(2))
    #expect(try StructuredField.list([]).isEmpty)
  }

  @Test(
    "what is no list or dictionary",
    arguments: ["a,", ",a", "a b", "(a", "(a,b)", "(a\"b\")", "A=1,", "a==1", "a=1 b=2", "1=a;"])
  func malformedCollections(text: String) {
    #expect(throws: StructuredField.Malformed.self) { try StructuredField.dictionary([text]) }
  }

  @Test func `no text of any kind ends the process, and an error is inside the text`() {
    var random = SplitMix64(seed: 9_651)
    let seeds = [
      "camera=(self \"https://a.example\");report-to=x, b=?1",
      "\"default\";q=100;w=60, @12, :aGk=:",
      "blocked-destinations=(script style), endpoints=(a), c=%\"f%c3\"",
    ]
    for seed in seeds {
      for _ in 0..<3_000 {
        let bytes = HostileText.mutated(Array(seed.utf8), &random)
        let text = String(decoding: bytes, as: UTF8.self)
        for parse in [
          { try _ = StructuredField.item([text]) }, { try _ = StructuredField.list([text]) },
          { try _ = StructuredField.dictionary([text]) },
        ] {
          do { try parse() } catch let error as StructuredField.Malformed {
            #expect((0...text.utf8.count).contains(error.offset))
          } catch { Issue.record("another error: \(error)") }
        }
      }
    }
  }
}
