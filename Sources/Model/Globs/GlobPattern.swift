/// A shell-like pattern over relative paths.
///
/// `*` and `?` stay within one part of a path, `**` crosses parts, `[a-z]` and `[!a-z]` are sets,
/// `{a,b}` are alternatives and `\` takes the next character as it is. Hidden names are matched like
/// any other. A pattern that ends in `/` means everything below that folder. Matching keeps a set of
/// states instead of backtracking, so its time is the product of both lengths at most.
package struct GlobPattern: Hashable, Sendable {
  package let text: String
  /// The path itself when the pattern has nothing special in it.
  package let literalPath: String?
  /// The folders before the first special character, joined with `/`; empty for the root.
  package let literalFolder: String

  private let program: [GlobInstruction]
  private let suffix: String

  /// Reads a pattern; a leading `./` is dropped.
  package init(_ text: String) throws(PatternProblem) {
    var parser = GlobParser(text)
    program = try parser.parse()
    suffix = parser.suffix
    self.text = text
    literalPath = parser.isLiteral ? parser.literal : nil
    literalFolder = parser.literal.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast().joined(separator: "/")
  }

  /// Whether a relative path with `/` between its parts fits the whole pattern.
  package func matches(_ path: String) -> Bool {
    if let literalPath { return literalPath.utf8.elementsEqual(path.utf8) }
    // Most paths of a tree are told apart by their ending alone.
    guard path.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return false }
    return GlobMachine(program, crossesParts: false).run(path).accepts
  }

  /// Whether some path below a folder could fit, so that a walk can leave the others out.
  package func mayMatch(below folder: String) -> Bool {
    folder.isEmpty || GlobMachine(program, crossesParts: false).run(folder + "/").isAlive
  }

  package static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
