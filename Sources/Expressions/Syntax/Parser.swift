/// Reads an expression into its syntax tree (CEL language definition, Syntax).
struct Parser {
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
  ]

  private let tokens: [Token]
  private let limits: ExpressionLimits
  private var position = 0
  private var nodes = 0
  private var level = 0

  init(_ text: String, limits: ExpressionLimits) throws(ExpressionProblem) {
    var lexer = try Lexer(text, limits: limits)
    tokens = try lexer.tokens()
    self.limits = limits
  }

  mutating func parse() throws(ExpressionProblem) -> SyntaxNode {
    let node = try expression()
    guard current.kind == .end else { throw unexpected("an operator or the end") }
    return node
  }

  var current: Token { tokens[min(position, tokens.count - 1)] }

  var following: Token { tokens[min(position + 1, tokens.count - 1)] }

  /// Where the last word that was read ends.
  var previousEnd: Int { position == 0 ? 0 : tokens[position - 1].range.upperBound }

  mutating func advance() { position = min(position + 1, tokens.count - 1) }

  func isAt(_ symbol: Token.Symbol) -> Bool { current.kind == .symbol(symbol) }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Token.Symbol) throws(ExpressionProblem) {
    guard take(symbol) else { throw unexpected("`\(symbol.rawValue)`") }
  }

  func unexpected(_ wanted: String) -> ExpressionProblem {
    ExpressionProblem(
      message: "expected \(wanted), found \(current.shown)", offset: current.range.lowerBound)
  }

  mutating func node(
    _ kind: SyntaxNode.Kind, from start: Int, anchor: Int, above children: [SyntaxNode] = []
  ) throws(ExpressionProblem) -> SyntaxNode {
    nodes += 1
    guard nodes <= limits.nodes else {
      throw ExpressionProblem(
        message: "the expression has more than \(limits.nodes) parts", offset: start)
    }
    let depth = 1 + (children.map(\.depth).max() ?? 0)
    guard depth <= limits.depth else { throw tooDeep(at: start) }
    return SyntaxNode(kind: kind, range: start..<previousEnd, anchor: anchor, depth: depth)
  }

  private func tooDeep(at offset: Int) -> ExpressionProblem {
    ExpressionProblem(
      message: "the expression is nested more than \(limits.depth) deep", offset: offset)
  }

  mutating func expression() throws(ExpressionProblem) -> SyntaxNode {
    level += 1
    defer { level -= 1 }
    guard level <= limits.depth else { throw tooDeep(at: current.range.lowerBound) }
    let start = current.range.lowerBound
    let condition = try alternatives()
    let anchor = current.range.lowerBound
    guard take(.question) else { return condition }
    let first = try alternatives()
    try expect(.colon)
    let second = try expression()
    return try node(
      .conditional(condition, first, second), from: start, anchor: anchor,
      above: [condition, first, second])
  }

  private mutating func alternatives() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    var parts = [try conjunction()]
    let anchor = current.range.lowerBound
    while take(.or) { parts.append(try conjunction()) }
    guard parts.count > 1 else { return parts[0] }
    return try node(.or(parts), from: start, anchor: anchor, above: parts)
  }

  private mutating func conjunction() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    var parts = [try relation(above: 0)]
    let anchor = current.range.lowerBound
    while take(.and) { parts.append(try relation(above: 0)) }
    guard parts.count > 1 else { return parts[0] }
    return try node(.and(parts), from: start, anchor: anchor, above: parts)
  }

  /// Relations, sums and products, by their precedence.
  private mutating func relation(above precedence: Int) throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    var left = try unary()
    while let binary = binaryOperator, binary.precedence > precedence {
      let anchor = current.range.lowerBound
      advance()
      let right = try relation(above: binary.precedence)
      left = try node(
        .binary(binary, left, right), from: start, anchor: anchor, above: [left, right])
    }
    return left
  }

  private var binaryOperator: BinaryOperator? {
    switch current.kind {
    case .symbol(let symbol): BinaryOperator(rawValue: symbol.rawValue)
    case .identifier("in"): .contained
    default: nil
    }
  }

  private mutating func unary() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    var operators: [(Token.Symbol, Int)] = []
    while isAt(.not) || (isAt(.minus) && !isNegativeNumber) {
      operators.append((isAt(.not) ? .not : .minus, current.range.lowerBound))
      guard operators.count <= limits.depth else { throw tooDeep(at: start) }
      advance()
    }
    var operand = try member()
    for (symbol, anchor) in operators.reversed() {
      operand = try node(
        symbol == .not ? .not(operand) : .negate(operand), from: anchor, anchor: anchor,
        above: [operand])
    }
    return operand
  }

  /// A minus that belongs to a number, so that the smallest integer can be written.
  private var isNegativeNumber: Bool {
    guard isAt(.minus) else { return false }
    switch following.kind {
    case .integer, .double: return true
    default: return false
    }
  }
}
