import Model

extension TerraformEvaluator {
  /// What a reference to a resource or data source gives.
  func resource(_ name: String, steps: ArraySlice<HCLStep>, in scope: TerraformScope)
    -> TerraformValue
  {
    let instance = scope.instance
    guard let declaration = instance.module.resources[name] else {
      return fault("`\(name)` is not declared in \(folderName(of: instance))")
    }
    let repetitions = repetitions(
      of: declaration.block, file: declaration.file, name: name, in: instance)
    return choose(from: repetitions, steps: steps, in: scope) { repetition, rest in
      if case .attribute(let attribute)? = rest.first {
        let value = self.attribute(attribute, of: declaration, repetition, in: instance)
        return take(rest.dropFirst(), from: value, in: scope)
      }
      if case .index(let key)? = rest.first, case .integer = self.value(key, in: scope) {
        return fault("`\(name)` is one, without a count")
      }
      return take(rest, from: object(declaration, repetition, in: instance), in: scope)
    }
  }

  /// Takes an index or splat from all instances of a block, and what follows from each that is meant.
  func choose(
    from repetitions: TerraformRepetitions, steps: ArraySlice<HCLStep>, in scope: TerraformScope,
    _ take: (TerraformRepetition, ArraySlice<HCLStep>) -> TerraformValue
  ) -> TerraformValue {
    if case .splat(let inner)? = steps.first, repetitions.kind != .named {
      if let doubt = repetitions.doubt { return .unknown(doubt) }
      guard charge(repetitions.list.count) else { return Self.exhausted }
      let list = TerraformValue.list(repetitions.list.map { take($0, inner[...]) })
      return self.take(steps.dropFirst(), from: list, in: scope)
    }
    guard repetitions.kind != .single else { return take(.single, steps) }
    if case .index(let expression)? = steps.first {
      return chosen(value(expression, in: scope), of: repetitions) { take($0, steps.dropFirst()) }
    }
    if let doubt = repetitions.doubt { return .unknown(doubt) }
    guard charge(repetitions.list.count) else { return Self.exhausted }
    let values = repetitions.list.map { take($0, []) }
    let whole: TerraformValue =
      repetitions.kind == .counted
      ? .list(values)
      : .object(
        zip(repetitions.list, values).map { repetition, value in
          if case .name(let name) = repetition.key { (name, value) } else { ("", value) }
        })
    return self.take(steps, from: whole, in: scope)
  }

  private func chosen(
    _ key: TerraformValue, of repetitions: TerraformRepetitions,
    _ take: (TerraformRepetition) -> TerraformValue
  ) -> TerraformValue {
    if case .unknown(let unknown) = key { return .unknown(unknown.reason) }
    if repetitions.doubt != nil, let representative = repetitions.list.first {
      return take(representative)
    }
    let found: TerraformRepetition?
    switch repetitions.kind {
    case .counted:
      found = key.wholeNumber.flatMap { index in
        repetitions.list.indices.contains(index) ? repetitions.list[index] : nil
      }
    case .named, .single:
      found = repetitions.list.first { $0.key == .name(key.scalarText ?? "") }
    }
    guard let found else { return fault("there is no instance \(key.scalarText ?? "of that key")") }
    return take(found)
  }

  // MARK: Attributes

  func address(_ name: String, _ key: TerraformKey, in instance: TerraformInstance) -> String {
    instance.prefix + name + key.suffix
  }

  private func object(
    _ declaration: TerraformModule.Declaration, _ repetition: TerraformRepetition,
    in instance: TerraformInstance
  ) -> TerraformValue {
    let body = declaration.block.body
    let names = body.attributes.map(\.name) + Set(body.blocks.map(\.type)).sorted()
    var entries: [(String, TerraformValue)] = []
    for name in names where !TerraformMetaArguments.all.contains(name) && name != "dynamic" {
      entries.append((name, attribute(name, of: declaration, repetition, in: instance)))
    }
    return .object(
      entries, openAddress: address(declaration.name, repetition.key, in: instance))
  }

  func attribute(
    _ name: String, of declaration: TerraformModule.Declaration,
    _ repetition: TerraformRepetition, in instance: TerraformInstance
  ) -> TerraformValue {
    let place = "\(declaration.name)\(repetition.key.suffix).\(name)"
    return kept(place, in: instance, \.attributes, pendingName: place) {
      let scope = TerraformScope(instance: instance, repetition: repetition)
      let body = declaration.block.body
      if let attribute = body.attribute(name), !TerraformMetaArguments.all.contains(name) {
        let given = value(attribute.value, in: scope)
        if !given.isNull { return given }
      }
      if body.blocks.contains(where: { $0.type == name || $0.labels == [name] }) {
        let file = instance.module.files[declaration.file]
        let entries = blocks(of: body, in: scope, file: file)
        if let block = entries.first(where: { $0.key == name }) {
          return TerraformValue(block.value)
        }
      }
      if declaration.block.type == "data",
        let computed = dataSource(name, of: declaration, in: scope)
      {
        return computed
      }
      return TerraformReference(
        address: address(declaration.name, repetition.key, in: instance), attribute: name
      ).value
    }
  }

