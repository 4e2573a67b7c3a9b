import Model

/// What the Terraform code of a tree says is there, with the root that each resource belongs to.
struct TerraformReader {
  struct Found {
    let resource: ConfiguredResource
    /// The folder of the root module.
    let root: String
  }

  /// Resources of one tree.
  static let maximumResources = 200_000

  private let project: TerraformProject
  private let evaluator: TerraformEvaluator
  private(set) var found: [Found] = []
  private(set) var gaps: Set<ReadingGap> = []
  /// What a plan may yet tell.
  var doubts: [TerraformDoubt] { evaluator.doubts }
  private(set) var readPaths: Set<String> = []
  private var waivers: [String: TerraformWaivers] = [:]

  init(_ files: some SourceFiles, variableFiles: [String], maximumSteps: Int) {
    project = TerraformProject(files)
    evaluator = TerraformEvaluator(project: project, maximumSteps: maximumSteps)
    gaps.formUnion(project.gaps)
    readPaths.formUnion(project.readPaths)
    for module in project.modules.values { gaps.formUnion(module.gaps) }
    for root in project.roots { read(root, files, variableFiles) }
    gaps.formUnion(evaluator.gaps)
  }

  private mutating func read(_ root: String, _ files: some SourceFiles, _ named: [String]) {
    guard let module = project.module(in: root) else { return }
    let variables = TerraformVariableFiles(
      folder: root, named: named, of: files, evaluator: evaluator)
    gaps.formUnion(variables.gaps)
    readPaths.formUnion(variables.readPaths)
    let instance = TerraformInstance(module: module, rootFolder: root)
    instance.givenValues = variables.values
    collect(instance, root: root)
  }

  private mutating func collect(_ instance: TerraformInstance, root: String) {
    let module = instance.module
    for declaration in module.settings { setting(declaration, of: instance, root: root) }
    for name in module.resourceOrder {
      guard let declaration = module.resources[name] else { continue }
      let repetitions = evaluator.repetitions(
        of: declaration.block, file: declaration.file, name: name, in: instance)
      for repetition in repetitions.list {
        guard isAffordable(declaration, in: instance) else { return }
        add(declaration, repetition, of: instance, root: root)
      }
    }
    for name in module.callOrder {
      guard let call = module.calls[name] else { continue }
      let children = evaluator.children(name, of: instance)
      for repetition in children.repetitions.list {
        guard isAffordable(.init(block: call.block, file: call.file), in: instance) else { return }
        add(call, repetition, of: instance, root: root)
      }
      for child in children.instances { collect(child, root: root) }
    }
  }

  private mutating func isAffordable(
    _ declaration: TerraformModule.Declaration, in instance: TerraformInstance
  ) -> Bool {
    guard evaluator.isExhausted || found.count >= Self.maximumResources else { return true }
    let text = instance.module.files[declaration.file].text
    gaps.insert(
      ReadingGap(
        file: text.path, span: text.span(declaration.block.header),
        reason: evaluator.isExhausted
          ? "the tree takes too long to work out; from here on it is not read"
          : "the tree has more than \(Self.maximumResources) resources; the rest is not read"))
    return false
  }

  // MARK: Resources

  private mutating func add(
    _ declaration: TerraformModule.Declaration, _ repetition: TerraformRepetition,
    of instance: TerraformInstance, root: String
  ) {
    let scope = TerraformScope(instance: instance, repetition: repetition)
    let file = instance.module.files[declaration.file]
    let block = declaration.block
    var entries = evaluator.entries(of: block.body, in: scope, file: file)
    if let provider = provider(of: block, in: instance, file: file) { entries.append(provider) }
    for lifecycle in block.body.blocks("lifecycle") {
      entries.append(self.lifecycle(lifecycle, scope: scope, file: file))
    }
    let kind = (block.type == "data" ? "data." : "") + (block.labels.first ?? "")
    append(
      kind: kind,
      address: evaluator.address(declaration.name, repetition.key, in: instance), block: block,
      entries: entries, file: file, root: root)
  }

  private mutating func add(
    _ call: TerraformModule.Call, _ repetition: TerraformRepetition,
    of instance: TerraformInstance, root: String
  ) {
    let scope = TerraformScope(instance: instance, repetition: repetition)
    let file = instance.module.files[call.file]
    var body = call.block.body
    body.attributes.removeAll { $0.name == "providers" }
    append(
      kind: "module", address: instance.prefix + "module." + call.name + repetition.key.suffix,
      block: call.block, entries: evaluator.entries(of: body, in: scope, file: file), file: file,
      root: root)
  }

