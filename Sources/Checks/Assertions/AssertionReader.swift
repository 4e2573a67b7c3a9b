import Expressions
import Model

/// Reads rows of `path / operator / value` and collects everything wrong with them.
package struct AssertionReader {
  private static let deepest = 20
  private static let compositions = [
    AssertionRow.anyOf, AssertionRow.allOf, AssertionRow.not,
  ]

  package private(set) var diagnostics: [Diagnostic] = []
  private let file: String
  private let patterns: any PatternMatching
  private var expressions: ExpressionReader

  /// A reader for the rows of one file.
  ///
  /// - Parameters:
  ///   - file: The file, as shown in messages.
  ///   - patterns: Tells whether a pattern can be used.
  ///   - resource: What the subjects are known to be, against which expressions are checked.
  package init(
    file: String, patterns: any PatternMatching, resource: ExpressionType = .dynamic
  ) {
    self.file = file
    self.patterns = patterns
    expressions = ExpressionReader(file: file, resource: resource)
  }

  /// Reads named expressions, which the expressions of rows that are read later may use.
  package mutating func define(_ node: Node?) {
    diagnostics += expressions.define(node)
  }

  /// The rows of a list that are right.
  package mutating func rows(_ nodes: [Node]) -> [AssertionRow] {
    var rows: [AssertionRow] = []
    for node in nodes {
      if let row = row(node, depth: 0) { rows.append(row) }
    }
    return rows
  }

  private mutating func row(_ node: Node, depth: Int) -> AssertionRow? {
    guard let entries = node.entries else {
      report("expected a row such as { path: a.b, is: true }, found \(node.kindName)", node.span)
      return nil
    }
    guard depth < Self.deepest else {
      report("rows are nested more than \(Self.deepest) deep", node.span)
      return nil
    }
    guard hasKnownKeys(entries), let judging = judgingEntry(entries, at: node.span) else {
      return nil
    }
    let assertion =
      judging.key == AssertionRow.expression
      ? expression(judging, in: node)
      : Self.compositions.contains(judging.key)
        ? composition(judging, in: node, depth: depth) : comparison(judging, in: node)
    return assertion.map {
      AssertionRow(assertion: $0, keyword: judging.key, span: node.span)
    }
  }

  private mutating func hasKnownKeys(_ entries: [Node.Entry]) -> Bool {
    let known =
      ["path", "for", AssertionRow.expression] + Operator.allCases.map(\.rawValue)
      + Self.compositions
    let unknown = entries.filter { !known.contains($0.key) }
    for entry in unknown {
      let near = NearestName.find(entry.key, among: known)
      report(
        "unknown operator \(ValueText.quoted(entry.key))", entry.keySpan,
        suggestion: near.map { "did you mean `\($0)`?" }
          ?? "known operators: \(Operator.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return unknown.isEmpty
  }

  /// The one entry that says what is judged.
  private mutating func judgingEntry(_ entries: [Node.Entry], at span: TextSpan) -> Node.Entry? {
    let judging = entries.filter { !["path", "for"].contains($0.key) }
    guard let first = judging.first else {
      report("the row has no operator", span, suggestion: "such as `is: true`")
      return nil
    }
    guard judging.count == 1 else {
      report(
        "the row has \(judging.count) operators "
          + "(\(judging.map(\.key).joined(separator: ", "))): expected one",
        judging[1].keySpan, suggestion: "write one row for each")
      return nil
    }
    return first
  }

  private mutating func composition(
    _ entry: Node.Entry, in node: Node, depth: Int
  ) -> Assertion? {
    guard standsAlone(entry, in: node, suggestion: "write it in the rows below") else { return nil }
    if entry.key == AssertionRow.not {
      return row(entry.value, depth: depth + 1).map { .not($0.assertion) }
    }
    guard let elements = entry.value.elements, !elements.isEmpty else {
      report("`\(entry.key)`: expected a list of rows", entry.value.span)
      return nil
    }
    var parts: [Assertion] = []
    for element in elements {
      if let part = row(element, depth: depth + 1) { parts.append(part.assertion) }
    }
    guard parts.count == elements.count else { return nil }
    return entry.key == AssertionRow.anyOf ? .any(parts) : .all(parts)
  }

  private mutating func expression(_ entry: Node.Entry, in node: Node) -> Assertion? {
    let advice = "select the value in the expression"
    guard standsAlone(entry, in: node, suggestion: advice) else { return nil }
    let (expression, problems) = expressions.assertion(entry.value)
    diagnostics += problems
    return expression.map { .expression($0) }
  }

  /// Whether there is neither path nor quantifier beside an entry.
  private mutating func standsAlone(
    _ entry: Node.Entry, in node: Node, suggestion: String
  ) -> Bool {
    for name in ["path", "for"] {
      guard let other = node.entry(name) else { continue }
      report(
        "`\(name)` has no meaning beside `\(entry.key)`", other.keySpan, suggestion: suggestion)
      return false
    }
    return true
  }

  private mutating func report(_ message: String, _ span: TextSpan, suggestion: String? = nil) {
    diagnostics.append(
      Diagnostic(message, at: Location(path: file, span: span), suggestion: suggestion))
  }
}

// Paths and quantifiers.
extension AssertionReader {
  private mutating func comparison(_ entry: Node.Entry, in node: Node) -> Assertion? {
    guard let steps = steps(node["path"]), let keyword = Operator(rawValue: entry.key),
      let asked = asked(keyword, entry.value)
    else { return nil }
    let quantifier = quantifier(node.entry("for"))
    let branches = steps.contains(.every)
    if branches, node["for"] == nil {
      report(
        "the path has [*]: say for how many elements", node["path"]?.span ?? node.span,
        suggestion: "`for: all`, `for: any` or `for: none`")
      return nil
    }
    if !branches, let entry = node.entry("for") {
      report(
        "`for` without [*] in the path", entry.keySpan,
        suggestion: "mark the list in the path with [*], or leave `for` out")
      return nil
    }
    guard branches else {
      return .comparison(
        Comparison(steps: steps, condition: asked.condition, isNegated: asked.isNegated))
    }
    return quantifier.map { Self.quantified($0, steps: steps, asked: asked) }
  }

  private mutating func steps(_ node: Node?) -> [DataPath.Step]? {
    guard let node else { return [] }
    guard let text = node.scalarText else {
      report("`path`: expected a data path, found \(node.kindName)", node.span)
      return nil
    }
    do throws(PatternProblem) {
      return try DataPath(text).steps
    } catch {
      report("`path`: bad data path: \(error.message)", node.span)
      return nil
    }
  }

  private mutating func quantifier(_ entry: Node.Entry?) -> Quantifier? {
    guard let entry else { return nil }
    if let known = entry.value.string.flatMap(Quantifier.init(rawValue:)) { return known }
    report("`for`: expected one of all, any, none", entry.value.span)
    return nil
  }

  /// Splits a path at its `[*]`, the outermost first.
  ///
  /// Below `none` it is enough that any element of an inner list meets the condition.
  private static func quantified(
    _ quantifier: Quantifier, steps: [DataPath.Step],
    asked: (condition: Condition, isNegated: Bool)
  ) -> Assertion {
    guard let split = steps.firstIndex(of: .every) else {
      return .comparison(
        Comparison(steps: steps, condition: asked.condition, isNegated: asked.isNegated))
    }
    let inner = quantifier == .none ? Quantifier.any : quantifier
    return .quantified(
      Quantification(
        quantifier, steps: Array(steps[..<split]),
        body: quantified(inner, steps: Array(steps[(split + 1)...]), asked: asked)))
  }
}

// Operands.
extension AssertionReader {
  private mutating func asked(
    _ keyword: Operator, _ operand: Node
  ) -> (condition: Condition, isNegated: Bool)? {
    let condition: Condition?
    switch keyword {
    case .is, .isNot: condition = .equals(operand)
    case .contains, .notContains: condition = .contains(operand)
    case .oneOf, .noneOf: condition = members(keyword, operand).map { .isOneOf($0) }
    case .matches, .notMatches: condition = pattern(keyword, operand).map { .matches($0) }
    case .startsWith: condition = text(keyword, operand).map { .startsWith($0) }
    case .endsWith: condition = text(keyword, operand).map { .endsWith($0) }
    case .atLeast: condition = limit(keyword, operand).map { .ordered(.atLeast, $0) }
    case .atMost: condition = limit(keyword, operand).map { .ordered(.atMost, $0) }
    case .greaterThan: condition = limit(keyword, operand).map { .ordered(.greaterThan, $0) }
    case .lessThan: condition = limit(keyword, operand).map { .ordered(.lessThan, $0) }
    case .present, .absent: condition = isAffirmed(keyword, operand) ? .present : nil
    case .empty: condition = boolean(keyword, operand) == nil ? nil : .empty
    case .type: condition = type(keyword, operand).map { .type($0) }
    case .lengthAtLeast: condition = count(keyword, operand).map { .length(.atLeast, $0) }
    case .lengthAtMost: condition = count(keyword, operand).map { .length(.atMost, $0) }
    }
    return condition.map { ($0, isNegated(keyword, operand)) }
  }

  private func isNegated(_ keyword: Operator, _ operand: Node) -> Bool {
    switch keyword {
    case .isNot, .noneOf, .notMatches, .notContains, .absent: true
    case .empty: operand.content == .boolean(false)
    default: false
    }
  }

  private mutating func reject(_ keyword: Operator, _ expected: String, _ operand: Node) {
    report(
      "`\(keyword.rawValue)`: expected \(expected), found \(operand.kindName)", operand.span)
  }

  private mutating func members(_ keyword: Operator, _ operand: Node) -> [Node]? {
    if let elements = operand.elements, !elements.isEmpty { return elements }
    reject(keyword, "a list of values", operand)
    return nil
  }

  private mutating func text(_ keyword: Operator, _ operand: Node) -> String? {
    if let text = operand.scalarText, !text.isEmpty { return text }
    reject(keyword, "text", operand)
    return nil
  }

  private mutating func pattern(_ keyword: Operator, _ operand: Node) -> String? {
    guard let pattern = operand.scalarText else {
      reject(keyword, "a pattern", operand)
      return nil
    }
    guard let problem = patterns.problem(with: pattern) else { return pattern }
    report(
      "`\(keyword.rawValue)`: bad pattern at character \(problem.offset): \(problem.message)",
      operand.span)
    return nil
  }

  private mutating func limit(_ keyword: Operator, _ operand: Node) -> Node? {
    // What compares with itself has an order.
    if Magnitude.compare(operand, with: operand) != nil { return operand }
    reject(keyword, "a number, size, duration, date or version", operand)
    return nil
  }

  private mutating func boolean(_ keyword: Operator, _ operand: Node) -> Bool? {
    if case .boolean(let value) = operand.content { return value }
    reject(keyword, "true or false", operand)
    return nil
  }

  private mutating func isAffirmed(_ keyword: Operator, _ operand: Node) -> Bool {
    if operand.content == .boolean(true) { return true }
    let opposite = keyword == .present ? Operator.absent : .present
    report(
      "`\(keyword.rawValue)`: expected true", operand.span,
      suggestion: "for the opposite write `\(opposite.rawValue): true`")
    return false
  }

  private mutating func type(_ keyword: Operator, _ operand: Node) -> ValueType? {
    let text = operand.isNull ? "null" : operand.scalarText ?? ""
    if let type = ValueType(rawValue: text) { return type }
    let names = ValueType.allCases.map(\.rawValue)
    report(
      "`type`: expected one of \(names.joined(separator: ", "))", operand.span,
      suggestion: NearestName.find(text, among: names).map { "did you mean `\($0)`?" })
    return nil
  }

  private mutating func count(_ keyword: Operator, _ operand: Node) -> Int? {
    if case .integer(let value) = operand.content, value >= 0 { return value }
    if let value = operand.string.flatMap({ Int($0) }), value >= 0 { return value }
    reject(keyword, "a whole number of at least 0", operand)
    return nil
  }
}
