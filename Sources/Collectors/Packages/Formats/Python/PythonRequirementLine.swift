import Model

/// One line of a requirements file that asks for a package.
struct PythonRequirementLine {
  private let line: LogicalLine
  private let path: String

  init(_ line: LogicalLine, path: String) {
    self.line = line
    self.path = path
  }

  /// The requirement, or nil when it is a folder of the same repository.
  func requirement() throws(Diagnostics) -> PythonRequirement? {
    let (text, hasDigest) = Self.withoutOptions(line.text)
    guard !text.contains("${") || text.contains("://") else {
      throw failure("an environment variable stands in for what is required")
    }
    if Self.isPlace(text) { return try placed(text, hasDigest: hasDigest) }
    do throws(PatternProblem) {
      let requirement = try PythonRequirement(text)
      let isLocal = requirement.url.map { PythonURL($0).isLocal } ?? false
      if isLocal { return nil }
      guard hasDigest, requirement.url != nil else { return requirement }
      return PythonRequirement(
        name: requirement.name, extras: requirement.extras, url: requirement.url,
        requirement: requirement.requirement, isFixed: true)
    } catch {
      let span = TextSpan(line: line.span.line, column: line.span.column + error.offset)
      throw Diagnostics(error.message, path: path, at: span)
    }
  }

  /// A URL or a path where the name should be.
  private func placed(_ text: String, hasDigest: Bool) throws(Diagnostics) -> PythonRequirement? {
    let address = text.prefix { $0 != " " && $0 != ";" && $0 != "\t" }
    let url = PythonURL(String(address))
    if url.isLocal, !url.isArchive { return nil }
    guard let named = url.named else {
      throw failure("the name of the package cannot be told from its URL; write name @ URL")
    }
    return PythonRequirement(
      name: named.name, clauses: named.version.map { ["==" + $0] } ?? [], url: url.text,
      requirement: "@ " + url.text, isFixed: url.isFixed || hasDigest)
  }

  private func failure(_ message: String) -> Diagnostics {
    Diagnostics(message, path: path, at: line.span)
  }

  /// Whether a line begins with a URL, a path, or an archive's name instead of a package's.
  private static func isPlace(_ text: String) -> Bool {
    let first = text.prefix { !$0.isWhitespace && $0 != ";" }
    if text.hasPrefix(".") || text.hasPrefix("/") { return true }
    let name = text.prefix { $0.isLetter || $0.isNumber || "-_.+".contains($0) }
    if text[name.endIndex...].hasPrefix("://") { return true }
    if text.lowercased().hasPrefix("file:") { return true }
    return !first.contains("@") && !first.contains("=") && !first.contains("[")
      && (first.contains("/") || PythonURL(String(first)).isArchive)
  }

  /// Cuts `--hash=…` and other options of the line off.
  private static func withoutOptions(_ text: String) -> (text: String, hasDigest: Bool) {
    var previous: Character = "-"
    for index in text.indices {
      if previous.isWhitespace, text[index...].hasPrefix("--") {
        let options = text[index...]
        let hasDigest = options.split(whereSeparator: \.isWhitespace).contains {
          $0.hasPrefix("--hash")
        }
        return (NodeSpecifier.trimmed(String(text[..<index])), hasDigest)
      }
      previous = text[index]
    }
    return (text, false)
  }
}
