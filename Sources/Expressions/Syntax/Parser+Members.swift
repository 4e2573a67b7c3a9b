// Selections, calls, literals.
extension Parser {
  mutating func member() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    var operand = try primary()
    while true {
      if isAt(.dot) || isAt(.optionalSelect) {
        operand = try selection(from: operand, start: start)
      } else if isAt(.openBracket) {
        let anchor = current.range.lowerBound
        advance()
        let isOptional = take(.question)
        let index = try expression()
        try expect(.closeBracket)
        operand = try node(
          .index(operand, index, isOptional: isOptional), from: start, anchor: anchor,
          above: [operand, index])
      } else if isAt(.openBrace), let name = operand.qualifiedName {
        operand = try message(name, start: start)
      } else {
        return operand
      }
    }
  }

  private mutating func selection(
    from operand: SyntaxNode, start: Int
  ) throws(ExpressionProblem) -> SyntaxNode {
    let isOptional = isAt(.optionalSelect)
    advance()
    let anchor = current.range.lowerBound
    let name = try fieldName()
    guard !isOptional, isAt(.openParenthesis) else {
      return try node(
        .select(operand, field: name, isOptional: isOptional), from: start, anchor: anchor,
        above: [operand])
    }
    let arguments = try arguments()
    return try node(
      .call(function: name, target: operand, arguments: arguments), from: start, anchor: anchor,
      above: [operand] + arguments)
  }

  private mutating func fieldName() throws(ExpressionProblem) -> String {
    switch current.kind {
    case .identifier(let name) where !["true", "false", "null", "in"].contains(name):
      advance()
      return name
    case .quotedField(let name):
      advance()
      return name
    default: throw unexpected("a field's name")
    }
  }

  private mutating func arguments() throws(ExpressionProblem) -> [SyntaxNode] {
    try expect(.openParenthesis)
    guard !take(.closeParenthesis) else { return [] }
    var arguments = [try expression()]
    while take(.comma) { arguments.append(try expression()) }
    try expect(.closeParenthesis)
    return arguments
  }

  private mutating func primary() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    switch current.kind {
    case .symbol(.openParenthesis):
      advance()
      let inner = try expression()
      try expect(.closeParenthesis)
      // The parentheses belong to it, so that the text of what stands around it is whole.
      return SyntaxNode(
        kind: inner.kind, range: start..<previousEnd, anchor: inner.anchor, depth: inner.depth)
    case .symbol(.openBracket): return try list()
    case .symbol(.openBrace): return try map()
    case .symbol(.dot):
      advance()
      guard case .identifier(let name) = current.kind else { throw unexpected("a name") }
      return try identifier("." + name, start: start)
    case .identifier(let name): return try identifier(name, start: start)
    default: return try literal()
    }
  }

  private mutating func identifier(
    _ name: String, start: Int
  ) throws(ExpressionProblem) -> SyntaxNode {
    if let constant = Self.constant(name) {
      advance()
      return try node(.literal(constant), from: start, anchor: start)
    }
    let plain = name.hasPrefix(".") ? String(name.dropFirst()) : name
    guard plain != "in", Self.constant(plain) == nil, !Self.reserved.contains(plain) else {
      throw ExpressionProblem(message: "`\(plain)` is a reserved word", offset: start)
    }
    advance()
    guard isAt(.openParenthesis) else {
      return try node(.identifier(name), from: start, anchor: start)
    }
    let arguments = try arguments()
    return try node(
      .call(function: name, target: nil, arguments: arguments), from: start, anchor: start,
      above: arguments)
  }

  private static func constant(_ name: String) -> ExpressionValue? {
    switch name {
    case "true": .boolean(true)
    case "false": .boolean(false)
    case "null": .null
    default: nil
    }
  }

  private mutating func literal() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    let isNegative = take(.minus)
    let value: ExpressionValue
    switch current.kind {
    case .integer(let magnitude):
      guard let signed = Self.signed(magnitude, isNegative: isNegative) else {
        throw ExpressionProblem(
          message: "the number does not fit in a signed 64-bit integer", offset: start,
          suggestion: "write `u` after an unsigned one")
      }
      value = .integer(signed)
    case .double(let number): value = .double(isNegative ? -number : number)
    case .unsigned(let number) where !isNegative: value = .unsigned(number)
    case .string(let text) where !isNegative: value = .string(text)
    case .bytes(let bytes) where !isNegative: value = .bytes(bytes)
    default: throw unexpected("a value")
    }
    advance()
    return try node(.literal(value), from: start, anchor: start)
  }

  private static func signed(_ magnitude: UInt, isNegative: Bool) -> Int? {
    guard isNegative else { return Int(exactly: magnitude) }
    return magnitude <= Int.min.magnitude ? 0 &- Int(bitPattern: magnitude) : nil
  }

  private mutating func list() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    advance()
    var elements: [SyntaxNode.Element] = []
    while !isAt(.closeBracket) {
      let isOptional = take(.question)
      elements.append(SyntaxNode.Element(value: try expression(), isOptional: isOptional))
      guard take(.comma) else { break }
    }
    try expect(.closeBracket)
    return try node(.list(elements), from: start, anchor: start, above: elements.map(\.value))
  }

  private mutating func map() throws(ExpressionProblem) -> SyntaxNode {
    let start = current.range.lowerBound
    advance()
    var entries: [SyntaxNode.Entry] = []
    while !isAt(.closeBrace) {
      let isOptional = take(.question)
      let key = try expression()
      try expect(.colon)
      entries.append(
        SyntaxNode.Entry(key: key, value: try expression(), isOptional: isOptional))
      guard take(.comma) else { break }
    }
    try expect(.closeBrace)
    return try node(
      .map(entries), from: start, anchor: start, above: entries.flatMap { [$0.key, $0.value] })
  }

  /// `Type{field: value}`, which is read so that the error can name it.
  private mutating func message(_ name: String, start: Int) throws(ExpressionProblem) -> SyntaxNode
  {
    advance()
    while !isAt(.closeBrace) {
      _ = take(.question)
      _ = try fieldName()
      try expect(.colon)
      _ = try expression()
      guard take(.comma) else { break }
    }
    try expect(.closeBrace)
    return try node(.message(name), from: start, anchor: start)
  }
}
