/// One word of a command after quotes are taken away.
package struct ShellWord: Hashable, Sendable {
  package let text: String
  /// Whether nothing is put into it when it runs.
  package let isLiteral: Bool

  package init(_ text: String, isLiteral: Bool = true) {
    self.text = text
    self.isLiteral = isLiteral
  }
}

/// One simple command of a script, with what becomes of its failure.
package struct ShellCommand: Hashable, Sendable {
  /// What happens when the command fails.
  package enum Failure: Hashable, Sendable {
    case stops
    /// The script goes on and can still succeed; how that comes about.
    case ignored(how: String)
    case unknown(reason: String)
  }

  /// The program and its arguments; assignments before it and redirections are left out.
  package let words: [ShellWord]
  /// In the pipeline's file, also where the command stands in a script that the file calls.
  package let span: TextSpan
  package var failure: Failure
  /// Why it may not run though the script does; nil when it always runs.
  package var condition: String?
  /// The calls that lead to it, outermost first: `npm run audit`.
  package var route: [String]
  /// The folder in which it runs, relative to the repository; nil when that is not known.
  package var folder: String?

  package init(
    words: [ShellWord], span: TextSpan, failure: Failure = .stops, condition: String? = nil,
    route: [String] = [], folder: String? = ""
  ) {
    self.words = words
    self.span = span
    self.failure = failure
    self.condition = condition
    self.route = route
    self.folder = folder
  }

  /// The command on one line, shortened.
  package var shown: String {
    let line = words.map(\.text).joined(separator: " ")
    return line.count > 80 ? line.prefix(79) + "…" : line
  }
}
