import Collectors
import Testing

/// Readers that go by bytes must see the same spaces and line breaks as those that go by characters.
@Suite struct SpaceBytesTests {
  private static let scalars = (1...0x3100).compactMap { Unicode.Scalar($0 as Int) }

  @Test func `spaces are those of Unicode, at the start and at the end`() {
    for scalar in Self.scalars {
      let text = Array(String(scalar).utf8)
      let expected = scalar.properties.isWhitespace ? text.count : 0
      #expect(SpaceBytes.leading((text + [0x61])[...]) == expected, "\(scalar.value)")
      #expect(SpaceBytes.trailing(([0x61] + text)[...]) == expected, "\(scalar.value)")
    }
  }

  @Test func `line breaks are those of Unicode`() {
    for scalar in Self.scalars {
      let text = Array(String(scalar).utf8)
      let expected = Character(scalar).isNewline ? text.count : 0
      #expect(SpaceBytes.newline(at: 0, in: text[...]) == expected, "\(scalar.value)")
    }
    #expect(SpaceBytes.newline(at: 0, in: [0x0D, 0x0A]) == 2)
  }

  @Test(arguments: [[0xC2], [0xE2], [0xE2, 0x80], [0xE3, 0x80], []] as [[UInt8]])
  func `cut characters are no spaces`(_ bytes: [UInt8]) {
    #expect(SpaceBytes.leading(bytes[...]) == 0)
    #expect(SpaceBytes.trailing(bytes[...]) == 0)
    if !bytes.isEmpty { #expect(SpaceBytes.newline(at: 0, in: bytes[...]) == 0) }
  }
}
