extension TerraformEvaluator {
  /// What a reference gives: its first word, then steps.
  func reference(_ root: String, steps: ArraySlice<HCLStep>, in scope: TerraformScope)
    -> TerraformValue
  {
    if let bound = scope.binding(root) { return take(steps, from: bound, in: scope) }
    guard !scope.isTemplate else { return fault("the template is not given `\(root)`") }
    guard case .attribute(let name)? = steps.first else {
      return fault("`\(root)` alone is no value")
    }
    let rest = steps.dropFirst()
    let instance = scope.instance
    switch root {
    case "var": return take(rest, from: variable(name, of: instance), in: scope)
    case "local": return take(rest, from: local(name, of: instance), in: scope)
    case "each": return take(rest, from: each(name, in: scope), in: scope)
    case "count":
      guard name == "index", let index = scope.repetition.count else {
        return fault("`count.\(name)` has no value here")
      }
      return take(rest, from: index, in: scope)
    case "path": return path(name, of: instance)
    case "terraform": return .unknown("`terraform.\(name)` is known where Terraform runs")
    case "self": return .unknown("`self` is known after apply")
    case "module": return module(name, steps: rest, in: scope)
    case "data":
      guard case .attribute(let second)? = rest.first else {
        return fault("`data.\(name)` is no value")
      }
      return resource("data.\(name).\(second)", steps: rest.dropFirst(), in: scope)
    default: return resource("\(root).\(name)", steps: rest, in: scope)
    }
  }

  private func each(_ name: String, in scope: TerraformScope) -> TerraformValue {
    guard let each = scope.repetition.each else { return fault("`each` has no value here") }
    return name == "key" ? each.key : each.value
  }

  private func path(_ name: String, of instance: TerraformInstance) -> TerraformValue {
    switch name {
    case "module":
      .string(TerraformPath.relative(instance.module.folder, from: instance.rootFolder))
    case "root": .string(".")
    default: .unknown("`path.\(name)` is known where Terraform runs")
    }
  }

  // MARK: Steps

  func take(_ steps: ArraySlice<HCLStep>, from value: TerraformValue, in scope: TerraformScope)
    -> TerraformValue
  {
    var value = value
    for step in steps {
      if case .unknown(let unknown) = value { return .unknown(unknown.reason) }
      switch step {
      case .attribute(let name): value = attribute(name, of: value)
      case .index(let expression): value = index(self.value(expression, in: scope), of: value)
      case .splat(let inner): value = splat(inner[...], over: value, in: scope)
      }
    }
    return value
  }

  private func splat(
    _ steps: ArraySlice<HCLStep>, over value: TerraformValue, in scope: TerraformScope
  ) -> TerraformValue {
    let elements: [TerraformValue]
    switch value {
    case .null: return .emptyList
    case .list(let list): elements = list.elements
    default: elements = [value]
    }
    guard charge(elements.count) else { return Self.exhausted }
    return .list(elements.map { take(steps, from: $0, in: scope) })
  }

  func attribute(_ name: String, of value: TerraformValue) -> TerraformValue {
    switch value {
    case .object(let object):
      if let found = object[name] { return found }
      if let address = object.openAddress {
        return TerraformReference(address: address, attribute: name).value
      }
      return fault("there is no attribute `\(name)`")
    default: return fault("\(value.kindName) has no attribute `\(name)`")
    }
  }

  func index(_ key: TerraformValue, of value: TerraformValue) -> TerraformValue {
    if case .unknown(let unknown) = key { return .unknown(unknown.reason) }
    switch value {
    case .list(let list):
      guard let position = key.wholeNumber, list.elements.indices.contains(position) else {
        return fault("the list has no element \(key.scalarText ?? key.kindName)")
      }
      return list.elements[position]
    case .object:
      guard let name = key.scalarText else { return fault("a key is \(key.kindName), not text") }
      return attribute(name, of: value)
    default: return fault("\(value.kindName) has no elements")
    }
  }

  // MARK: Variables and local values

  func variable(_ name: String, of instance: TerraformInstance) -> TerraformValue {
    kept(name, in: instance, \.variables, pendingName: "var." + name) {
      guard let declaration = instance.module.variables[name] else {
        return fault("the variable `\(name)` is not declared in \(folderName(of: instance))")
      }
      let scope = TerraformScope(instance: instance)
      let given = given(name, to: instance)
      let result: TerraformValue
      if let given, !(given.isNull && !declaration.isNullable) {
        result = given
      } else if let standard = declaration.standard {
        result = value(standard, in: scope)
      } else {
        return .unknown("`\(instance.prefix)var.\(name)` has no value in the files")
      }
      guard charge(result.weight) else { return Self.exhausted }
      return declaration.type.convert(result) { value($0, in: scope) }
    }
  }

  private func given(_ name: String, to instance: TerraformInstance) -> TerraformValue? {
    if let value = instance.givenValues[name] { return value }
    guard let call = instance.call, let parent = instance.parent,
      let argument = call.block.body.attribute(name)
    else { return nil }
    let scope = TerraformScope(instance: parent, repetition: instance.repetition)
    return value(argument.value, in: scope)
  }

  private func local(_ name: String, of instance: TerraformInstance) -> TerraformValue {
    kept(name, in: instance, \.locals, pendingName: "local." + name) {
      guard let expression = instance.module.locals[name] else {
        return fault("the local value `\(name)` is not declared in \(folderName(of: instance))")
      }
      return value(expression, in: TerraformScope(instance: instance))
    }
  }

  func folderName(of instance: TerraformInstance) -> String {
    instance.module.folder.isEmpty ? "the folder" : "`\(instance.module.folder)`"
  }
}
