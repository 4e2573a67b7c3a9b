import Model

/// What the files of one folder declare.
package struct TerraformModule: Sendable {
  /// A block with the file that it stands in.
  struct Declaration: Sendable {
    let block: HCLBlock
    let file: Int

    /// `aws_s3_bucket.logs`, `data.aws_iam_policy_document.read`.
    var name: String {
      (block.type == "data" ? ["data"] : []).joined()
        + (block.type == "data" ? "." : "") + block.labels.joined(separator: ".")
    }
  }

  struct Variable: Sendable {
    let type: TerraformType
    let standard: HCLExpression?
    let isSensitive: Bool
    let isNullable: Bool
  }

  struct Call: Sendable {
    let name: String
    let block: HCLBlock
    let file: Int
    /// The folder of a module in the tree; nil for one that comes from elsewhere.
    let folder: String?
  }

  let folder: String
  private(set) var files: [HCLFile] = []
  private(set) var variables: [String: Variable] = [:]
  private(set) var locals: [String: HCLExpression] = [:]
  private(set) var outputs: [String: HCLExpression] = [:]
  /// By their names; those of data sources begin with `data.`.
  private(set) var resources: [String: Declaration] = [:]
  private(set) var resourceOrder: [String] = []
  private(set) var calls: [String: Call] = [:]
  private(set) var callOrder: [String] = []
  /// Providers, backends, and what was moved, removed or imported.
  private(set) var settings: [Declaration] = []
  private(set) var gaps: [ReadingGap] = []
  let hasSensitiveVariables: Bool

  /// Takes the files in the order of their names, those that override others last.
  init(folder: String, files: [HCLFile], overrides: [HCLFile]) {
    self.folder = folder
    var merger = TerraformOverrides(overrides)
    let merged = merger.applied(to: files)
    self.files = merged
    var sensitive = false
    var found = Gathered()
    for (index, file) in merged.enumerated() {
      for block in file.body.blocks { found.take(block, file: index, folder: folder) }
      for problem in file.problems {
        found.gaps.append(
          ReadingGap(
            file: file.text.path, span: file.text.span(problem.range), reason: problem.message))
      }
      for attribute in file.body.attributes {
        found.gaps.append(
          ReadingGap(
            file: file.text.path, span: file.text.span(attribute.nameRange),
            reason: "an attribute stands outside of every block"))
      }
    }
    for variable in found.variables.values where variable.isSensitive { sensitive = true }
    hasSensitiveVariables = sensitive
    variables = found.variables
    locals = found.locals
    outputs = found.outputs
    resources = found.resources
    resourceOrder = found.resourceOrder
    calls = found.calls
    callOrder = found.callOrder
    settings = found.settings
    gaps = found.gaps
    for declaration in found.repeated {
      let name = declaration.block.labels.joined(separator: ".")
      gaps.append(Self.gap("`\(name)` is declared twice", at: declaration, in: merged))
    }
    for declaration in found.misplaced {
      gaps.append(Self.gap(Self.misplacement(of: declaration.block), at: declaration, in: merged))
    }
  }
}

extension TerraformModule {
  private static func gap(_ reason: String, at declaration: Declaration, in files: [HCLFile])
    -> ReadingGap
  {
    let text = files[declaration.file].text
    return ReadingGap(file: text.path, span: text.span(declaration.block.header), reason: reason)
  }

  private static func misplacement(of block: HCLBlock) -> String {
    let known = HCLParser.topLevelWords.sorted()
    if known.contains(block.type) {
      return "a block `\(block.type)` has another number of labels"
    }
    let nearest = NearestName.find(block.type, among: known).map { "; did you mean `\($0)`?" } ?? ""
    return "Terraform has no block `\(block.type)`\(nearest)"
  }
}

/// The declarations of a module while its files are gone through.
private struct Gathered {
  var variables: [String: TerraformModule.Variable] = [:]
  var locals: [String: HCLExpression] = [:]
  var outputs: [String: HCLExpression] = [:]
  var resources: [String: TerraformModule.Declaration] = [:]
  var resourceOrder: [String] = []
  var calls: [String: TerraformModule.Call] = [:]
  var callOrder: [String] = []
  var settings: [TerraformModule.Declaration] = []
  var repeated: [TerraformModule.Declaration] = []
  /// Blocks that Terraform does not have, or that lack a label.
  var misplaced: [TerraformModule.Declaration] = []
  var gaps: [ReadingGap] = []

  mutating func take(_ block: HCLBlock, file: Int, folder: String) {
    let declaration = TerraformModule.Declaration(block: block, file: file)
    switch (block.type, block.labels.count) {
    case ("resource", 2), ("data", 2):
      let name = declaration.name
      guard resources[name] == nil else { return repeated.append(declaration) }
      resources[name] = declaration
      resourceOrder.append(name)
    case ("variable", 1):
      variables[block.labels[0]] = variable(block.body)
    case ("locals", 0):
      for attribute in block.body.attributes { locals[attribute.name] = attribute.value }
    case ("output", 1):
      outputs[block.labels[0]] = block.body.attribute("value")?.value
    case ("module", 1):
      let name = block.labels[0]
      guard calls[name] == nil else { return repeated.append(declaration) }
      calls[name] = TerraformModule.Call(
        name: name, block: block, file: file, folder: source(of: block, from: folder))
      callOrder.append(name)
    case ("provider", 1), ("terraform", 0), ("moved", 0), ("removed", 0), ("import", 0):
      settings.append(declaration)
    case ("check", _), ("ephemeral", _), ("action", _), ("language", _): break
    default: misplaced.append(declaration)
    }
  }

  private func variable(_ body: HCLBody) -> TerraformModule.Variable {
    func isTrue(_ name: String) -> Bool? {
      guard case .boolean(let value)? = body.attribute(name)?.value.form else { return nil }
      return value
    }
    return TerraformModule.Variable(
      type: body.attribute("type").map { TerraformType($0.value) } ?? .any,
      standard: body.attribute("default")?.value, isSensitive: isTrue("sensitive") ?? false,
      isNullable: isTrue("nullable") ?? true)
  }

  private func source(of block: HCLBlock, from folder: String) -> String? {
    guard let source = block.body.attribute("source")?.value.literalText,
      source.hasPrefix("./") || source.hasPrefix("../") || source == "." || source == ".."
    else { return nil }
    return TerraformPath.resolve(source, from: folder)
  }
}
