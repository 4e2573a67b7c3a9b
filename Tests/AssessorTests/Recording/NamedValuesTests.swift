import Foundation
import Testing
import TestSupport

@testable import Assessor

struct NamedValuesTests {
  @Test(
    "what a name calls a secret is hidden behind its own form, and nothing else",
    arguments: [
      (
        "{\"access_token\": \"Abc-12345678\", \"name\": \"plain text 1234\"}",
        "{\"access_token\": \"Xxx-11111111\", \"name\": \"plain text 1234\"}"
      ),
      ("{\"token\":1234567890}", "{\"token\":1111111111}"),
      ("?session=a1b2c3d4e5&page=12345678", "?session=x1x1x1x1x1&page=12345678"),
      (
        "<meta name=\"csrf-token\" content=\"Q1w2E3r4T5\">",
        "<meta name=\"csrf-token\" content=\"X1x1X1x1X1\">"
      ),
      ("<input value='Q1w2E3r4T5' name='_token'>", "<input value='X1x1X1x1X1' name='_token'>"),
      ("<input type=\"password\" name=\"pw\">", "<input type=\"password\" name=\"pw\">"),
      ("the password is checked", "the password is checked"),
      ("{\"secret\":\"a1b2c3d4\\u00e9e5\"}", "{\"secret\":\"x1x1x1x1\\u00e9x1\"}"),
    ])
  func veiled(text: String, expected: String) {
    #expect(NamedValues.veiled(in: text) == expected)
  }

  @Test("JSON stays JSON, whatever it holds", arguments: 0..<200)
  func data(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let text = String(
      String.UnicodeScalarView(
        (0..<24).compactMap { _ in Unicode.Scalar(UInt32.random(in: 1...0x2FF, using: &random)) }))
    let bytes = try JSONSerialization.data(
      withJSONObject: ["token": text, "number": Int.random(in: 0...999_999_999, using: &random)],
      options: [.sortedKeys])
    let veiled = Data(NamedValues.veiled(in: Array(bytes)))
    #expect(veiled.count == bytes.count)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: veiled) }
  }

  @Test("garbled bytes keep their length", arguments: 0..<100)
  func garbled(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let parts = ["<meta", "token", "=", ":", "\"", "\\", ">", "\\u", "a1b2c3d4e5", " ", "\u{e9}"]
    let bytes = (0..<80).flatMap { _ in
      Array((parts.randomElement(using: &random) ?? "").utf8)
    }
    #expect(NamedValues.veiled(in: bytes).count == bytes.count)
  }
}
