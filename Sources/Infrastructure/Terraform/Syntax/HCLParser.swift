/// Reads HashiCorp's configuration language (HCL native syntax specification, v2).
///
/// A block that cannot be understood is left out and named as a problem; the reading goes on at the next
/// line that begins a block of Terraform.
package struct HCLParser {
  /// Nested blocks and expressions.
  static let maximumDepth = 100
  /// Operators in one expression without parentheses.
  static let maximumOperators = 100
  /// Values, names and blocks of one file.
  static let maximumNodes = 2_000_000
  /// Broken blocks of one file that are passed over.
  static let maximumProblems = 50

  var scanner: HCLScanner
  var depth = 0
  var nodes = 0
  private var problems: [HCLProblem] = []

  init(_ text: HCLText, fixedRange: HCLRange? = nil) {
    scanner = HCLScanner(text, fixedRange: fixedRange)
  }

  /// Reads a whole file and never fails: what is broken becomes a problem of the file.
  package static func parse(_ text: HCLText) -> HCLFile {
    var parser = HCLParser(text)
    var file = HCLFile(text: text)
    file.body = parser.file()
    file.problems = parser.problems
    file.comments = parser.scanner.comments
    return file
  }

  private mutating func file() -> HCLBody {
    var body = HCLBody()
    while true {
      let start = scanner.offset
      do throws(HCLSyntaxError) {
        try scanner.skipLines()
        if scanner.isAtEnd { return body }
        try item(into: &body)
      } catch {
        guard recover(from: error, start: start) else { return body }
      }
    }
  }

  /// Passes over a broken block and says whether there is more to read.
  private mutating func recover(from error: HCLSyntaxError, start: Int) -> Bool {
    depth = 0
    scanner.ignoresLineBreaks = false
    let place = min(max(error.offset, 0), scanner.end)
    problems.append(HCLProblem(message: error.message, range: HCLRange(place, place)))
    guard problems.count < Self.maximumProblems, nodes < Self.maximumNodes else {
      problems.append(
        HCLProblem(
          message: "the rest of the file is not read: too much before it is broken",
          range: HCLRange(place, place)))
      return false
    }
    let text = scanner.text
    var line = text.line(of: firstCode(from: start)) + 1
    while text.start(ofLine: line) < scanner.end {
      scanner.offset = text.start(ofLine: line)
      if isAtHeader { return true }
      line += 1
    }
    return false
  }

  /// The first byte that is neither blank nor in a comment.
  private func firstCode(from start: Int) -> Int {
    var probe = scanner
    probe.offset = min(start, probe.end)
    try? probe.skipLines()
    return probe.offset
  }

  /// Whether a line begins as a block of Terraform does: one of its words, then labels, then a brace.
  private var isAtHeader: Bool {
    guard scanner.isAtWord else { return false }
    var probe = scanner
    guard let word = try? probe.word(), Self.topLevelWords.contains(word) else { return false }
    while probe.byte != 0x7B {
      if probe.byte == 0x0A || probe.isAtEnd { return false }
      probe.offset += 1
    }
    return true
  }

  /// The blocks that stand in no other one.
  static let topLevelWords: Set<String> = [
    "resource", "data", "variable", "output", "locals", "module", "provider", "terraform", "moved",
    "removed", "import", "check", "ephemeral", "action",
  ]

  // MARK: Bodies

  /// One attribute or block.
  private mutating func item(into body: inout HCLBody) throws(HCLSyntaxError) {
    try count()
    let start = scanner.offset
    guard scanner.isAtWord else { throw scanner.unexpected("the name of an attribute or a block") }
    let name = try scanner.word()
    let nameRange = scanner.range(from: start)
    try scanner.skipBlanks()
    if scanner.byte == 0x3D, scanner.byte(ahead: 1) != 0x3D {
      scanner.offset += 1
      let value = try expression()
      append(HCLAttribute(name: name, nameRange: nameRange, value: value), to: &body)
    } else {
      body.blocks.append(try block(type: name, start: start))
    }
    try endOfItem()
  }

  private mutating func append(_ attribute: HCLAttribute, to body: inout HCLBody) {
    if body.attributes.contains(where: { $0.name == attribute.name }) {
      problems.append(
        HCLProblem(
          message: "`\(attribute.name)` is given twice; only the first is read",
          range: attribute.nameRange))
    } else {
      body.attributes.append(attribute)
    }
  }

  private mutating func endOfItem() throws(HCLSyntaxError) {
    try scanner.skipBlanks()
    guard scanner.byte == 0x0A || scanner.byte == 0x7D || scanner.isAtEnd else {
      throw scanner.unexpected("the end of the line")
    }
  }

  private mutating func block(type: String, start: Int) throws(HCLSyntaxError) -> HCLBlock {
    var labels: [String] = []
    var headerEnd = scanner.range(from: start)
    while scanner.byte != 0x7B || scanner.isAtEnd {
      headerEnd = try label(into: &labels, start: start)
      try scanner.skipBlanks()
    }
    try enter()
    defer { depth -= 1 }
    scanner.offset += 1
    var body = HCLBody()
    while true {
      try scanner.skipLines()
      if scanner.skip(0x7D) { break }
      guard !scanner.isAtEnd else {
        throw scanner.error("the block `\(type)` has no closing brace", at: start)
      }
      try item(into: &body)
    }
    return HCLBlock(
      type: type, labels: labels, header: headerEnd, range: scanner.range(from: start), body: body)
  }

  private mutating func label(into labels: inout [String], start: Int) throws(HCLSyntaxError)
    -> HCLRange
  {
    if scanner.byte == 0x22 {
      let expression = try quotedTemplate()
      guard let text = expression.literalText else {
        throw scanner.error(
          "a block's label is plain text", at: Int(expression.range.start))
      }
      labels.append(text)
    } else if scanner.isAtWord {
      labels.append(try scanner.word())
    } else {
      throw scanner.unexpected("`=`, `{` or a label")
    }
    return scanner.range(from: start)
  }

  // MARK: Bounds

  mutating func enter() throws(HCLSyntaxError) {
    guard depth < Self.maximumDepth else {
      throw scanner.error("this is nested deeper than \(Self.maximumDepth) levels")
    }
    depth += 1
  }

  mutating func count() throws(HCLSyntaxError) {
    nodes += 1
    guard nodes <= Self.maximumNodes else {
      throw scanner.error("the file holds more than \(Self.maximumNodes) values")
    }
  }
}
