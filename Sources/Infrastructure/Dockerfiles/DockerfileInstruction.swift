import Model

/// A piece of text with its place.
struct PlacedText: Hashable {
  let text: String
  let span: TextSpan
}

/// One instruction of a Dockerfile, heredocs and continuation lines joined.
struct DockerfileInstruction {
  /// In upper case: `RUN`.
  let keyword: String
  /// From the keyword to the end of the last line.
  let span: TextSpan
  /// `--name=value` behind the keyword; a flag without a value is `true`.
  let flags: [String: PlacedText]
  /// What follows the flags, comments and line breaks taken out.
  let rest: PlacedText
  /// The words of the rest, quotes kept.
  let words: [PlacedText]
  /// The texts of the exec form `["a", "b"]`; nil for the shell form.
  let list: [String]?
  /// The bodies of heredocs, in order.
  let heredocs: [PlacedText]

  /// Names with their values, as ENV, ARG and LABEL have them; the value of a bare name is nil.
  var pairs: [(name: PlacedText, value: PlacedText?)] {
    guard let first = words.first else { return [] }
    // ENV and LABEL know an old form of one name and the rest of the line.
    if keyword != "ARG", !first.text.contains("=") {
      let text = words.dropFirst().map(\.text).joined(separator: " ")
      let last = words.last?.span ?? first.span
      let start = words.dropFirst().first?.span ?? first.span
      let span = TextSpan(
        line: start.line, column: start.column, endLine: last.endLine, endColumn: last.endColumn)
      return [(first, PlacedText(text: text, span: span))]
    }
    return words.map { word in
      guard let equals = word.text.firstIndex(of: "=") else { return (word, nil) }
      let name = PlacedText(text: String(word.text[..<equals]), span: word.span)
      let value = String(word.text[word.text.index(after: equals)...])
      return (name, PlacedText(text: value, span: word.span))
    }
  }
}

/// Why a Dockerfile cannot be read.
struct DockerfileProblem: Error {
  let message: String
  let span: TextSpan
}
