import Foundation
import Model
import Testing

@Suite struct JSONValueTests {
  @Test func `keys are sorted and every kind of value is written`() {
    let value = JSONValue.object([
      "b": .array([.integer(-1), .boolean(true), .null]), "a": .string("x"), "é": .object([:]),
    ])
    #expect(
      value.serialized(pretty: false) == #"{"a":"x","b":[-1,true,null],"é":{}}"#)
    #expect(
      value.serialized() == """
        {
          "a": "x",
          "b": [
            -1,
            true,
            null
          ],
          "é": {}
        }

        """)
  }

  @Test func `another parser reads the same text back, control characters and markup too`() throws {
    let hostile = "\u{0}\u{1B}[31m</script>\"\\\n\r\t\u{7F}\u{85}\u{2028}𐍈&"
    let text = JSONValue.array([.string(hostile)]).serialized(pretty: false)
    #expect(!text.contains("<") && !text.unicodeScalars.contains { $0.value < 0x20 })
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String]
    #expect(read == [hostile])
  }
}
