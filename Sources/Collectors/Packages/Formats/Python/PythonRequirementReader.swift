import Model

/// Reads one PEP 508 specifier from left to right.
struct PythonRequirementReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func read() throws(PatternProblem) -> PythonRequirement {
    skipSpaces()
    let name = try readName()
    skipSpaces()
    let extras = try readExtras()
    skipSpaces()
    if current == "@" {
      position += 1
      return try readURL(name: name, extras: extras)
    }
    let start = position
    let clauses = try readClauses()
    let requirement = text(start..<position)
    try finish()
    return PythonRequirement(
      name: name, extras: extras, clauses: clauses, requirement: requirement)
  }

  private var current: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private func problem(_ message: String) -> PatternProblem {
    PatternProblem(message: message, offset: position)
  }

  private func text(_ range: Range<Int>) -> String {
    NodeSpecifier.trimmed(String(String.UnicodeScalarView(scalars[range])))
  }

  private mutating func skipSpaces() {
    while let next = current, next == " " || next == "\t" { position += 1 }
  }

  /// A name begins and ends with a letter or digit and has `-`, `_` and `.` between.
  private mutating func readName() throws(PatternProblem) -> String {
    let start = position
    while let next = current, Self.isNamePart(next) { position += 1 }
    let name = text(start..<position)
    guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last,
      Self.isAlphanumeric(first), Self.isAlphanumeric(last)
    else {
      position = start
      throw problem("expected the name of a package")
    }
    return name
  }

  private mutating func readExtras() throws(PatternProblem) -> [String] {
    guard current == "[" else { return [] }
    position += 1
    var extras: [String] = []
    while true {
      skipSpaces()
      if current == "]", extras.isEmpty { break }
      extras.append(PackageNaming.normalizedPython(try readName()))
      skipSpaces()
      if current == "]" { break }
      guard current == "," else { throw problem("expected , or ] after the name of an extra") }
      position += 1
    }
    position += 1
    return extras
  }

  private mutating func readClauses() throws(PatternProblem) -> [String] {
    let isParenthesized = current == "("
    if isParenthesized { position += 1 }
    var clauses: [String] = []
    skipSpaces()
    while let next = current, next != ";", next != ")" {
      clauses.append(try readClause())
      skipSpaces()
      guard current == "," else { break }
      position += 1
      skipSpaces()
    }
    if isParenthesized {
      guard current == ")" else { throw problem("this ( is not closed") }
      position += 1
    }
    skipSpaces()
    return clauses
  }

  private mutating func readClause() throws(PatternProblem) -> String {
    let start = position
    while let next = current, "<>=!~".unicodeScalars.contains(next) { position += 1 }
    let symbol = text(start..<position)
    guard ["<", "<=", ">", ">=", "==", "!=", "~=", "==="].contains(symbol) else {
      position = start
      throw problem("expected ==, >=, <=, ~=, !=, < or > before a version")
    }
    skipSpaces()
    let versionStart = position
    while let next = current, Self.isVersionPart(next) { position += 1 }
    let version = text(versionStart..<position)
    let isKnown =
      symbol == "==="
      || PythonVersion(version.hasSuffix(".*") ? String(version.dropLast(2)) : version) != nil
    guard !version.isEmpty, isKnown else {
      position = versionStart
      throw problem("expected a version after \(symbol)")
    }
    return symbol + version
  }

  /// Reads to the marker, which a space must part from the URL.
  private mutating func readURL(
    name: String, extras: [String]
  ) throws(PatternProblem) -> PythonRequirement {
    skipSpaces()
    let start = position
    while let next = current, next != " ", next != "\t" { position += 1 }
    let url = text(start..<position)
    guard !url.isEmpty else { throw problem("expected a URL after @") }
    skipSpaces()
    try finish()
    return PythonRequirement(
      name: name, extras: extras, url: url, requirement: "@ " + url,
      isFixed: PythonURL(url).isFixed)
  }

  /// A marker limits where the package is installed; it is one all the same.
  private func finish() throws(PatternProblem) {
    guard current == nil || current == ";" else {
      throw problem("expected the end of the requirement, or ; and a marker")
    }
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    isAlphanumeric(scalar) || scalar == "-" || scalar == "_" || scalar == "."
  }

  private static func isVersionPart(_ scalar: Unicode.Scalar) -> Bool {
    isNamePart(scalar) || scalar == "*" || scalar == "+" || scalar == "!"
  }
}
