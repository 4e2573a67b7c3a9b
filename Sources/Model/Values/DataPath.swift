/// A path into structured data: `spec.containers[*].image`, `[0].name`, `labels."app.example/name"`,
/// `metadata["key.with.dots"]`.
package struct DataPath: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case key(String)
    /// Counted from 0.
    case index(Int)
    /// Every element of a list, or every value of a mapping: `[*]`.
    case every
  }

  package let steps: [Step]
  /// The path as it was written.
  package let text: String

  /// Reads a path.
  ///
  /// - Throws: `PatternProblem` with the code-point offset of what is wrong.
  package init(_ text: String) throws(PatternProblem) {
    var reader = DataPathReader(text)
    steps = try reader.read()
    self.text = text
  }
}

/// Reads a data path one code point at a time.
private struct DataPathReader {
  private static let longest = 1_000

  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars.prefix(Self.longest + 1)) }

  mutating func read() throws(PatternProblem) -> [DataPath.Step] {
    guard !scalars.isEmpty else { throw problem("the path is empty") }
    guard scalars.count <= Self.longest else {
      throw problem("the path is longer than \(Self.longest) characters")
    }
    var steps: [DataPath.Step] = []
    while let next = current {
      if next == "[" {
        steps.append(try bracket())
      } else {
        if !steps.isEmpty { try skipDot() }
        steps.append(try key())
      }
    }
    return steps
  }

  private var current: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private func problem(_ message: String, at offset: Int? = nil) -> PatternProblem {
    PatternProblem(message: message, offset: offset ?? position)
  }

  private mutating func skipDot() throws(PatternProblem) {
    guard current == "." else { throw problem("expected . or [ here") }
    position += 1
  }

  /// The tables of Unicode are slow, and nearly every key is ASCII.
  private func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }

  private mutating func key() throws(PatternProblem) -> DataPath.Step {
    if let quote = current, quote == "\"" || quote == "'" { return .key(try quoted(by: quote)) }
    let start = position
    while let next = current, next != ".", next != "[" {
      guard next != "]", next != "\"", next != "'", !isWhiteSpace(next) else {
        throw problem("a key with \(next.debugDescription) in it must be written in quotes")
      }
      position += 1
    }
    let name = String(String.UnicodeScalarView(scalars[start..<position]))
    guard !name.isEmpty else { throw problem("a key is missing") }
    guard name != "*" else { throw problem("every element is written [*]", at: start) }
    return .key(name)
  }

  /// Reads `[0]`, `[*]` or `["key"]`.
  private mutating func bracket() throws(PatternProblem) -> DataPath.Step {
    let start = position
    position += 1
    let step: DataPath.Step
    switch current {
    case "*":
      position += 1
      step = .every
    case "\"", "'":
      step = try key()
    default:
      step = .index(try index())
    }
    guard current == "]" else {
      throw problem("this [ has no ] after its number, * or quoted key", at: start)
    }
    position += 1
    return step
  }

  private mutating func index() throws(PatternProblem) -> Int {
    let start = position
    while let next = current, ("0"..."9").contains(next) { position += 1 }
    let digits = String(String.UnicodeScalarView(scalars[start..<position]))
    guard !digits.isEmpty else {
      throw problem("expected a number, * or a quoted key inside [ ]", at: start)
    }
    guard digits.utf8.count <= 9, let value = Int(digits) else {
      throw problem("the number inside [ ] is too large", at: start)
    }
    return value
  }

  private mutating func quoted(by quote: Unicode.Scalar) throws(PatternProblem) -> String {
    let start = position
    position += 1
    var text = String.UnicodeScalarView()
    while let next = current {
      position += 1
      if next == quote { return String(text) }
      if next == "\\", let escaped = current, escaped == quote || escaped == "\\" {
        text.append(escaped)
        position += 1
      } else {
        text.append(next)
      }
    }
    throw problem("this quote is not closed", at: start)
  }
}
