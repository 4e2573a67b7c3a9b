import Model

/// Turns the syntax tree into operations, and finds misspelt names and types that cannot fit.
struct Compiler {
  struct Local {
    let name: String
    let slot: Int
    let type: ExpressionType
  }

  /// A name of the environment, with what reads it.
  struct Global {
    let slot: Int
    let type: ExpressionType
    /// The definition's operation; nil for a variable.
    let definition: (any Operation)?
  }

  let environment: ExpressionEnvironment
  let library = FunctionLibrary.standard
  /// Whether operations keep what they gave.
  let isTracing: Bool
  var globals: [String: Global] = [:]
  var locals: [Local] = []
  private(set) var slots: Int
  private(set) var problems: [ExpressionProblem] = []
  /// The text that is compiled, for the trace.
  var scalars: [Unicode.Scalar] = []
  private let hasQualifiedNames: Bool

  init(_ environment: ExpressionEnvironment, isTracing: Bool) {
    self.environment = environment
    self.isTracing = isTracing
    slots = environment.variables.count
    hasQualifiedNames =
      !environment.container.isEmpty || environment.variables.contains { $0.name.contains(".") }
    for (index, variable) in environment.variables.enumerated() {
      globals[variable.name] = Global(slot: index, type: variable.type, definition: nil)
    }
  }

  mutating func newSlot() -> Int {
    slots += 1
    return slots - 1
  }

  mutating func report(_ message: String, at offset: Int, suggestion: String? = nil) {
    problems.append(ExpressionProblem(message: message, offset: offset, suggestion: suggestion))
  }

  /// A problem of types where they are checked, else a failure when it runs.
  mutating func broken(
    _ kind: Failure.Kind, _ message: String, at node: SyntaxNode, suggestion: String? = nil
  ) -> Compiled {
    if environment.isChecked { report(message, at: node.anchor, suggestion: suggestion) }
    return Compiled(Broken(failure: Failure(kind, message, at: node.range)), .dynamic)
  }

  mutating func compile(_ node: SyntaxNode) -> Compiled {
    let compiled = untraced(node)
    guard isTracing, compiled.constant == nil else { return compiled }
    let text = scalars[
      min(node.range.lowerBound, scalars.count)..<min(node.range.upperBound, scalars.count)]
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    return Compiled(
      Traced(operation: compiled.operation, text: String(view), range: node.range), compiled.type)
  }

  private mutating func untraced(_ node: SyntaxNode) -> Compiled {
    switch node.kind {
    case .literal(let value):
      return Compiled(Constant(value: value), Self.type(of: value), constant: value)
    case .identifier(let name): return identifier(name, node)
    case .select(let operand, let field, let isOptional):
      return selection(operand, field, isOptional: isOptional, node)
    case .index(let operand, let index, let isOptional):
      return indexing(operand, index, isOptional: isOptional, node)
    case .call(let function, let target, let arguments):
      return call(function, target, arguments, node)
    case .list(let elements): return list(elements, node)
    case .map(let entries): return map(entries, node)
    case .message(let name):
      report("there are no message types here: `\(name)`", at: node.anchor)
      return Compiled(Constant(value: .null), .dynamic)
    case .not(let operand):
      let compiled = compile(operand)
      expectBoolean(compiled, operand, of: "`!`")
      return Compiled(Not(operand: compiled.operation, range: node.range), .boolean)
    case .negate(let operand): return negation(operand, node)
    case .binary(let binary, let left, let right): return self.binary(binary, left, right, node)
    case .and(let parts): return junction(parts, deciding: false, node)
    case .or(let parts): return junction(parts, deciding: true, node)
    case .conditional(let condition, let first, let second):
      return conditional(condition, first, second, node)
    }
  }

  private static func type(of value: ExpressionValue) -> ExpressionType {
    switch value {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .unsigned: .unsigned
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    default: .dynamic
    }
  }

  mutating func expectBoolean(_ compiled: Compiled, _ node: SyntaxNode, of place: String) {
    guard environment.isChecked, compiled.type != .boolean, !compiled.type.isOpen else { return }
    report(
      "\(place) expects true or false, found \(compiled.type.name)", at: node.range.lowerBound)
  }
}

// Names.
extension Compiler {
  private static let typeRoots: Set<String> = ["google", "net", "kubernetes"]

  func local(_ name: String) -> Local? { locals.last { $0.name == name } }

  private mutating func identifier(_ name: String, _ node: SyntaxNode) -> Compiled {
    if let local = local(name) {
      return Compiled(Variable(name: name, slot: local.slot), local.type)
    }
    if let found = global(name) { return found }
    let known =
      locals.map(\.name) + environment.variables.map(\.name)
      + environment.definitions.map(\.name)
    let near = NearestName.find(name, among: known)
    return broken(
      .unknownName, "unknown name `\(name)`", at: node,
      suggestion: near.map { "did you mean `\($0)`?" }
        ?? "known names: \(known.joined(separator: ", "))")
  }