  /// Providers, backends and what was moved, removed or imported.
  private mutating func setting(
    _ declaration: TerraformModule.Declaration, of instance: TerraformInstance, root: String
  ) {
    let block = declaration.block
    let file = instance.module.files[declaration.file]
    let scope = TerraformScope(instance: instance)
    switch (block.type, block.labels.first) {
    case ("provider", let name?):
      let alias = block.body.attribute("alias")?.value.literalText.map { "." + $0 } ?? ""
      append(
        kind: "provider." + name, address: "\(instance.prefix)provider.\(name)\(alias)",
        block: block, entries: evaluator.entries(of: block.body, in: scope, file: file),
        file: file, root: root)
    case ("terraform", nil):
      for inner in block.body.blocks where inner.type == "backend" || inner.type == "cloud" {
        let kind = (["terraform", inner.type] + inner.labels).joined(separator: ".")
        append(
          kind: kind, address: instance.prefix + kind, block: inner,
          entries: evaluator.entries(of: inner.body, in: scope, file: file), file: file,
          root: root)
      }
    case ("moved", nil), ("removed", nil), ("import", nil):
      change(block, of: instance, file: file, root: root)
    default: break
    }
  }

  /// A block that names addresses, which are no values.
  private mutating func change(
    _ block: HCLBlock, of instance: TerraformInstance, file: HCLFile, root: String
  ) {
    let entries = block.body.attributes.map { attribute in
      let text = attribute.value.literalText ?? file.text.string(attribute.value.range)
      return Node.Entry(
        key: attribute.name, keySpan: file.text.span(attribute.nameRange),
        value: Node(.string(text), at: file.text.span(attribute.value.range)))
    }
    let target =
      (entries.first { $0.key == "to" } ?? entries.first { $0.key == "from" })?.value.string ?? ""
    append(
      kind: "terraform.\(block.type)",
      address: "\(instance.prefix)terraform.\(block.type).\(target)",
      block: block, entries: entries, file: file, root: root)
  }

  private mutating func append(
    kind: String, address: String, block: HCLBlock, entries: [Node.Entry], file: HCLFile,
    root: String
  ) {
    let span = file.text.span(block.header)
    let path = file.text.path
    if waivers[path] == nil { waivers[path] = TerraformWaivers(file) }
    found.append(
      Found(
        resource: ConfiguredResource(
          layer: .code, dialect: .terraform, kind: kind, address: address, file: path, span: span,
          attributes: Node(.mapping(entries), at: span),
          waivers: waivers[path]?.waivers(for: block) ?? []),
        root: root))
  }

  // MARK: Terraform's own arguments

  /// Which configuration of the provider is used, as the root module names it.
  private func provider(of block: HCLBlock, in instance: TerraformInstance, file: HCLFile)
    -> Node.Entry?
  {
    if let attribute = block.body.attribute("provider"),
      let name = TerraformEvaluator.providerName(attribute.value)
    {
      let resolved = instance.providers[name] ?? name
      return Node.Entry(
        key: "provider", keySpan: file.text.span(attribute.nameRange),
        value: Node(.string(resolved), at: file.text.span(attribute.value.range)))
    }
    let standard = block.labels.first?.prefix { $0 != "_" }.description ?? ""
    guard let resolved = instance.providers[standard], resolved != standard else { return nil }
    let span = file.text.span(block.header)
    return Node.Entry(key: "provider", keySpan: span, value: Node(.string(resolved), at: span))
  }

  private func lifecycle(_ block: HCLBlock, scope: TerraformScope, file: HCLFile) -> Node.Entry {
    let span = file.text.span(block.header)
    let entries = block.body.attributes.map { attribute in
      let place = file.text.span(attribute.value.range)
      let value: Node
      switch attribute.value.form {
      case .tuple(let elements):
        value = Node(
          .sequence(
            elements.map {
              Node(
                .string($0.literalText ?? file.text.string($0.range)), at: file.text.span($0.range))
            }), at: place)
      case .name(let name): value = Node(.string(name), at: place)
      default: value = evaluator.node(attribute.value, in: scope, file: file)
      }
      return Node.Entry(
        key: attribute.name, keySpan: file.text.span(attribute.nameRange), value: value)
    }
    return Node.Entry(
      key: "lifecycle", keySpan: span,
      value: Node(.sequence([Node(.mapping(entries), at: span)]), at: span))
  }
}
