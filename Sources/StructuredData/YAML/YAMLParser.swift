import Model

/// Reads YAML 1.2 with the core schema: `no` is text, `012` is twelve.
enum YAMLParser {
  private static let maximumTagDirectives = 100

  static func parse(
    _ source: SourceText, limits: ParseLimits, keepsTags: Bool = false
  ) throws(Diagnostics) -> [Node] {
    try refuseForeignLineBreaks(source)
    try refuseManyDirectives(source)
    var builder = YAMLTreeBuilder(source, limits: limits, keepsTags: keepsTags)
    guard var reader = YAMLEventReader(source.bytes) else {
      throw builder.problems.failure("there is not enough memory to read the file", at: .start)
    }
    while true {
      let event: YAMLEvent
      do throws(YAMLSyntaxError) {
        event = try reader.next()
      } catch {
        throw failure(error, source, builder.problems)
      }
      if event.kind == .streamEnd { break }
      try builder.handle(event)
    }
    try builder.problems.check()
    return builder.documents
  }

  /// Refuses U+0085, U+2028 and U+2029.
  ///
  /// They break lines in YAML 1.1 and do not in YAML 1.2, so two readers of the file could see
  /// different keys, and its lines could not be counted.
  private static func refuseForeignLineBreaks(_ source: SourceText) throws(Diagnostics) {
    guard !source.isASCII else { return }
    var previous: (UInt8, UInt8) = (0, 0)
    for (offset, byte) in source.bytes.enumerated() {
      let isNextLine = byte == 0x85 && previous.1 == 0xC2
      let isSeparator = (byte == 0xA8 || byte == 0xA9) && previous == (0xE2, 0x80)
      if isNextLine || isSeparator {
        let code = isNextLine ? "0085" : byte == 0xA8 ? "2028" : "2029"
        throw ProblemList(path: source.path).failure(
          "the line separator U+\(code) is read differently by YAML 1.1 and YAML 1.2",
          at: source.place(ofByte: offset - (isNextLine ? 1 : 2)),
          suggestion: "write it as \"\\u\(code)\" in a double-quoted text")
      }
      previous = (previous.1, byte)
    }
  }

  /// Refuses a stream with very many `%TAG` lines, which cost libyaml time by their square.
  private static func refuseManyDirectives(_ source: SourceText) throws(Diagnostics) {
    var count = 0
    var previous = ASCII.lineFeed
    for (offset, byte) in source.bytes.enumerated() {
      let isLineStart = previous == ASCII.lineFeed || previous == ASCII.carriageReturn
      previous = byte
      guard isLineStart, byte == UInt8(ascii: "%"),
        source.bytes[offset...].starts(with: "%TAG".utf8)
      else { continue }
      count += 1
      guard count <= maximumTagDirectives else {
        throw ProblemList(path: source.path).failure(
          "the file has more than \(maximumTagDirectives) %TAG lines",
          at: source.place(ofByte: offset))
      }
    }
  }

  private static func failure(
    _ error: YAMLSyntaxError, _ source: SourceText, _ problems: ProblemList
  ) -> Diagnostics {
    let span: TextSpan
    switch error.place {
    case .span(let place): span = source.clamped(place)
    case .byteOffset(let offset): span = source.place(ofByte: offset)
    }
    if error.problem.contains("cannot start any token"), source.byte(at: span) == 0x09 {
      return problems.failure(
        "a tab is used for indentation where YAML allows only spaces", at: span)
    }
    let context = error.context.map { context in
      let start = source.clamped(context.start)
      return " \(context.description) (from \(start.line):\(start.column))"
    }
    let suggestion =
      error.problem.hasPrefix("mapping values are not allowed")
      ? "a text that holds `: ` must stand in quotes" : nil
    return problems.failure(
      error.problem + (context ?? ""), at: span, suggestion: suggestion)
  }
}
