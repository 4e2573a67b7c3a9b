import Model

// Functions.
extension SchemaReplay {
  private static let inputModes: Set<String> = [
    "FUNC_PARAM_DEFAULT", "FUNC_PARAM_IN", "FUNC_PARAM_INOUT", "FUNC_PARAM_VARIADIC",
  ]

  /// What CREATE FUNCTION says beside its name.
  private struct Options {
    var language = "sql"
    var isDefiner = false
    var searchPath: String?
    var body: String?
  }

  mutating func createFunction(_ node: SyntaxNode, at place: StatementPlace) {
    let parts = node.list("funcname").compactMap { $0["String"]?.string("sval") }
    let inputs = node.list("parameters").compactMap { $0["FunctionParameter"] }
      .filter { Self.inputModes.contains($0.string("mode") ?? "") }
    let name = Self.signature(
      schema: parts.count > 1 ? parts[parts.count - 2] : creationSchema, parts.last ?? "",
      inputs.compactMap { $0["argType"] })
    var options = Options()
    for option in node.list("options").compactMap({ $0["DefElem"] }) { read(option, &options) }
    let known = schema.functions[name]
    let names = inputs.map { $0.string("name") ?? "" }
    let body = body(node["sql_body"], options)
    schema.functions[name] = DatabaseFunction(
      name: name, owner: known?.owner ?? currentRole, language: options.language,
      isProcedure: node.isTrue("is_procedure"),
      returnsTrigger: ["trigger", "event_trigger"].contains(
        node["returnType"].map(TypeName.text) ?? ""),
      isDefiner: options.isDefiner, searchPath: options.searchPath, argumentNames: names,
      body: body, location: place.whole)
    if known == nil { grantDefaults(.function, on: name, at: place.whole) }
  }

  private func body(_ parsed: SyntaxNode?, _ options: Options) -> FunctionBody {
    let analyst = FunctionAnalyst(replay: self, searchPath: options.searchPath)
    if let parsed { return analyst.body(parsed: parsed) }
    return analyst.body(options.body ?? "", language: options.language)
  }

  private func read(_ option: SyntaxNode, _ options: inout Options) {
    switch option.string("defname") {
    case "language": options.language = option["arg"]?["String"]?.string("sval")?.lowercased() ?? ""
    case "security": options.isDefiner = option["arg"]?["Boolean"]?.isTrue("boolval") ?? false
    case "as":
      options.body = option["arg"]?["List"]?.list("items").first?["String"]?.string("sval")
    case "set":
      guard let set = option["arg"]?["VariableSetStmt"], set.string("name") == "search_path" else {
        return
      }
      options.searchPath =
        set.string("kind") == "VAR_SET_VALUE"
        ? Self.values(set).joined(separator: ", ")
        : set.string("kind") == "VAR_SET_CURRENT" ? searchPath.joined(separator: ", ") : nil
    default: return
    }
  }

  mutating func alterFunction(_ node: SyntaxNode) {
    guard let object = node["func"] else { return }
    for name in functions(meantBy: object) {
      for action in node.list("actions").compactMap({ $0["DefElem"] }) {
        var options = Options()
        read(action, &options)
        switch action.string("defname") {
        case "security": schema.functions[name]?.isDefiner = options.isDefiner
        case "set":
          guard let set = action["arg"]?["VariableSetStmt"] else { continue }
          if set.string("name") == "search_path" || set.string("kind") == "VAR_RESET_ALL" {
            schema.functions[name]?.searchPath = options.searchPath
          }
        default: continue
        }
      }
    }
  }

  static func signature(
    schema: String, _ name: String, _ types: [SyntaxNode]
  ) -> DatabaseObjectName {
    let types = types.map(TypeName.text).joined(separator: ", ")
    return DatabaseObjectName(schema, "\(name)(\(types))")
  }

  /// The functions that a reference with or without arguments means.
  func functions(meantBy object: SyntaxNode) -> [DatabaseObjectName] {
    let parts = object.list("objname").compactMap { $0["String"]?.string("sval") }
    guard let bare = parts.last else { return [] }
    let schemas = parts.count > 1 ? [parts[parts.count - 2]] : searchPath
    let types = object.list("objargs").compactMap { $0["TypeName"] }
    for schemaName in schemas {
      if object.isTrue("args_unspecified") {
        let found = schema.functions.keys.filter {
          $0.schema == schemaName && $0.bareName == bare
        }
        if !found.isEmpty { return Array(found) }
      } else {
        let name = Self.signature(schema: schemaName, bare, types)
        if schema.functions[name] != nil { return [name] }
        // Types may be written in other ways: with or without their schema.
        let alike = schema.functions.values.filter {
          $0.name.schema == schemaName && $0.name.bareName == bare
            && $0.argumentNames.count == types.count
        }
        if alike.count == 1, let only = alike.first { return [only.name] }
      }
    }
    return []
  }

  /// A function without arguments, such as a trigger calls.
  func functionName(_ parts: [String]) -> DatabaseObjectName? {
    guard let bare = parts.last else { return nil }
    if parts.count > 1 { return DatabaseObjectName(parts[parts.count - 2], bare + "()") }
    for schemaName in searchPath {
      let name = DatabaseObjectName(schemaName, bare + "()")
      if schema.functions[name] != nil { return name }
    }
    return DatabaseObjectName(creationSchema, bare + "()")
  }

  mutating func dropFunction(_ name: DatabaseObjectName) {
    schema.functions[name] = nil
    schema.grants = schema.grants.filter { !($0.kind == .function && $0.object == name) }
    for table in schema.tables.keys {
      schema.tables[table]?.triggers.removeAll { $0.function == name }
    }
  }
}
