import Model
import StructuredData

/// Splits a Dockerfile into its instructions.
///
/// Docker, "Dockerfile reference": parser directives, comments between and inside of continued lines,
/// the escape character, flags, the exec form and heredocs of RUN, COPY and ADD.
struct DockerfileParser {
  static let keywords: Set<String> = [
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
    "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
  ]
  private static let maximumBytes = 1 << 20
  private static let maximumInstructions = 10_000

  private let bytes: [UInt8]
  private let index: LineIndex
  private var position: Int
  private(set) var escape = UInt8(ascii: "\\")

  /// Takes the bytes of a file.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = LineIndex(bytes)
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func instructions() throws(DockerfileProblem) -> [DockerfileInstruction] {
    guard bytes.count <= Self.maximumBytes else {
      throw problem("the file is larger than 1 MiB", at: 0..<0)
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw problem("this is not a text file", at: offset..<offset)
    }
    readDirectives()
    var found: [DockerfileInstruction] = []
    while let line = logicalLine() {
      guard let instruction = try instruction(in: line) else { continue }
      found.append(instruction)
      guard found.count <= Self.maximumInstructions else {
        throw problem(
          "there are more than \(Self.maximumInstructions) instructions", at: position..<position)
      }
    }
    return found
  }

  // MARK: Lines

  /// The bytes of a line joined with its continuations, and where each of them stands.
  private struct LogicalLine {
    var bytes: [UInt8] = []
    var offsets: [Int] = []

    /// The offsets of a range of the joined bytes; an empty line has none.
    func range(_ range: Range<Int>) -> Range<Int> {
      guard let first = offsets.first, let last = offsets.last else { return 0..<0 }
      let start = range.lowerBound < offsets.count ? offsets[range.lowerBound] : last + 1
      guard range.upperBound > range.lowerBound, range.upperBound <= offsets.count else {
        return start..<max(start, first)
      }
      return start..<(offsets[range.upperBound - 1] + 1)
    }
  }

  /// The next line as it stands, without its break.
  private mutating func physicalLine() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    position = min(bytes.count, end + 1)
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func isComment(_ line: Range<Int>) -> Bool {
    bytes[line].first { !isBlank($0) } == 0x23
  }

  private func isEmpty(_ line: Range<Int>) -> Bool { bytes[line].allSatisfy(isBlank) }

  private mutating func logicalLine() -> LogicalLine? {
    var line = LogicalLine()
    while let physical = physicalLine() {
      // Comments and empty lines between continued lines end nothing.
      if isComment(physical) || isEmpty(physical) { continue }
      var end = physical.upperBound
      while end > physical.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
      let isContinued = end > physical.lowerBound && bytes[end - 1] == escape
      let kept = physical.lowerBound..<(isContinued ? end - 1 : physical.upperBound)
      line.bytes += bytes[kept]
      line.offsets += Array(kept)
      if !isContinued { return line }
    }
    return line.bytes.isEmpty ? nil : line
  }

  /// `# escape=` and the other directives, which stand before anything else.
  private mutating func readDirectives() {
    let start = position
    var end = start
    while let line = physicalLine() {
      let text = String(decoding: bytes[line], as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).joined()
      guard text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { break }
      let name = text[text.index(after: text.startIndex)..<equals].lowercased()
      guard ["syntax", "escape", "check"].contains(name) else { break }
      if name == "escape", text[text.index(after: equals)...] == "`" { escape = 0x60 }
      end = position
    }
    position = end
  }

  // MARK: Instructions

  private mutating func instruction(
    in line: LogicalLine
  ) throws(DockerfileProblem) -> DockerfileInstruction? {
    var cursor = line.bytes.firstIndex { !isBlank($0) } ?? line.bytes.count
    let start = cursor
    while cursor < line.bytes.count, !isBlank(line.bytes[cursor]) { cursor += 1 }
    let keyword = String(decoding: line.bytes[start..<cursor], as: UTF8.self).uppercased()
    guard Self.keywords.contains(keyword) else {
      let nearest = NearestName.find(keyword, among: Self.keywords.sorted())
      let shown = keyword.count <= 40 && keyword.allSatisfy(\.isLetter) ? "`\(keyword)`" : "this"
      throw problem(
        "expected an instruction, but found \(shown)"
          + (nearest.map { "; did you mean `\($0)`" } ?? ""), at: line.range(start..<cursor))
    }
    let (flags, rest) = flags(in: line, from: cursor, of: keyword)
    let words = words(in: line, from: rest)
    var heredocs: [PlacedText] = []
    if ["RUN", "COPY", "ADD"].contains(keyword) {
      for word in words {
        guard let heredoc = Heredoc(word.text) else { continue }
        heredocs.append(try body(of: heredoc, at: word.span))
      }
    }
    let text = String(decoding: line.bytes[rest...], as: UTF8.self)
    let first = line.range(start..<line.bytes.count)
    return DockerfileInstruction(
      keyword: keyword, span: index.span(first), flags: flags,
      rest: PlacedText(
        text: text, span: index.span(line.range(rest..<max(rest, line.bytes.count)))),
      words: words, list: Self.list(text), heredocs: heredocs)
  }

