/// A text with parameters in it, cut into its pieces.
///
/// `{name}` is a parameter, `{{` is a brace, and `}}` after it closes one; any other brace, as in the
/// quantifier `{2,5}`, stands for itself.
struct Template {
  enum Piece: Equatable {
    case text(String)
    /// A parameter with the code-point offset of its opening brace.
    case parameter(String, offset: Int)
  }

  let pieces: [Piece]

  /// The pieces, or nil when the text holds no brace and so stands for itself.
  init?(_ text: String) {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return nil }
    var reader = TemplateReader(text)
    pieces = reader.read()
  }

  /// The parameter's name when the text is nothing else.
  var onlyParameter: String? {
    guard pieces.count == 1, case .parameter(let name, _) = pieces.first else { return nil }
    return name
  }
}

private struct TemplateReader {
  private let bytes: [UInt8]
  private var position = 0
  private var pieces: [Template.Piece] = []
  private var text: [UInt8] = []
  /// How many `{{` wait for their `}}`.
  private var openBraces = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func read() -> [Template.Piece] {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "{"), follows(byte) {
        openBraces += 1
        take(byte, width: 2)
      } else if byte == UInt8(ascii: "}"), openBraces > 0, follows(byte) {
        openBraces -= 1
        take(byte, width: 2)
      } else if byte == UInt8(ascii: "{"), let name = parameterName() {
        flush()
        pieces.append(.parameter(name, offset: codePoints(before: position)))
        position += name.utf8.count + 2
      } else {
        take(byte, width: 1)
      }
    }
    flush()
    return pieces
  }

  private func follows(_ byte: UInt8) -> Bool {
    position + 1 < bytes.count && bytes[position + 1] == byte
  }

  private mutating func take(_ byte: UInt8, width: Int) {
    text.append(byte)
    position += width
  }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    pieces.append(.text(String(decoding: text, as: UTF8.self)))
    text.removeAll(keepingCapacity: true)
  }

  /// The name between the brace here and the next closing one, when it is a parameter's.
  private func parameterName() -> String? {
    let start = position + 1
    guard
      let end = bytes[start...].prefix(ParameterName.longest + 1).firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    return ParameterName.isValid(name) ? name : nil
  }

  private func codePoints(before end: Int) -> Int {
    bytes[..<end].count { $0 & 0xC0 != 0x80 }
  }
}