  private func dataSource(
    _ name: String, of declaration: TerraformModule.Declaration, in scope: TerraformScope
  ) -> TerraformValue? {
    let file = scope.instance.module.files[declaration.file]
    switch (declaration.block.labels.first, name) {
    case ("aws_iam_policy_document", "json"), ("aws_iam_policy_document", "minified_json"):
      let entries = entries(of: declaration.block.body, in: scope, file: file)
      return TerraformPolicyDocument(entries).json
    case ("template_file", "rendered"):
      let body = declaration.block.body
      guard let template = body.attribute("template").map({ value($0.value, in: scope) }) else {
        return nil
      }
      let variables = body.attribute("vars").map { value($0.value, in: scope) }
      return render(template, variables ?? .object([]), in: scope)
    default: return nil
    }
  }

  // MARK: Instances

  /// The instances of a block, as its `count` or `for_each` says.
  func repetitions(
    of block: HCLBlock, file: Int, name: String, in instance: TerraformInstance
  ) -> TerraformRepetitions {
    if let known = instance.repetitions[name] { return known }
    let place = name + " instances"
    guard instance.pending.insert(place).inserted else {
      return uncertain(.counted, "`\(name)` refers to itself", nil)
    }
    let scope = TerraformScope(instance: instance)
    var result = TerraformRepetitions(kind: .single, list: [.single])
    if let count = block.body.attribute("count") {
      result = counted(value(count.value, in: scope), count.value.range)
    } else if let each = block.body.attribute("for_each") {
      result = named(value(each.value, in: scope), each.value.range)
    }
    instance.pending.remove(place)
    instance.repetitions[name] = result
    if let doubt = result.doubt, let range = result.range {
      let text = instance.module.files[file].text
      let address = instance.prefix + name
      note(
        TerraformDoubt(
          root: instance.rootFolder, address: address,
          gap: ReadingGap(
            file: text.path, span: text.span(range),
            reason: "how many of `\(address)` there are is unknown: \(doubt)")))
    }
    return result
  }

  private func counted(_ count: TerraformValue, _ range: HCLRange) -> TerraformRepetitions {
    if case .unknown(let unknown) = count { return uncertain(.counted, unknown.reason, range) }
    guard let number = count.wholeNumber, number >= 0 else {
      return uncertain(.counted, "the count is \(count.scalarText ?? count.kindName)", range)
    }
    guard number <= Self.maximumInstances else {
      return uncertain(
        .counted,
        "the count is \(number), and at most \(Self.maximumInstances) are looked at one by one",
        range)
    }
    let list = (0..<number).map {
      TerraformRepetition(key: .index($0), count: .integer($0))
    }
    return TerraformRepetitions(kind: .counted, list: list)
  }

  private func named(_ collection: TerraformValue, _ range: HCLRange) -> TerraformRepetitions {
    if case .unknown(let unknown) = collection { return uncertain(.named, unknown.reason, range) }
    guard let pairs = pairs(of: collection) else {
      return uncertain(.named, "`for_each` is \(collection.kindName)", range)
    }
    guard pairs.count <= Self.maximumInstances else {
      return uncertain(
        .named,
        "`for_each` has \(pairs.count) elements, and at most \(Self.maximumInstances) are looked "
          + "at one by one", range)
    }
    var list: [TerraformRepetition] = []
    for (position, value) in pairs {
      let isList = collection.elements != nil
      let key = isList ? value : position
      if case .unknown(let unknown) = key { return uncertain(.named, unknown.reason, range) }
      guard let name = key.scalarText else {
        return uncertain(.named, "a key of `for_each` is \(key.kindName)", range)
      }
      list.append(TerraformRepetition(key: .name(name), each: (.string(name), value)))
    }
    return TerraformRepetitions(kind: .named, list: list)
  }

  /// One instance that stands for any number of them.
  private func uncertain(
    _ kind: TerraformRepetitions.Kind, _ reason: String, _ range: HCLRange?
  ) -> TerraformRepetitions {
    let unknown = TerraformValue.unknown(reason)
    let representative = TerraformRepetition(
      key: .unknown, count: kind == .counted ? unknown : nil,
      each: kind == .named ? (unknown, unknown) : nil)
    return TerraformRepetitions(
      kind: kind, list: [representative], doubt: reason, range: range)
  }
}

/// Names in the body of a resource or module that are Terraform's own.
enum TerraformMetaArguments {
  static let all: Set<String> = ["count", "for_each", "depends_on", "provider"]
  static let blocks: Set<String> = ["provisioner", "connection", "lifecycle", "dynamic"]
}
