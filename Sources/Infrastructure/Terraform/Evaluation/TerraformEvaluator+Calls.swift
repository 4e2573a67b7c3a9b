extension TerraformEvaluator {
  func call(
    _ name: String, _ arguments: [HCLExpression], expandsLast: Bool, in scope: TerraformScope
  ) -> TerraformValue {
    let name = name.hasPrefix("core::") ? String(name.dropFirst(6)) : name
    switch name {
    case "try": return attempt(arguments, in: scope)
    case "can":
      let before = faults
      let result = arguments.first.map { value($0, in: scope) } ?? .null
      let failed = faults != before
      faults = before
      return failed ? .boolean(false) : result.isUnknown ? result : .boolean(true)
    default: break
    }
    var values: [TerraformValue] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(value(argument, in: scope)) }
    if expandsLast, let last = values.popLast() {
      if case .unknown(let unknown) = last { return .unknown(unknown.reason) }
      guard let elements = last.elements else {
        return fault("`...` takes a list, not \(last.kindName)")
      }
      values += elements
    }
    guard charge(values.reduce(0) { $0 &+ $1.weight }) else { return Self.exhausted }
    return apply(name, TerraformArguments(values: values), in: scope)
  }

  /// The first expression without an error.
  private func attempt(_ arguments: [HCLExpression], in scope: TerraformScope) -> TerraformValue {
    for (position, argument) in arguments.enumerated() {
      let before = faults
      let result = value(argument, in: scope)
      if faults == before || position == arguments.count - 1 { return result }
      faults = before
    }
    return fault("`try` has no argument")
  }

  private func apply(_ name: String, _ arguments: TerraformArguments, in scope: TerraformScope)
    -> TerraformValue
  {
    do throws(TerraformFault) {
      switch name {
      case "file": return .text(try file(arguments, in: scope))
      case "fileexists":
        let path = try path(try arguments.text(0), in: scope)
        return .boolean(project.contains(path))
      case "templatefile":
        let text = TerraformValue.string(try file(arguments, in: scope))
        return render(text, try arguments.value(1), in: scope)
      default: break
      }
      if let function = TerraformFunctions.named(name) { return try function(arguments) }
    } catch {
      switch error {
      case .error(let reason): return fault("`\(name)`: \(reason)")
      case .unknown(let unknown): return .unknown(unknown.reason)
      }
    }
    if TerraformFunctions.unworked.contains(name) {
      return .unknown(
        TerraformUnknown(reason: "the function `\(name)` is not worked out", isPresent: true))
    }
    return .unknown("the function `\(name)` is not known")
  }

  // MARK: Files

  private func path(_ text: String, in scope: TerraformScope) throws(TerraformFault) -> String {
    guard let path = TerraformPath.resolve(text, from: scope.instance.rootFolder) else {
      throw .unknown("the file `\(text)` is not in the tree")
    }
    return path
  }

  private func file(_ arguments: TerraformArguments, in scope: TerraformScope)
    throws(TerraformFault) -> String
  {
    let path = try path(try arguments.text(0), in: scope)
    guard charge(1_000) else { throw .unknown("the tree takes too long to work out") }
    switch project.text(of: path) {
    case .success(let text): return text
    case .failure(let problem):
      if problem.isAbsent { throw .error("there is no file `\(path)`") }
      throw .unknown("the file `\(path)` cannot be read: \(problem.reason)")
    }
  }

  /// The text of a template file with its variables.
  func render(_ template: TerraformValue, _ variables: TerraformValue, in scope: TerraformScope)
    -> TerraformValue
  {
    guard case .string(let text) = template else {
      return .unknown(template.firstUnknown?.reason ?? "the template is \(template.kindName)")
    }
    guard case .object(let object) = variables else {
      return .unknown(variables.firstUnknown?.reason ?? "the variables are no map")
    }
    guard let source = try? HCLText(Array(text.utf8), path: "template") else {
      return .unknown("the template is too large")
    }
    var parser = HCLParser(source)
    guard charge(text.utf8.count), let expression = try? parser.wholeTemplate() else {
      return fault("the template cannot be read")
    }
    var inner = TerraformScope(instance: scope.instance)
    inner.bindings = object.entries.map { (name: $0.0, value: $0.1) }
    inner.isTemplate = true
    return value(expression, in: inner)
  }
}
