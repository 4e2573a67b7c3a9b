extension HCLParser {
  /// An expression, with line breaks as the surroundings have them.
  mutating func expression() throws(HCLSyntaxError) -> HCLExpression {
    try enter()
    defer { depth -= 1 }
    try scanner.skipBlanks()
    let start = scanner.offset
    let condition = try operation()
    try scanner.skipBlanks()
    guard scanner.skip(0x3F) else { return condition }
    let whenTrue = try expression()
    try scanner.skipBlanks()
    guard scanner.skip(0x3A) else { throw scanner.unexpected("`:` of the conditional") }
    let whenFalse = try expression()
    return HCLExpression(
      .conditional(condition, whenTrue, whenFalse), scanner.range(from: start))
  }

  /// An expression in which line breaks are blanks.
  mutating func expressionOverLines() throws(HCLSyntaxError) -> HCLExpression {
    let outer = scanner.ignoresLineBreaks
    scanner.ignoresLineBreaks = true
    defer { scanner.ignoresLineBreaks = outer }
    let value = try expression()
    try scanner.skipBlanks()
    return value
  }

  /// Operands and binary operators.
  mutating func operation() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    var operands = [try operand()]
    var operators: [HCLOperator] = []
    var count = 0
    while let next = try operatorHere() {
      count += 1
      guard count <= Self.maximumOperators else {
        throw scanner.error("the expression has more than \(Self.maximumOperators) operators")
      }
      while let last = operators.last, last.precedence >= next.precedence {
        reduce(&operands, &operators, start: start)
      }
      operators.append(next)
      try scanner.skipBlanks()
      operands.append(try operand())
    }
    while !operators.isEmpty { reduce(&operands, &operators, start: start) }
    guard let result = operands.first else { throw scanner.unexpected("a value") }
    return result
  }

  private func reduce(
    _ operands: inout [HCLExpression], _ operators: inout [HCLOperator], start: Int
  ) {
    guard let right = operands.popLast(), let left = operands.popLast(),
      let symbol = operators.popLast()
    else { return }
    let range = scanner.fixedRange ?? HCLRange(Int(left.range.start), Int(right.range.end))
    operands.append(HCLExpression(.binary(symbol, left, right), range))
  }

  private mutating func operatorHere() throws(HCLSyntaxError) -> HCLOperator? {
    try scanner.skipBlanks()
    let next = scanner.byte(ahead: 1)
    let found: (HCLOperator, Int)? =
      switch scanner.byte {
      case 0x7C where next == 0x7C: (.or, 2)
      case 0x26 where next == 0x26: (.and, 2)
      case 0x3D where next == 0x3D: (.equal, 2)
      case 0x21 where next == 0x3D: (.notEqual, 2)
      case 0x3E: next == 0x3D ? (.greaterOrEqual, 2) : (.greater, 1)
      case 0x3C: next == 0x3D ? (.lessOrEqual, 2) : (.less, 1)
      case 0x2B: (.add, 1)
      case 0x2D: (.subtract, 1)
      case 0x2A: (.multiply, 1)
      case 0x2F: (.divide, 1)
      case 0x25: (.remainder, 1)
      default: nil
      }
    guard let found else { return nil }
    scanner.offset += found.1
    return found.0
  }

  private mutating func operand() throws(HCLSyntaxError) -> HCLExpression {
    try scanner.skipBlanks()
    let start = scanner.offset
    switch scanner.byte {
    case 0x21 where scanner.byte(ahead: 1) != 0x3D: return try unary(start) { .negation($0) }
    case 0x2D: return try unary(start) { .minus($0) }
    default:
      let value = try primary()
      return try withSteps(value, start: start)
    }
  }

  private mutating func unary(_ start: Int, _ form: (HCLExpression) -> HCLExpression.Form)
    throws(HCLSyntaxError) -> HCLExpression
  {
    try enter()
    defer { depth -= 1 }
    scanner.offset += 1
    let value = try operand()
    return HCLExpression(form(value), scanner.range(from: start))
  }

  // MARK: Steps

  private mutating func withSteps(_ value: HCLExpression, start: Int) throws(HCLSyntaxError)
    -> HCLExpression
  {
    guard scanner.byte == 0x2E || scanner.byte == 0x5B || isBlankBeforeStep else { return value }
    let steps = try steps(onlyAttributes: false)
    guard !steps.isEmpty else { return value }
    return HCLExpression(.access(value, steps), scanner.range(from: start))
  }

  private var isBlankBeforeStep: Bool {
    scanner.byte == 0x20 || scanner.byte == 0x09 || scanner.ignoresLineBreaks
  }

  private mutating func steps(onlyAttributes: Bool) throws(HCLSyntaxError) -> [HCLStep] {
    var steps: [HCLStep] = []
    while true {
      let before = scanner.offset
      try scanner.skipBlanks()
      try count()
      if scanner.byte == 0x2E, scanner.byte(ahead: 1) != 0x2E {
        scanner.offset += 1
        steps.append(try stepAfterDot(onlyAttributes: onlyAttributes))
      } else if scanner.byte == 0x5B, !onlyAttributes {
        scanner.offset += 1
        steps.append(try stepInBrackets())
      } else {
        scanner.offset = before
        return steps
      }
    }
  }

  private mutating func stepAfterDot(onlyAttributes: Bool) throws(HCLSyntaxError) -> HCLStep {
    try scanner.skipBlanks()
    if scanner.skip(0x2A) {
      try enter()
      defer { depth -= 1 }
      return .splat(try steps(onlyAttributes: true))
    }
    if HCLScanner.isDigit(scanner.byte) {
      let start = scanner.offset
      while HCLScanner.isDigit(scanner.byte) { scanner.offset += 1 }
      let text = scanner.text.string(from: start, to: scanner.offset)
      guard let index = Int(text) else { throw scanner.error("the index is too large", at: start) }
      return .index(HCLExpression(.integer(index), scanner.range(from: start)))
    }
    guard scanner.isAtWord else { throw scanner.unexpected("the name of an attribute") }
    return .attribute(try scanner.word())
  }

  private mutating func stepInBrackets() throws(HCLSyntaxError) -> HCLStep {
    let outer = scanner.ignoresLineBreaks
    scanner.ignoresLineBreaks = true
    try scanner.skipBlanks()
    if scanner.byte == 0x2A {
      scanner.offset += 1
      try scanner.skipBlanks()
      guard scanner.skip(0x5D) else { throw scanner.unexpected("`]`") }
      scanner.ignoresLineBreaks = outer
      try enter()
      defer { depth -= 1 }
      return .splat(try steps(onlyAttributes: false))
    }
    let index = try expression()
    try scanner.skipBlanks()
    guard scanner.skip(0x5D) else { throw scanner.unexpected("`]`") }
    scanner.ignoresLineBreaks = outer
    return .index(index)
  }
}
