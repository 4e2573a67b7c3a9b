import Model

/// Reads the directives of a `go.mod` line by line.
struct GoModuleReader {
  /// Directives that name no package of the build.
  private static let others: Set<String> = [
    "toolchain", "godebug", "exclude", "retract", "tool", "ignore",
  ]

  private let path: String
  private var module = GoModule()
  /// The directive whose block is open, with the place where it was opened.
  private var block: (directive: String, span: TextSpan)?

  init(path: String) { self.path = path }

  mutating func read(_ text: Substring) throws(Diagnostics) -> GoModule {
    for (index, line) in try LogicalLines.physical(text, path: path).enumerated() {
      let (words, comment) = try Self.words(of: line, number: index + 1, path: path)
      try read(words, comment: comment)
    }
    if let block {
      throw Diagnostics("the block that ( opens is not closed by )", path: path, at: block.span)
    }
    return module
  }

  private mutating func read(_ words: [Word], comment: String) throws(Diagnostics) {
    guard let first = words.first else { return }
    if let open = block {
      if first.text == ")", words.count == 1 {
        block = nil
      } else {
        try read(open.directive, words, comment: comment)
      }
    } else if words.count == 2, words[1].text == "(" {
      try checkKnown(first)
      block = (first.text, first.span)
    } else {
      try checkKnown(first)
      try read(first.text, Array(words.dropFirst()), comment: comment)
    }
  }

  private func checkKnown(_ word: Word) throws(Diagnostics) {
    let known = Self.others.union(["module", "go", "require", "replace"])
    guard !known.contains(word.text) else { return }
    throw Diagnostics(
      "the directive \"\(PackageText.shown(word.text))\" is not known", path: path, at: word.span,
      suggestion: NearestName.find(word.text, among: known.sorted()).map { "did you mean \($0)?" })
  }

  private mutating func read(
    _ directive: String, _ words: [Word], comment: String
  ) throws(Diagnostics) {
    switch directive {
    case "module": module.name = words.first?.text
    case "go": module.language = words.first?.text
    case "require": try readRequirement(words, comment: comment)
    case "replace": try readReplacement(words)
    default: return
    }
  }

  private mutating func readRequirement(_ words: [Word], comment: String) throws(Diagnostics) {
    guard words.count == 2, let name = words.first, let version = words.last else {
      throw Diagnostics(
        "expected a module and its version", path: path, at: words.first?.span ?? .start)
    }
    try checkVersion(version)
    let remark = comment.split(whereSeparator: { $0.isWhitespace || $0 == ";" }).first
    module.requirements.append(
      GoModule.Requirement(
        module: name.text, version: version.text, isIndirect: remark == "indirect",
        span: name.span))
  }

  private mutating func readReplacement(_ words: [Word]) throws(Diagnostics) {
    guard let first = words.first, let arrow = words.firstIndex(where: { $0.text == "=>" }),
      (1...2).contains(arrow), (1...2).contains(words.count - arrow - 1)
    else {
      throw Diagnostics(
        "expected module => folder, or module => module version", path: path,
        at: words.first?.span ?? .start)
    }
    let new = words[(arrow + 1)...]
    guard let target = new.first else { return }
    let version = new.count == 2 ? new.last : nil
    if let version {
      try checkVersion(version)
    } else if !target.text.hasPrefix("./"), !target.text.hasPrefix("../"),
      !target.text.hasPrefix("/"), target.text != ".", target.text != ".."
    {
      throw Diagnostics(
        "a replacement that is not a folder needs a version", path: path, at: target.span)
    }
    module.replacements.append(
      GoModule.Replacement(
        module: first.text, version: arrow == 2 ? words[1].text : nil, newModule: target.text,
        newVersion: version?.text, span: target.span))
  }

  private func checkVersion(_ word: Word) throws(Diagnostics) {
    guard word.text.hasPrefix("v"), SemanticVersion(String(word.text.dropFirst())) != nil else {
      throw Diagnostics(
        "expected a version such as v1.2.3, found \(PackageText.shown(word.text))", path: path,
        at: word.span)
    }
  }
}

extension GoModuleReader {
  struct Word {
    let text: String
    let span: TextSpan
  }

  /// Parts a line at its spaces and gives what stands after `//` apart.
  static func words(
    of line: Substring, number: Int, path: String
  ) throws(Diagnostics) -> (words: [Word], comment: String) {
    var words: [Word] = []
    let scalars = Array(line.unicodeScalars)
    var position = 0
    while position < scalars.count {
      let start = position
      let scalar = scalars[position]
      if scalar.properties.isWhitespace {
        position += 1
        continue
      }
      if scalars[position...].starts(with: ["/", "/"]) {
        let comment = String.UnicodeScalarView(scalars[(position + 2)...])
        return (words, String(comment))
      }
      let isQuoted = scalar == "\"" || scalar == "`"
      position += 1
      while position < scalars.count, !ends(scalars, at: position, opening: scalar) {
        position += 1
      }
      if isQuoted {
        guard position < scalars.count else {
          throw Diagnostics(
            "this quote is not closed", path: path, at: TextSpan(line: number, column: start + 1))
        }
        position += 1
      }
      let inner = isQuoted ? scalars[(start + 1)..<(position - 1)] : scalars[start..<position]
      words.append(
        Word(
          text: String(String.UnicodeScalarView(inner)),
          span: TextSpan(
            line: number, column: start + 1, endLine: number, endColumn: position + 1)))
    }
    return (words, "")
  }

  private static func ends(
    _ scalars: [Unicode.Scalar], at position: Int, opening: Unicode.Scalar
  ) -> Bool {
    let scalar = scalars[position]
    if opening == "\"" || opening == "`" { return scalar == opening }
    if opening == "(" || opening == ")" { return true }
    return scalar.properties.isWhitespace || scalar == "(" || scalar == ")"
      || scalars[position...].starts(with: ["/", "/"])
  }
}