  /// The flags behind a keyword, and where they end.
  private func flags(
    in line: LogicalLine, from start: Int, of keyword: String
  ) -> ([String: PlacedText], Int) {
    let known = ["FROM", "COPY", "ADD", "RUN", "HEALTHCHECK"].contains(keyword)
    var flags: [String: PlacedText] = [:]
    var cursor = start
    while true {
      while cursor < line.bytes.count, isBlank(line.bytes[cursor]) { cursor += 1 }
      guard known, line.bytes[cursor...].starts(with: "--".utf8) else { return (flags, cursor) }
      let begin = cursor
      while cursor < line.bytes.count, !isBlank(line.bytes[cursor]) { cursor += 1 }
      let text = String(decoding: line.bytes[(begin + 2)..<cursor], as: UTF8.self)
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? String(parts[1]) : "true"
      flags[String(parts.first ?? "")] = PlacedText(
        text: value, span: index.span(line.range(begin..<cursor)))
    }
  }

  /// Words end at blanks that neither quotes nor the escape character keep.
  private func words(in line: LogicalLine, from start: Int) -> [PlacedText] {
    var words: [PlacedText] = []
    var cursor = start
    while cursor < line.bytes.count {
      while cursor < line.bytes.count, isBlank(line.bytes[cursor]) { cursor += 1 }
      let begin = cursor
      var quote: UInt8?
      while cursor < line.bytes.count, quote != nil || !isBlank(line.bytes[cursor]) {
        let byte = line.bytes[cursor]
        if byte == escape, quote != 0x27 {
          cursor += 1
        } else if quote == byte {
          quote = nil
        } else if quote == nil, byte == 0x22 || byte == 0x27 {
          quote = byte
        }
        cursor += 1
      }
      cursor = min(cursor, line.bytes.count)
      guard cursor > begin else { break }
      words.append(
        PlacedText(
          text: String(decoding: line.bytes[begin..<cursor], as: UTF8.self),
          span: index.span(line.range(begin..<cursor))))
    }
    return words
  }

  private static func list(_ text: String) -> [String]? {
    guard text.hasPrefix("["),
      let node = try? StructuredParser.parse(Array(text.utf8), as: .json, path: "").first,
      let elements = node.elements
    else { return nil }
    let texts = elements.compactMap(\.string)
    return texts.count == elements.count ? texts : nil
  }

  // MARK: Heredocs

  private mutating func body(
    of heredoc: Heredoc, at span: TextSpan
  ) throws(DockerfileProblem) -> PlacedText {
    let start = position
    while let line = physicalLine() {
      var text = String(decoding: bytes[line], as: UTF8.self)
      if heredoc.dropsTabs { text = String(text.drop { $0 == "\t" }) }
      guard text == heredoc.name else { continue }
      let body = String(decoding: bytes[start..<line.lowerBound], as: UTF8.self)
      return PlacedText(text: body, span: index.span(start..<line.lowerBound))
    }
    throw DockerfileProblem(message: "the heredoc \(heredoc.name) has no end", span: span)
  }

  private func problem(_ message: String, at range: Range<Int>) -> DockerfileProblem {
    DockerfileProblem(message: message, span: index.span(range))
  }
}

/// The beginning of a heredoc: `<<EOF`, `<<-EOF`, `<<"EOF"`, `3<<EOF`.
struct Heredoc {
  let name: String
  let dropsTabs: Bool

  init?(_ word: String) {
    var text = word[...].drop { $0.isASCII && $0.isNumber }
    guard text.hasPrefix("<<") else { return nil }
    text = text.dropFirst(2)
    dropsTabs = text.hasPrefix("-")
    if dropsTabs { text = text.dropFirst() }
    if let quote = text.first, quote == "\"" || quote == "'" {
      guard text.count > 2, text.last == quote else { return nil }
      text = text.dropFirst().dropLast()
    }
    guard let first = text.first, first.isLetter || first == "_",
      text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." })
    else { return nil }
    name = String(text)
  }
}
