import Model

/// Reads one PEP 508 specifier from left to right.
///
/// It goes by bytes, since every sign that matters is ASCII and no part of another character.
struct PythonRequirementReader {
  private static let symbols = ["<", "<=", ">", ">=", "==", "!=", "~=", "==="]

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// A reader of UTF-8.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func read() throws(PatternProblem) -> PythonRequirement {
    skipSpaces()
    let name = try readName()
    skipSpaces()
    let extras = try readExtras()
    skipSpaces()
    if current == UInt8(ascii: "@") {
      position += 1
      return try readURL(name: name, extras: extras)
    }
    let start = position
    let clauses = try readClauses()
    let requirement = text(from: start)
    try finish()
    return PythonRequirement(
      name: name, extras: extras, clauses: clauses, requirement: requirement)
  }

  /// The byte that stands here; nil at the end.
  private var current: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private func problem(_ message: String) -> PatternProblem {
    PatternProblem(
      message: message, offset: LogicalLines.scalarCount(bytes[bytes.startIndex..<position]))
  }

  private func text(from start: Int) -> String {
    String(decoding: SpaceBytes.trimmed(bytes[start..<position]), as: UTF8.self)
  }

  private mutating func skipSpaces() {
    while let next = current, next == 0x20 || next == 0x09 { position += 1 }
  }

  /// A name begins and ends with a letter or digit and has `-`, `_` and `.` between.
  private mutating func readName() throws(PatternProblem) -> String {
    let start = position
    while let next = current, Self.isNamePart(next) { position += 1 }
    let name = bytes[start..<position]
    guard let first = name.first, let last = name.last, Self.isAlphanumeric(first),
      Self.isAlphanumeric(last)
    else {
      position = start
      throw problem("expected the name of a package")
    }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func readExtras() throws(PatternProblem) -> [String] {
    guard current == UInt8(ascii: "[") else { return [] }
    position += 1
    var extras: [String] = []
    while true {
      skipSpaces()
      if current == UInt8(ascii: "]"), extras.isEmpty { break }
      extras.append(PackageNaming.normalizedPython(try readName()))
      skipSpaces()
      if current == UInt8(ascii: "]") { break }
      guard current == UInt8(ascii: ",") else {
        throw problem("expected , or ] after the name of an extra")
      }
      position += 1
    }
    position += 1
    return extras
  }

  private mutating func readClauses() throws(PatternProblem) -> [String] {
    let isParenthesized = current == UInt8(ascii: "(")
    if isParenthesized { position += 1 }
    var clauses: [String] = []
    skipSpaces()
    while let next = current, next != UInt8(ascii: ";"), next != UInt8(ascii: ")") {
      clauses.append(try readClause())
      skipSpaces()
      guard current == UInt8(ascii: ",") else { break }
      position += 1
      skipSpaces()
    }
    if isParenthesized {
      guard current == UInt8(ascii: ")") else { throw problem("this ( is not closed") }
      position += 1
    }
    skipSpaces()
    return clauses
  }

  private mutating func readClause() throws(PatternProblem) -> String {
    let start = position
    while let next = current, Self.isSymbolPart(next) { position += 1 }
    let symbol = text(from: start)
    guard Self.symbols.contains(symbol) else {
      position = start
      throw problem("expected ==, >=, <=, ~=, !=, < or > before a version")
    }
    skipSpaces()
    let versionStart = position
    while let next = current, Self.isVersionPart(next) { position += 1 }
    let version = bytes[versionStart..<position]
    guard !version.isEmpty, symbol == "===" || Self.isKnown(version) else {
      position = versionStart
      throw problem("expected a version after \(symbol)")
    }
    return symbol + String(decoding: version, as: UTF8.self)
  }

  /// Whether a version, or one that ends with `.*`, is one.
  private static func isKnown(_ version: ArraySlice<UInt8>) -> Bool {
    let isPrefix = version.suffix(2).elementsEqual(".*".utf8)
    return PythonVersion.isVersion(isPrefix ? version.dropLast(2) : version)
  }

  /// Reads to the marker, which a space must part from the URL.
  private mutating func readURL(
    name: String, extras: [String]
  ) throws(PatternProblem) -> PythonRequirement {
    skipSpaces()
    let start = position
    while let next = current, next != 0x20, next != 0x09 { position += 1 }
    let url = text(from: start)
    guard !url.isEmpty else { throw problem("expected a URL after @") }
    skipSpaces()
    try finish()
    return PythonRequirement(
      name: name, extras: extras, url: url, requirement: "@ " + url,
      isFixed: PythonURL(url).isFixed)
  }

  /// A marker limits where the package is installed; it is one all the same.
  private func finish() throws(PatternProblem) {
    guard current == nil || current == UInt8(ascii: ";") else {
      throw problem("expected the end of the requirement, or ; and a marker")
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }

  private static func isVersionPart(_ byte: UInt8) -> Bool {
    isNamePart(byte) || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "!")
  }

  private static func isSymbolPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
