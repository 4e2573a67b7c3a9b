import Model
import StructuredData
import Testing

/// Damages working files at random and holds that every parser either reads them or says where the
/// fault is; each seed can be run again by itself.
struct `Damaged files` {
  private static let samples: [Format: String] = [
    .yaml: """
    %YAML 1.2
    ---
    a: &x {k: 'v', "l\\n": [1, 0x1F, ~]}   # é
    b:
      <<: *x
      c: !Ref d
      ? e
      : |
        text 🔒
         more
    list:
      - - >-
          folded
      - *x
    ...

    """,
    .json: #"{"a": [1, -2.5e3, true, null, "\u00e9\ud83d\udd12 é🔒"], "b": {"c": {}, "d": []}}"#,
    .toml: """
    a.b = "x\\u00e9" # é
    'c' = [1, 2.5, 0xff, {d = 1979-05-27 07:32:00Z}]
    [t.u]
    v = \"\"\"
    é\\
      z\"\"\"
    [[w]]
    x = '''y'''
    [[w]]
    """,
    .ini: "top = 1\n[s é]\nk: \"v\" ; n\nm =\n  a\n  b # c\n",
    .env: "# é\nexport A=1 # n\nB=\"x\\n${A}\"\nC='y\nz'\nD=$E\n",
  ]

  private static let table = "id;né,x\t\n\"a\"\"b\";\"c\r\nd\"\n1;2\n"

  @Test(arguments: 0..<20)
  func `are read or refused with a place inside the file`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      for format in Format.allCases {
        let bytes = Self.damaged(Self.samples[format, default: ""], using: &generator)
        check(bytes) { bytes throws(Diagnostics) in
          try StructuredParser.parse(bytes, as: format, path: "file")
        }
      }
      let bytes = Self.damaged(Self.table, using: &generator)
      check(bytes) { bytes throws(Diagnostics) in try CSVParser.parse(bytes, path: "file") }
    }
  }

  private func check(_ bytes: [UInt8], parse: ([UInt8]) throws(Diagnostics) -> [Node]) {
    let lines = TextExtent(of: bytes)
    do throws(Diagnostics) {
      for node in try parse(bytes) { check(node, in: lines) }
    } catch {
      #expect(!error.list.isEmpty)
      for diagnostic in error.list {
        #expect(!diagnostic.message.isEmpty)
        #expect(diagnostic.location.path == "file")
        #expect(
          diagnostic.location.span.map(lines.holds) == true,
          "\(diagnostic.description) in \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  private func check(_ node: Node, in lines: TextExtent) {
    #expect(lines.holds(node.span), "\(node)")
    for entry in node.entries ?? [] {
      #expect(lines.holds(entry.keySpan), "\(entry)")
      check(entry.value, in: lines)
    }
    for element in node.elements ?? [] { check(element, in: lines) }
  }

  private static func damaged(_ text: String, using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    let alphabet = Array("\n\r\t :-[]{}#,'\"&*!|\\=.0e".utf8) + [0, 0x80, 0xC3, 0xFF]
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let position = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, position + Int.random(in: 0..<6, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.removeSubrange(position..<end)
      case 1: bytes.insert(contentsOf: bytes[position..<end], at: position)
      case 2: bytes.removeSubrange(position...)
      default: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: position)
      }
      if bytes.isEmpty { break }
    }
    return bytes
  }
}

/// How many lines a text has and how wide each is, counted independently of the parsers.
private struct TextExtent {
  private var widths = [0]

  init(of bytes: [UInt8]) {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var previous: UInt8 = 0
    for byte in hasMark ? bytes.dropFirst(3) : bytes[...] {
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) {
        widths.append(0)
      } else if byte != 0x0A, byte & 0xC0 != 0x80 {
        widths[widths.count - 1] += 1
      }
      previous = byte
    }
  }

  func holds(_ span: TextSpan) -> Bool {
    holds(line: span.line, column: span.column)
      && holds(line: span.endLine, column: span.endColumn)
      && (span.line, span.column) <= (span.endLine, span.endColumn)
  }

  /// A place may be behind the last character, and behind the carriage return of a line's break.
  private func holds(line: Int, column: Int) -> Bool {
    line >= 1 && line <= widths.count && column >= 1 && column <= widths[line - 1] + 2
  }
}
