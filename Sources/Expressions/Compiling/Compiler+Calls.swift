import Model

// Functions.
extension Compiler {
  private static let namespaces: Set<String> = [
    "math", "strings", "base64", "optional", "sets", "lists", "ip", "cel",
  ]

  mutating func call(
    _ name: String, _ target: SyntaxNode?, _ arguments: [SyntaxNode], _ node: SyntaxNode
  ) -> Compiled {
    if let macro = macro(name, target, arguments, node) { return macro }
    if let target, let space = namespace(target) {
      return global("\(space).\(name)", arguments, node)
    }
    guard let target else {
      return global(name.hasPrefix(".") ? String(name.dropFirst()) : name, arguments, node)
    }
    if name == "or" || name == "orValue", arguments.count == 1 {
      return alternative(name, target, arguments[0], node)
    }
    let compiled = ([target] + arguments).map { compile($0) }
    guard let function = library.function(name, isMember: true, arity: compiled.count) else {
      return unknown(name, isMember: true, compiled, node)
    }
    return apply(function, compiled, node)
  }

  /// The namespace that a receiver is, unless a variable has that name.
  private func namespace(_ target: SyntaxNode) -> String? {
    guard let name = target.simpleName, Self.namespaces.contains(name), local(name) == nil,
      globals[name] == nil
    else { return nil }
    return name
  }

  private mutating func global(
    _ name: String, _ arguments: [SyntaxNode], _ node: SyntaxNode
  ) -> Compiled {
    let compiled = arguments.map { compile($0) }
    guard let function = library.function(name, isMember: false, arity: compiled.count) else {
      return unknown(name, isMember: false, compiled, node)
    }
    return apply(function, compiled, node)
  }

  private mutating func unknown(
    _ name: String, isMember: Bool, _ arguments: [Compiled], _ node: SyntaxNode
  ) -> Compiled {
    let macros = ["all", "exists", "exists_one", "map", "filter"]
    let known = isMember ? library.memberNames + macros : library.globalNames + ["has"]
    guard !known.contains(name) else {
      let count = arguments.count - (isMember ? 1 : 0)
      return broken(
        .noSuchOverload,
        "no such overload: `\(name)` does not take \(count) argument\(count == 1 ? "" : "s")",
        at: node)
    }
    let near = NearestName.find(name, among: known)
    let elsewhere = isMember ? library.globalNames : library.memberNames
    let advice =
      near.map { "did you mean `\($0)`?" }
      ?? (elsewhere.contains(name)
        ? (isMember ? "write `\(name)(…)` without a receiver" : "write `value.\(name)(…)`") : nil)
    return broken(.unknownName, "unknown function `\(name)`", at: node, suggestion: advice)
  }

  private mutating func apply(
    _ function: FunctionDefinition, _ arguments: [Compiled], _ node: SyntaxNode
  ) -> Compiled {
    let type = resultType(function, arguments.map(\.type))
    if type == nil, environment.isChecked {
      let types = arguments.map(\.type.name).joined(separator: ", ")
      report("no such overload: \(function.name)(\(types))", at: node.anchor)
    }
    if function.name == "matches", arguments.count == 2,
      case .string(let pattern)? = arguments[1].constant
    {
      return match(arguments[0], pattern, node)
    }
    if let value = folded(function, arguments) {
      return Compiled(Constant(value: value), type ?? .dynamic)
    }
    return Compiled(
      Call(function: function, arguments: arguments.map(\.operation), range: node.range),
      type ?? .dynamic)
  }

  /// The result of a conversion of something written out, which need not be found again and again;
  /// while tracing it is, so that it is explained.
  private func folded(
    _ function: FunctionDefinition, _ arguments: [Compiled]
  ) -> ExpressionValue? {
    guard !isTracing, ["quantity", "duration", "timestamp", "ip", "cidr"].contains(function.name),
      !function.isMember, arguments.count == 1, let argument = arguments[0].constant,
      case .unary(let body) = function.implementation
    else { return nil }
    var frame = Frame(slots: [], cost: environment.limits.cost, isTracing: false)
    return body(argument, &frame).flatMap { $0.isKnown ? $0 : nil }
  }

  private mutating func match(
    _ operand: Compiled, _ pattern: String, _ node: SyntaxNode
  ) -> Compiled {
    do throws(PatternFault) {
      return Compiled(
        Match(
          operand: operand.operation, pattern: try LinearPattern(pattern), range: node.range),
        .boolean)
    } catch {
      return broken(
        .invalidArgument, "bad pattern at character \(error.offset + 1): \(error.message)",
        at: node)
    }
  }

  /// What the function gives for arguments of these types; nil when it takes no such arguments.
  private func resultType(
    _ function: FunctionDefinition, _ types: [ExpressionType]
  ) -> ExpressionType? {
    var result: ExpressionType?
    for signature in function.signatures {
      var bindings: [Int: ExpressionType] = [:]
      let fits = zip(signature.parameters, types).allSatisfy {
        $0.admits($1, binding: &bindings)
      }
      guard fits else { continue }
      let type = signature.result.resolved(bindings)
      guard types.contains(where: \.hasOpenPart) else { return type }
      // Any of several may be meant.
      result = result.map { $0.joined(with: type) } ?? type
    }
    return result
  }

  private mutating func alternative(
    _ name: String, _ target: SyntaxNode, _ other: SyntaxNode, _ node: SyntaxNode
  ) -> Compiled {
    let isValue = name == "orValue"
    let operand = compile(target)
    let second = compile(other)
    var type = ExpressionType.dynamic
    switch operand.type {
    case .optional(let inner):
      let joined = inner.joined(with: isValue ? second.type : second.type.unwrapped)
      type = isValue ? joined : .optional(joined)
    case .dynamic, .free: break
    default:
      if environment.isChecked {
        report(
          "`\(name)` expects an optional value, found \(operand.type.name)", at: node.anchor,
          suggestion: "select the field with `.?`")
      }
    }
    return Compiled(
      OptionalOr(
        operand: operand.operation, other: second.operation, isValue: isValue, range: node.range),
      type)
  }
}
