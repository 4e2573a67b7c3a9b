// Macros.
extension Compiler {
  mutating func macro(
    _ name: String, _ target: SyntaxNode?, _ arguments: [SyntaxNode], _ node: SyntaxNode
  ) -> Compiled? {
    guard let target else {
      return name == "has" && arguments.count == 1 ? has(arguments[0], node) : nil
    }
    switch (name, arguments.count) {
    case ("bind", 3) where target.simpleName == "cel" && local("cel") == nil:
      return bind(arguments, node)
    case ("all", 2), ("all", 3): return quantify(target, arguments, deciding: false, node)
    case ("exists", 2), ("exists", 3): return quantify(target, arguments, deciding: true, node)
    case ("exists_one", 2), ("existsOne", 2), ("existsOne", 3), ("exists_one", 3):
      return existsOne(target, arguments, node)
    case ("filter", 2): return filter(target, arguments, node)
    case ("map", 2), ("map", 3): return collect(target, arguments, variables: 1, node)
    case ("transformList", 3), ("transformList", 4):
      return collect(target, arguments, variables: 2, node)
    case ("transformMap", 3), ("transformMap", 4):
      return collectMap(target, arguments, givesEntries: false, node)
    case ("transformMapEntry", 3), ("transformMapEntry", 4):
      return collectMap(target, arguments, givesEntries: true, node)
    case ("optMap", 2): return optionalMap(target, arguments, isFlat: false, node)
    case ("optFlatMap", 2): return optionalMap(target, arguments, isFlat: true, node)
    default: return nil
    }
  }

  private mutating func has(_ argument: SyntaxNode, _ node: SyntaxNode) -> Compiled {
    guard case .select(let operand, let field, let isOptional) = argument.kind, !isOptional else {
      report(
        "has() expects the selection of a field", at: argument.range.lowerBound,
        suggestion: "such as has(resource.name)")
      return Compiled(Constant(value: .null), .boolean)
    }
    let compiled = compile(operand)
    _ = fieldType(field, of: compiled.type, argument, isOptional: false)
    return Compiled(
      HasField(operand: compiled.operation, field: field, range: node.range), .boolean)
  }

  /// The name of a variable, or a problem.
  private mutating func variable(_ node: SyntaxNode) -> String? {
    guard let name = node.simpleName else {
      report("expected a plain name for the variable", at: node.range.lowerBound)
      return nil
    }
    return name
  }

  private mutating func bind(_ arguments: [SyntaxNode], _ node: SyntaxNode) -> Compiled {
    guard let name = variable(arguments[0]) else {
      return Compiled(Constant(value: .null), .dynamic)
    }
    let value = compile(arguments[1])
    let slot = newSlot()
    locals.append(Local(name: name, slot: slot, type: value.type))
    defer { locals.removeLast() }
    let body = compile(arguments[2])
    return Compiled(
      Bind(slot: slot, value: value.operation, body: body.operation), body.type)
  }

  private mutating func optionalMap(
    _ target: SyntaxNode, _ arguments: [SyntaxNode], isFlat: Bool, _ node: SyntaxNode
  ) -> Compiled {
    let operand = compile(target)
    guard let name = variable(arguments[0]) else {
      return Compiled(Constant(value: .null), .dynamic)
    }
    let slot = newSlot()
    locals.append(Local(name: name, slot: slot, type: operand.type.unwrapped))
    defer { locals.removeLast() }
    let body = compile(arguments[1])
    return Compiled(
      OptionalMap(
        operand: operand.operation, slot: slot, body: body.operation, isFlat: isFlat,
        range: node.range), isFlat ? body.type : .optional(body.type))
  }

  /// Compiles bodies with the variables of a comprehension, which they alone see.
  ///
  /// - Returns: Nil after a problem with the variables.
  private mutating func comprehension(
    _ target: SyntaxNode, _ variables: ArraySlice<SyntaxNode>, _ bodies: ArraySlice<SyntaxNode>,
    _ node: SyntaxNode
  ) -> (iteration: Iteration, bodies: [Compiled], keyType: ExpressionType)? {
    let operand = compile(target)
    let names = variables.compactMap { variable($0) }
    guard names.count == variables.count else { return nil }
    guard Set(names).count == names.count else {
      report("the two variables have one name", at: node.anchor)
      return nil
    }
    let types = elementTypes(of: operand.type, target, isPair: names.count == 2)
    let slots = names.map { _ in newSlot() }
    for (index, name) in names.enumerated() {
      let type = names.count == 1 || index == 1 ? types.element : types.key
      locals.append(Local(name: name, slot: slots[index], type: type))
    }
    let compiled = bodies.map { compile($0) }
    locals.removeLast(names.count)
    let iteration = Iteration(
      operand: operand.operation, first: slots[0], second: slots.count > 1 ? slots[1] : nil,
      names: names, range: node.range)
    return (iteration, compiled, types.key)
  }

