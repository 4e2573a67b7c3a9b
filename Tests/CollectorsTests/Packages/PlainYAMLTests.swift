import Collectors
import Model
import StructuredData
import TestSupport
import Testing

@Suite struct PlainYAMLTests {
  private static let samples = [
    """
    # remark
    a: 1.10
    'quo''ted': "two words"
    list:
    - x
    - y: {a: b, 'c d': [1, 2], e: {}}
      z: []
    - - nested
    deep:
      deeper:
        deepest: ~
      empty:
    text: |-
      first
        second

      last
    url: https://example.org/a#b
    time: a:b
    """,
    """
    PODS:
      - A (1.0):
        - B (= 2)
      - B (2)
    X Y:
      k: v # remark
    """,
    "a: &x 1\nb: *x\n", "a: >-\n  folded\n  text\n", "a: b\n c: d\n", "? long\n: v\n",
    "a: 'x\n  y'\n", "a:\n- b\nc: d\n", "a: [x,\n  y]\n", "---\na: b\n", "a: \"\\u0041\"\n",
    "é: ü\nb: !!str 1\n", "a: b\na: c\n", "- a\n- b: c\n  d: e\n", "a: |\n  x\n\nb: c\n",
  ]

  @Test func `what package managers write needs no full parser`() {
    #expect(PlainYAML.read(Array(Self.samples[1].replacing(" # remark", with: "").utf8)) != nil)
    let first = PlainYAML.read(
      Array(Self.samples[0].replacing("- - nested\n", with: "- plain\n").utf8))
    #expect(first?["a"]?.string == "1.10")
    #expect(first?["quo'ted"]?.string == "two words")
    #expect(first?["text"]?.string == "first\n  second\n\nlast")
    #expect(first?["list"]?.elements?[1]["y"]?["c d"]?.elements?.count == 2)
    #expect(first?["url"]?.span == TextSpan(line: 18, column: 6, endLine: 18, endColumn: 29))
  }

  /// Whatever it reads, the full parser reads as the same values.
  @Test(arguments: 0..<samples.count)
  func `nothing is read in two ways`(_ index: Int) throws {
    var random = SplitMix64(seed: UInt64(index) + 7)
    let fragments = [
      "\n", " ", "  ", "- ", ": ", "'", "\"", "{", "}", "[", "]", ",", "#", " #", "|", ">", "&a ",
      "*a",
      "!x ", "?", "\t", "\\", "é", "~", "null", "true", "-", ":", "%", "@", "---\n", "...\n",
      "|-\n",
    ]
    for round in 0..<2_000 {
      var bytes = Array(Self.samples[index].utf8)
      for _ in 0..<(round == 0 ? 0 : Int.random(in: 1...3, using: &random)) where !bytes.isEmpty {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        if Int.random(in: 0...2, using: &random) == 0 {
          bytes.remove(at: position)
        } else {
          bytes.insert(
            contentsOf: fragments[Int.random(in: 0..<fragments.count, using: &random)].utf8,
            at: position)
        }
      }
      guard let plain = PlainYAML.read(bytes) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let full = try? StructuredParser.parse(bytes, as: .yaml, path: "file")
      #expect(full?.count == 1, "\(text)")
      if let root = full?.first { #expect(Self.agree(plain, root), "\(text)") }
    }
  }

  /// Scalars that the full parser takes for numbers stay texts in the plain one.
  private static func agree(_ plain: Node, _ full: Node) -> Bool {
    switch (plain.content, full.content) {
    case (.mapping(let left), .mapping(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy {
          $0.key == $1.key && $0.keySpan.line == $1.keySpan.line
            && $0.keySpan.column == $1.keySpan.column && agree($0.value, $1.value)
        }
    case (.sequence(let left), .sequence(let right)):
      left.count == right.count && zip(left, right).allSatisfy { agree($0, $1) }
    case (.string, .integer), (.string, .number): true
    default: plain.content == full.content
    }
  }
}
