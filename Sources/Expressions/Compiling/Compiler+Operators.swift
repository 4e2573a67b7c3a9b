// Operators and literals.
extension Compiler {
  mutating func junction(
    _ parts: [SyntaxNode], deciding: Bool, _ node: SyntaxNode
  ) -> Compiled {
    var operations: [any Operation] = []
    for part in parts {
      let compiled = compile(part)
      expectBoolean(compiled, part, of: deciding ? "`||`" : "`&&`")
      operations.append(compiled.operation)
    }
    return Compiled(
      Junction(parts: operations, deciding: deciding, range: node.range), .boolean)
  }

  mutating func conditional(
    _ condition: SyntaxNode, _ first: SyntaxNode, _ second: SyntaxNode, _ node: SyntaxNode
  ) -> Compiled {
    let decision = compile(condition)
    expectBoolean(decision, condition, of: "`?`")
    let left = compile(first)
    let right = compile(second)
    return Compiled(
      Conditional(
        condition: decision.operation, first: left.operation, second: right.operation,
        range: node.range), left.type.joined(with: right.type))
  }

  mutating func negation(_ operand: SyntaxNode, _ node: SyntaxNode) -> Compiled {
    let compiled = compile(operand)
    if environment.isChecked, !compiled.type.isOpen, compiled.type != .integer,
      compiled.type != .double
    {
      report("`-` expects int or double, found \(compiled.type.name)", at: node.anchor)
    }
    return Compiled(Negate(operand: compiled.operation, range: node.range), compiled.type)
  }

  mutating func list(_ elements: [SyntaxNode.Element], _ node: SyntaxNode) -> Compiled {
    var type = ExpressionType.free
    var operations: [BuildList.Element] = []
    var constants: [ExpressionValue]? = []
    for element in elements {
      let compiled = compile(element.value)
      type = type.joined(with: element.isOptional ? compiled.type.unwrapped : compiled.type)
      if let value = compiled.constant, !element.isOptional {
        constants?.append(value)
      } else {
        constants = nil
      }
      operations.append(
        BuildList.Element(operation: compiled.operation, isOptional: element.isOptional))
    }
    if let constants {
      let value = ExpressionValue.list(constants)
      return Compiled(Constant(value: value), .list(type), constant: value)
    }
    return Compiled(BuildList(elements: operations, range: node.range), .list(type))
  }

  mutating func map(_ entries: [SyntaxNode.Entry], _ node: SyntaxNode) -> Compiled {
    var keys = ExpressionType.free
    var values = ExpressionType.free
    var operations: [BuildMap.Entry] = []
    for entry in entries {
      let key = compile(entry.key)
      let value = compile(entry.value)
      keys = keys.joined(with: key.type)
      values = values.joined(with: entry.isOptional ? value.type.unwrapped : value.type)
      operations.append(
        BuildMap.Entry(
          key: key.operation, value: value.operation, isOptional: entry.isOptional))
    }
    return Compiled(
      BuildMap(entries: operations, range: node.range), .map(keys, values))
  }

  mutating func binary(
    _ binary: BinaryOperator, _ left: SyntaxNode, _ right: SyntaxNode, _ node: SyntaxNode
  ) -> Compiled {
    let first = compile(left)
    let second = compile(right)
    let type = resultType(binary, first.type, second.type)
    if type == nil, environment.isChecked {
      report(
        "no such overload: \(first.type.name) \(binary.rawValue) \(second.type.name)",
        at: node.anchor, suggestion: Self.advice(binary, first.type, second.type))
    }
    let operation: any Operation =
      switch binary {
      case .equal, .notEqual:
        Equal(
          left: first.operation, right: second.operation, isNegated: binary == .notEqual)
      case .less, .atMost, .greater, .atLeast:
        Compare(
          comparison: binary, left: first.operation, right: second.operation, range: node.range)
      case .contained:
        Contained(element: first.operation, collection: second.operation, range: node.range)
      case .add, .subtract, .multiply, .divide, .remainder:
        Arithmetic(
          arithmetic: binary, left: first.operation, right: second.operation, range: node.range)
      }
    return Compiled(operation, type ?? .dynamic)
  }

  private static func advice(
    _ binary: BinaryOperator, _ left: ExpressionType, _ right: ExpressionType
  ) -> String? {
    if left.isNumber, right.isNumber { return "convert one with int(), uint() or double()" }
    if binary == .contained { return "`in` takes a list, or a mapping whose keys are meant" }
    return nil
  }

  /// Nil for types that the operator does not take together.
  private func resultType(
    _ binary: BinaryOperator, _ left: ExpressionType, _ right: ExpressionType
  ) -> ExpressionType? {
    switch binary {
    case .equal, .notEqual: return left.isCompatible(with: right) ? .boolean : nil
    case .less, .atMost, .greater, .atLeast: return isOrdered(left, right) ? .boolean : nil
    case .contained:
      switch right {
      case .dynamic, .free: return .boolean
      case .list(let element): return element.isCompatible(with: left) ? .boolean : nil
      case .map(let key, _): return key.isCompatible(with: left) ? .boolean : nil
      case .object: return left == .string || left.isOpen ? .boolean : nil
      default: return nil
      }
    default: return arithmeticType(binary, left, right)
    }
  }

  private func isOrdered(_ left: ExpressionType, _ right: ExpressionType) -> Bool {
    if left.isOpen || right.isOpen || (left.isNumber && right.isNumber) { return true }
    if left == .quantity || right == .quantity {
      return [left, right].allSatisfy { [.quantity, .string, .integer].contains($0) }
    }
    let ordered: [ExpressionType] = [.boolean, .string, .bytes, .timestamp, .duration]
    return left == right && ordered.contains(left)
  }

  private func arithmeticType(
    _ binary: BinaryOperator, _ left: ExpressionType, _ right: ExpressionType
  ) -> ExpressionType? {
    if left.isOpen || right.isOpen { return openArithmetic(binary, left, right) }
    switch (left, right) {
    case (.integer, .integer), (.unsigned, .unsigned): return left
    case (.double, .double): return binary == .remainder ? nil : .double
    default: break
    }
    guard binary == .add || binary == .subtract else { return nil }
    switch (left, right) {
    case (.duration, .duration): return .duration
    case (.timestamp, .duration): return .timestamp
    case (.duration, .timestamp) where binary == .add: return .timestamp
    case (.timestamp, .timestamp) where binary == .subtract: return .duration
    case (.string, .string) where binary == .add, (.bytes, .bytes) where binary == .add:
      return left
    case (.list(let first), .list(let second)) where binary == .add:
      return .list(first.joined(with: second))
    default: return nil
    }
  }

  private func openArithmetic(
    _ binary: BinaryOperator, _ left: ExpressionType, _ right: ExpressionType
  ) -> ExpressionType? {
    let known = left.isOpen ? right : left
    switch known {
    case .integer, .unsigned, .double, .string, .bytes, .list: return known
    case .dynamic, .free, .duration, .timestamp: return .dynamic
    default: return nil
    }
  }
}