  private mutating func elementTypes(
    of type: ExpressionType, _ target: SyntaxNode, isPair: Bool
  ) -> (key: ExpressionType, element: ExpressionType) {
    switch type {
    case .list(let element): return (.integer, element)
    case .map(let key, let value): return (key, isPair ? value : key)
    case .object: return (.string, isPair ? .dynamic : .string)
    case .dynamic, .free: return (.dynamic, .dynamic)
    default:
      if environment.isChecked {
        report(
          "expected a list or a mapping, found \(type.name)", at: target.range.lowerBound)
      }
      return (.dynamic, .dynamic)
    }
  }

  private static let nothing = Compiled(Constant(value: .null), .dynamic)

  private mutating func quantify(
    _ target: SyntaxNode, _ arguments: [SyntaxNode], deciding: Bool, _ node: SyntaxNode
  ) -> Compiled {
    let body = arguments.suffix(1)
    guard let (iteration, bodies, _) = comprehension(target, arguments.dropLast(), body, node)
    else { return Self.nothing }
    expectBoolean(bodies[0], arguments[arguments.count - 1], of: deciding ? "`exists`" : "`all`")
    return Compiled(
      Quantify(iteration: iteration, predicate: bodies[0].operation, deciding: deciding), .boolean)
  }

  private mutating func existsOne(
    _ target: SyntaxNode, _ arguments: [SyntaxNode], _ node: SyntaxNode
  ) -> Compiled {
    let body = arguments.suffix(1)
    guard let (iteration, bodies, _) = comprehension(target, arguments.dropLast(), body, node)
    else { return Self.nothing }
    expectBoolean(bodies[0], arguments[arguments.count - 1], of: "`exists_one`")
    return Compiled(
      ExistsOne(iteration: iteration, predicate: bodies[0].operation), .boolean)
  }

  private mutating func filter(
    _ target: SyntaxNode, _ arguments: [SyntaxNode], _ node: SyntaxNode
  ) -> Compiled {
    // The element is what is kept, so the variable is the transformation.
    let bodies = [arguments[1], arguments[0]]
    guard
      let (iteration, compiled, _) = comprehension(target, arguments.prefix(1), bodies[...], node)
    else { return Self.nothing }
    expectBoolean(compiled[0], arguments[1], of: "`filter`")
    let element = Variable(name: iteration.names[0], slot: iteration.first)
    return Compiled(
      Collect(iteration: iteration, filter: compiled[0].operation, transform: element),
      .list(compiled[1].type))
  }

  private mutating func collect(
    _ target: SyntaxNode, _ arguments: [SyntaxNode], variables: Int, _ node: SyntaxNode
  ) -> Compiled {
    guard
      let (iteration, bodies, _) = comprehension(
        target, arguments.prefix(variables), arguments.dropFirst(variables), node)
    else { return Self.nothing }
    let hasFilter = bodies.count == 2
    if hasFilter { expectBoolean(bodies[0], arguments[variables], of: "the filter") }
    let transform = bodies[bodies.count - 1]
    return Compiled(
      Collect(
        iteration: iteration, filter: hasFilter ? bodies[0].operation : nil,
        transform: transform.operation), .list(transform.type))
  }

  private mutating func collectMap(
    _ target: SyntaxNode, _ arguments: [SyntaxNode], givesEntries: Bool, _ node: SyntaxNode
  ) -> Compiled {
    guard
      let (iteration, bodies, key) = comprehension(
        target, arguments.prefix(2), arguments.dropFirst(2), node)
    else { return Self.nothing }
    let hasFilter = bodies.count == 2
    if hasFilter { expectBoolean(bodies[0], arguments[2], of: "the filter") }
    let transform = bodies[bodies.count - 1]
    return Compiled(
      CollectMap(
        iteration: iteration, filter: hasFilter ? bodies[0].operation : nil,
        transform: transform.operation, givesEntries: givesEntries),
      givesEntries ? transform.type : .map(key, transform.type))
  }
}
