import Model

extension TerraformEvaluator {
  func module(_ name: String, steps: ArraySlice<HCLStep>, in scope: TerraformScope)
    -> TerraformValue
  {
    let instance = scope.instance
    guard instance.module.calls[name] != nil else {
      return fault("`module.\(name)` is not declared in \(folderName(of: instance))")
    }
    let children = children(name, of: instance)
    return choose(from: children.repetitions, steps: steps, in: scope) { repetition, rest in
      guard let child = children.instances.first(where: { $0.repetition.key == repetition.key })
      else { return .unknown("`\(instance.prefix)module.\(name)` could not be read") }
      if case .attribute(let output)? = rest.first {
        return take(rest.dropFirst(), from: self.output(output, of: child), in: scope)
      }
      let outputs = child.module.outputs.keys.sorted()
      let object = TerraformValue.object(outputs.map { ($0, output($0, of: child)) })
      return take(rest, from: object, in: scope)
    }
  }

  private func output(_ name: String, of instance: TerraformInstance) -> TerraformValue {
    kept(name, in: instance, \.outputs, pendingName: "output." + name) {
      guard let expression = instance.module.outputs[name] else {
        return fault("\(folderName(of: instance)) has no output `\(name)`")
      }
      return value(expression, in: TerraformScope(instance: instance))
    }
  }

  /// The uses of a module; without instances where it could not be read.
  func children(_ name: String, of instance: TerraformInstance) -> (
    repetitions: TerraformRepetitions, instances: [TerraformInstance]
  ) {
    if let known = instance.children[name] { return known }
    guard let call = instance.module.calls[name] else {
      return (TerraformRepetitions(kind: .single, list: []), [])
    }
    let repetitions = repetitions(
      of: call.block, file: call.file, name: "module." + name, in: instance)
    var instances: [TerraformInstance] = []
    if let module = called(call, from: instance) {
      let providers = providers(of: call, in: instance)
      for repetition in repetitions.list {
        modules += 1
        guard modules <= Self.maximumModules else {
          note(gap("more than \(Self.maximumModules) uses of modules", at: call, in: instance))
          break
        }
        instances.append(
          TerraformInstance(
            module: module, prefix: "\(instance.prefix)module.\(name)\(repetition.key.suffix).",
            rootFolder: instance.rootFolder, parent: instance, call: call, repetition: repetition,
            lineage: instance.lineage, providers: providers))
      }
    }
    instance.children[name] = (repetitions, instances)
    return (repetitions, instances)
  }

  /// The module that is called, or nil with a gap that says why it cannot be.
  private func called(_ call: TerraformModule.Call, from instance: TerraformInstance)
    -> TerraformModule?
  {
    guard let folder = call.folder else {
      let source = call.block.body.attribute("source")?.value.literalText
      let named = source.map { " `\($0)`" } ?? ""
      note(gap("the source\(named) of the module is not in the tree", at: call, in: instance))
      return nil
    }
    guard let module = project.module(in: folder) else {
      note(
        gap(
          "\(folder.isEmpty ? "the tree's own folder" : "the folder `\(folder)`") of the module has no "
            + "Terraform files", at: call, in: instance))
      return nil
    }
    guard !instance.lineage.contains(folder) else {
      note(gap("the module calls itself", at: call, in: instance))
      return nil
    }
    guard instance.lineage.count < Self.maximumModuleDepth else {
      note(
        gap(
          "modules are nested deeper than \(Self.maximumModuleDepth) levels", at: call,
          in: instance))
      return nil
    }
    return module
  }

  private func gap(
    _ reason: String, at call: TerraformModule.Call, in instance: TerraformInstance
  ) -> ReadingGap {
    let text = instance.module.files[call.file].text
    let range = call.block.body.attribute("source")?.value.range ?? call.block.header
    return ReadingGap(file: text.path, span: text.span(range), reason: reason)
  }

  /// Which provider configurations of the root the module's own names stand for.
  private func providers(of call: TerraformModule.Call, in instance: TerraformInstance)
    -> [String: String]
  {
    guard case .object(let items)? = call.block.body.attribute("providers")?.value.form else {
      return instance.providers.filter { !$0.key.contains(".") }
    }
    var providers: [String: String] = [:]
    for item in items {
      guard let key = Self.providerName(item.key), let value = Self.providerName(item.value) else {
        continue
      }
      providers[key] = instance.providers[value] ?? value
    }
    return providers
  }

  /// `aws` or `aws.west`, which are no values.
  static func providerName(_ expression: HCLExpression) -> String? {
    switch expression.form {
    case .name(let name), .string(let name): return name
    case .access(let source, let steps):
      guard case .name(let name) = source.form, case .attribute(let alias)? = steps.first else {
        return nil
      }
      return "\(name).\(alias)"
    default: return nil
    }
  }
}
