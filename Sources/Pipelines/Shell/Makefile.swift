/// The targets of a Makefile with their lines, as far as they stand there plainly.
struct Makefile {
  struct Recipe {
    let target: String
    let line: String
    /// Whether a failure of the line is passed over.
    let isIgnored: Bool
  }

  private static let mostLines = 20_000
  private static let deepest = 20

  private var recipes: [String: [Recipe]] = [:]
  private var needs: [String: [String]] = [:]
  private var first: String?

  init(_ text: String) {
    var variables: [String: String] = [:]
    var targets: [String] = []
    for line in Self.logicalLines(text) {
      if line.hasPrefix("\t") {
        for target in targets { addRecipe(line, to: target, variables) }
      } else if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") {
        continue
      } else if let (name, value) = Self.assignment(line) {
        variables[name] = value
      } else if let colon = line.firstIndex(of: ":") {
        targets = line[..<colon].split(whereSeparator: \.isWhitespace).map(String.init)
        let rest = line[line.index(after: colon)...].drop { $0 == ":" }.prefix {
          $0 != ";" && $0 != "#"
        }
        let needed = rest.split(whereSeparator: \.isWhitespace).map(String.init).filter {
          $0 != "|"
        }
        for target in targets { needs[target, default: []] += needed }
        if first == nil, let target = targets.first, !target.hasPrefix(".") { first = target }
      }
    }
  }

  /// The lines that targets run, those that they need first.
  func recipes(of names: [String]) -> [Recipe] {
    var found: [Recipe] = []
    var visited: Set<String> = []
    for name in names.isEmpty ? [first].compactMap(\.self) : names {
      collect(name, into: &found, visited: &visited, depth: 0)
    }
    return found
  }

  private func collect(
    _ name: String, into found: inout [Recipe], visited: inout Set<String>, depth: Int
  ) {
    guard depth < Self.deepest, visited.insert(name).inserted else { return }
    for need in needs[name] ?? [] {
      collect(need, into: &found, visited: &visited, depth: depth + 1)
    }
    found += recipes[name] ?? []
  }

  private mutating func addRecipe(
    _ line: String, to target: String, _ variables: [String: String]
  ) {
    var text = line.dropFirst().drop(while: \.isWhitespace)
    var isIgnored = false
    while let mark = text.first, mark == "@" || mark == "-" || mark == "+" {
      if mark == "-" { isIgnored = true }
      text = text.dropFirst().drop(while: \.isWhitespace)
    }
    recipes[target, default: []].append(
      Recipe(
        target: target, line: Self.expanded(String(text), variables), isIgnored: isIgnored))
  }

  /// Lines with those that end in `\` joined to the next.
  private static func logicalLines(_ text: String) -> [String] {
    var lines: [String] = []
    var open: String?
    for line in text.split(separator: "\n", maxSplits: mostLines, omittingEmptySubsequences: false)
    {
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      let joined = (open ?? "") + line
      if joined.hasSuffix("\\") {
        open = joined.dropLast() + " "
      } else {
        lines.append(joined)
        open = nil
      }
    }
    if let open { lines.append(open) }
    return lines
  }

  private static func assignment(_ line: String) -> (String, String)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    var name = line[..<equals]
    while let last = name.last, "?:+!".contains(last) { name = name.dropLast() }
    name = name.drop(while: \.isWhitespace)
    while name.last?.isWhitespace == true { name = name.dropLast() }
    if name.hasPrefix("export ") { name = name.dropFirst("export ".count) }
    guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == ":" || $0 == "$" })
    else { return nil }
    return (
      String(name), String(line[line.index(after: equals)...].drop(while: \.isWhitespace))
    )
  }

  /// Puts variables in, once, and takes the second `$` of `$$` away.
  private static func expanded(_ text: String, _ variables: [String: String]) -> String {
    guard text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "$") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard let next = rest.first else { return result + "$" }
      if next == "$" {
        result += "$"
        rest = rest.dropFirst()
      } else if next == "(" || next == "{",
        let end = rest.firstIndex(of: next == "(" ? ")" : "}")
      {
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        // What is not known stays an expansion of the shell, which no word of it is read from.
        result += variables[name].map { $0.contains("$") ? "${\(name)}" : $0 } ?? "${MAKE_VALUE}"
        rest = rest[rest.index(after: end)...]
      } else {
        result += "$"
      }
    }
    return result + rest
  }
}