  /// A variable, definition or type by its name, in the container first.
  private func global(_ name: String) -> Compiled? {
    let isRooted = name.hasPrefix(".")
    let plain = isRooted ? String(name.dropFirst()) : name
    var prefixes: [String] = []
    if !isRooted, hasQualifiedNames {
      var container = environment.container
      while !container.isEmpty {
        prefixes.append(container + ".")
        container = container.lastIndex(of: ".").map { String(container[..<$0]) } ?? ""
      }
    }
    for prefix in prefixes + [""] {
      let full = prefix + plain
      if let global = globals[full] {
        if let definition = global.definition {
          return Compiled(
            DefinitionReference(slot: global.slot, operation: definition), global.type)
        }
        return Compiled(Variable(name: full, slot: global.slot), global.type)
      }
      if let type = TypeName.named[full] { return Compiled(Constant(value: .type(type)), .type) }
    }
    return nil
  }

  /// `a.b.c` as one name, where there is such a name; the longest that is known wins.
  private func qualified(_ node: SyntaxNode) -> Compiled? {
    guard let name = node.qualifiedName else { return nil }
    let root = name.prefix { $0 != "." }
    guard hasQualifiedNames || name.hasPrefix(".") || Self.typeRoots.contains(String(root)),
      local(String(root)) == nil
    else { return nil }
    return global(name)
  }

  private mutating func selection(
    _ operand: SyntaxNode, _ field: String, isOptional: Bool, _ node: SyntaxNode
  ) -> Compiled {
    if !isOptional, let found = qualified(node) { return found }
    let compiled = compile(operand)
    let type = fieldType(field, of: compiled.type, node, isOptional: isOptional)
    if isOptional {
      let key = Constant(value: .string(field))
      return Compiled(
        OptionalSelect(operand: compiled.operation, index: key, range: node.range), type)
    }
    let select = Select(operand: compiled.operation, field: field, range: node.range)
    guard !isTracing else { return Compiled(select, type) }
    switch compiled.operation {
    case let variable as Variable:
      return Compiled(Path(slot: variable.slot, fields: [field], slow: select), type)
    case let path as Path:
      return Compiled(
        Path(slot: path.slot, fields: path.fields + [field], slow: select), type)
    default: return Compiled(select, type)
    }
  }

  /// The type of a field, with a problem where it cannot exist.
  mutating func fieldType(
    _ field: String, of type: ExpressionType, _ node: SyntaxNode, isOptional: Bool
  ) -> ExpressionType {
    switch type {
    case .dynamic, .free, .null: return isOptional ? .optional(.dynamic) : .dynamic
    case .map(_, let value): return isOptional ? .optional(value) : value
    case .optional(let inner):
      return .optional(
        fieldType(field, of: inner, node, isOptional: false).unwrapped)
    case .object(let model):
      if let known = model.fields[field] { return isOptional ? .optional(known) : known }
      if !model.isOpen, environment.isChecked {
        let near = NearestName.find(field, among: model.fields.keys.sorted())
        report(
          "`\(model.name)` has no field `\(DisplayText.escaped(field))`", at: node.anchor,
          suggestion: near.map { "did you mean `\($0)`?" })
      }
      return isOptional ? .optional(.dynamic) : .dynamic
    default:
      if environment.isChecked {
        report(
          "a value of type \(type.name) has no field `\(DisplayText.escaped(field))`",
          at: node.anchor)
      }
      return .dynamic
    }
  }

  private mutating func indexing(
    _ operand: SyntaxNode, _ index: SyntaxNode, isOptional: Bool, _ node: SyntaxNode
  ) -> Compiled {
    let compiled = compile(operand)
    let key = compile(index)
    let type = elementType(of: compiled.type, key, index, node)
    if isOptional {
      return Compiled(
        OptionalSelect(
          operand: compiled.operation, index: key.operation, range: node.range),
        .optional(type.unwrapped))
    }
    return Compiled(
      Index(operand: compiled.operation, index: key.operation, range: node.range), type)
  }

  private mutating func elementType(
    of type: ExpressionType, _ key: Compiled, _ index: SyntaxNode, _ node: SyntaxNode
  ) -> ExpressionType {
    let expected: ExpressionType
    switch type {
    case .dynamic, .free, .null: return .dynamic
    case .optional(let inner):
      return .optional(elementType(of: inner, key, index, node).unwrapped)
    case .list(let element):
      guard !key.type.isOpen, !key.type.isNumber else { return element }
      expected = .integer
    case .map(let keys, let value):
      guard !keys.isCompatible(with: key.type), !(keys.isNumber && key.type.isNumber) else {
        return value
      }
      expected = keys
    case .object:
      if case .string(let field)? = key.constant {
        return fieldType(field, of: type, index, isOptional: false)
      }
      guard key.type != .string, !key.type.isOpen else { return .dynamic }
      expected = .string
    default:
      if environment.isChecked {
        report("a value of type \(type.name) has no elements", at: node.anchor)
      }
      return .dynamic
    }
    if environment.isChecked {
      report(
        "expected an index of type \(expected.name), found \(key.type.name)",
        at: index.range.lowerBound)
    }
    return .dynamic
  }
}

extension ExpressionType {
  /// The type of what an optional holds.
  var unwrapped: ExpressionType {
    if case .optional(let inner) = self { inner } else { self }
  }
}
